import type { CsvInstrument } from '../../config/site/instrument-schema.ts';
import { readCsv } from './csv-records.ts';
import type { CsvRecord } from './csv-records.ts';
import { unreadable } from './result-file.ts';
import type { Cell, InstrumentResult, ResultFault, ResultFile } from './result-file.ts';

/**
 * Results of a CSV file by the columns of its instrument: one a row, or one a column of `items` where the row has something in it.
 * Faults: `CSV_MALFORMED`, `FILE_EMPTY`, `COLUMN_MISSING`, `COLUMN_TWICE`, `FIELDS_MISCOUNTED`.
 */
export function csvResults(text: string, instrument: CsvInstrument): ResultFile {
  const records = readCsv(text, instrument.delimiter);
  if (!Array.isArray(records)) return unreadable(records as ResultFault);
  const [head, ...rows] = records as readonly CsvRecord[];
  if (!head || rows.length === 0) return unreadable(empty);
  const headings = head.fields.map((heading) => heading.trim());
  const wrong = wantedOf(instrument).flatMap((heading) => headingFault(headings, heading));
  if (wrong.length > 0) return { results: [], faults: wrong };

  const results: InstrumentResult[] = [];
  const faults: ResultFault[] = [];
  for (const [index, { line, fields }] of rows.entries()) {
    if (fields.length !== headings.length) {
      faults.push(miscounted(line, fields.length, headings.length));
      continue;
    }
    const cell = (field: string): Cell => ({ field, text: fields[headings.indexOf(field)]?.trim() ?? '' });
    const { sample, item, value, unit } = instrument.columns;
    const whole = { line, row: index + 1, sample: cell(sample), written: JSON.stringify(fields) };
    if (item !== undefined && value !== undefined) {
      results.push({
        ...whole,
        test: cell(item),
        value: cell(value),
        unit: unit === undefined ? null : cell(unit),
      });
      continue;
    }
    for (const heading of Object.keys(instrument.items)) {
      const determined = cell(heading);
      if (determined.text === '') continue;
      results.push({ ...whole, test: { field: heading, text: heading }, value: determined, unit: null });
    }
  }
  return { results, faults };
}

function wantedOf({ columns, items }: CsvInstrument): readonly string[] {
  const { sample, item, value, unit } = columns;
  const values = item === undefined || value === undefined ? Object.keys(items) : [item, value];
  return [sample, ...values, ...(unit === undefined ? [] : [unit])];
}

function headingFault(headings: readonly string[], heading: string): readonly ResultFault[] {
  const count = headings.filter((one) => one === heading).length;
  if (count === 1) return [];
  const remedy = 'Correct the export, or the columns of the instrument in the site file.';
  return count === 0
    ? [
        {
          line: 1,
          field: heading,
          code: 'COLUMN_MISSING',
          message: `There is no column "${heading}".`,
          remedy,
        },
      ]
    : [
        {
          line: 1,
          field: heading,
          code: 'COLUMN_TWICE',
          message: `${count} columns are headed "${heading}".`,
          remedy,
        },
      ];
}

const empty: ResultFault = {
  line: null,
  field: null,
  code: 'FILE_EMPTY',
  message: 'The file has no row of results.',
  remedy: 'Export the results again.',
};

const miscounted = (line: number, have: number, wanted: number): ResultFault => ({
  line,
  field: null,
  code: 'FIELDS_MISCOUNTED',
  message: `The row has ${have} fields, the heading ${wanted}.`,
  remedy: 'Quote fields that contain the delimiter; a decimal comma does where the comma is the delimiter.',
});
