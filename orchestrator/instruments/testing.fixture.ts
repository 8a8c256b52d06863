import { instrumentSchema } from '../../config/site/instrument-schema.ts';
import type { CsvInstrument, Instrument } from '../../config/site/instrument-schema.ts';
import { blindCodeFrom } from '../../workflows/custody/blind-code.ts';

/** A furnace that writes a result a row, one that writes a sample a row, and an analyser that sends LIS2-A2 records. */

const items = { ASH: { item: 'A', unit: '%' }, VOL: { item: 'V', unit: '%', unitInFile: 'wt%' } };
const columns = { sample: 'Sample', item: 'Test', value: 'Result', unit: 'Unit' };
const shared = { decimal: '.', items, analyst: 'analyst1' } as const;
const rowFormat = { ...shared, format: 'csv', delimiter: ',', header: true } as const;

const read = (instrument: object): Instrument => instrumentSchema.parse(instrument);
const csv = (instrument: object): CsvInstrument => {
  const one = read(instrument);
  if (one.format !== 'csv') throw new Error('not an instrument of CSV files');
  return one;
};

export const furnace = csv({ ...rowFormat, id: 'furnace', columns });
export const continental = csv({ ...rowFormat, id: 'furnace', delimiter: ';', decimal: ',', columns });
export const wide = csv({ ...rowFormat, id: 'tga', columns: { sample: 'Sample' } });
export const analyser = read({ ...shared, id: 'analyser', format: 'lis2-a2' });

export const someCode = blindCodeFrom(Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8]));

export const bytesOf = (...lines: readonly string[]): Buffer =>
  Buffer.from(lines.map((line) => `${line}\r\n`).join(''));
