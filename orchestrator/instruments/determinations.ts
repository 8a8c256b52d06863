import type { Instrument } from '../../config/site/instrument-schema.ts';
import { isBlindCode } from '../../workflows/custody/blind-code.ts';
import type { BlindCode, DecimalString } from '../../workflows/kernel/brand.ts';
import { parseDecimal } from '../../workflows/kernel/decimal.ts';
import { refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome, Refusal } from '../../workflows/kernel/refusal.ts';
import { csvResults } from './csv-results.ts';
import { textOf } from './file-text.ts';
import { lisResults } from './lis-results.ts';
import { unreadable } from './result-file.ts';
import type { Cell, InstrumentResult, ResultFault, ResultFile } from './result-file.ts';

/** A result that the mapping of its instrument understands; whether the bench wants it is another matter. */
export interface InstrumentDetermination {
  readonly result: InstrumentResult;
  readonly code: BlindCode;
  readonly item: string;
  /** The item's unit in the rule pack, as the site file has it. */
  readonly unit: string;
  readonly value: DecimalString;
}

export interface ReadDeterminations {
  readonly determinations: readonly InstrumentDetermination[];
  readonly faults: readonly ResultFault[];
}

/** Rows. An instrument's run has some dozens; more is not the export of one run. */
const mostResults = 2_000;

/**
 * Reads a file whole. Faults, besides those of its format: `FILE_NOT_UTF8`, `RESULTS_TOO_MANY`, `SAMPLE_CODE_DAMAGED`,
 * `TEST_UNKNOWN`, `NOT_A_NUMBER`, `NUMBER_TOO_LONG`, `UNIT_UNEXPECTED`, `RESULT_TWICE`.
 */
export function readDeterminations(bytes: Uint8Array, instrument: Instrument): ReadDeterminations {
  const { results, faults: unread } = resultsOf(bytes, instrument);
  if (results.length > mostResults) return { determinations: [], faults: [tooMany(results.length)] };
  const determinations: InstrumentDetermination[] = [];
  const faults = [...unread];
  const seen = new Map<string, number>();
  for (const result of results) {
    const read = readResult(result, instrument);
    faults.push(...read.faults);
    for (const determination of read.determinations) {
      const first = seen.get(identityOf(determination));
      if (first === undefined) seen.set(identityOf(determination), result.line);
      else faults.push(twice(result, first));
      determinations.push(determination);
    }
  }
  return { determinations, faults };
}

/** What tells one determination from another, also across files: the sample, the item and every character of the row. */
export const identityOf = ({ code, item, result }: InstrumentDetermination): string =>
  JSON.stringify([code, item, result.written]);

/** A refusal at a field of a result. */
export const faultAt = (
  { line }: InstrumentResult,
  cell: Cell | null,
  { code, message, remedy }: Refusal,
): ResultFault => ({
  line,
  field: cell?.field ?? null,
  code,
  message,
  remedy,
});

function resultsOf(bytes: Uint8Array, instrument: Instrument): ResultFile {
  const text = textOf(bytes);
  if (!text.ok) return unreadable({ line: null, field: null, ...text.refusal });
  return instrument.format === 'csv' ? csvResults(text.value, instrument) : lisResults(text.value);
}

/** Every fault of a row, not only the first. */
function readResult(result: InstrumentResult, { items, decimal }: Instrument): ReadDeterminations {
  const { sample, test, value, unit } = result;
  const faults: ResultFault[] = [];
  const code = isBlindCode(sample.text) ? sample.text : null;
  if (code === null) faults.push(faultAt(result, sample, damaged(sample.text)));
  const mapped = Object.hasOwn(items, test.text) ? items[test.text] : undefined;
  if (!mapped) faults.push(faultAt(result, test, unknownTest(test.text, Object.keys(items))));
  const expected = mapped && (mapped.unitInFile ?? mapped.unit);
  if (unit && expected !== undefined && unit.text !== expected)
    faults.push(faultAt(result, unit, wrongUnit(unit.text, expected)));
  const number = numberOf(value.text, decimal);
  if (!number.ok) faults.push(faultAt(result, value, number.refusal));
  const right = code !== null && mapped && number.ok && faults.length === 0;
  return {
    determinations: right
      ? [{ result, code, item: mapped.item, unit: mapped.unit, value: number.value }]
      : [],
    faults,
  };
}

/** The other mark is never a thousands separator that could be left out: it may as well be a decimal mark in the wrong setting. */
function numberOf(text: string, decimal: '.' | ','): Outcome<DecimalString> {
  if (decimal === '.') return parseDecimal(text);
  if (!text.includes('.')) return parseDecimal(text.replace(',', '.'));
  return refuse({
    code: 'NOT_A_NUMBER',
    field: 'value',
    message: `"${text.slice(0, 40)}" is not a number with a decimal comma.`,
    remedy: 'Correct the export, or "decimal" of the instrument in the site file.',
  });
}

const damaged = (text: string): Refusal => ({
  code: 'SAMPLE_CODE_DAMAGED',
  message: `"${text.slice(0, 40)}" is no code of a sample: its length, a character or the check character is wrong.`,
  remedy:
    'Scan the label again. Export results of samples only, not of blanks, calibrations and reference materials.',
});
const unknownTest = (text: string, known: readonly string[]): Refusal => ({
  code: 'TEST_UNKNOWN',
  message: `The site file does not say which item "${text.slice(0, 40)}" is.`,
  remedy: `Known are: ${known.join(', ')}. Leave it out of the export, or add it to the instrument's items.`,
});
const wrongUnit = (text: string, expected: string): Refusal => ({
  code: 'UNIT_UNEXPECTED',
  message:
    text === ''
      ? `No unit is given; expected is ${expected}.`
      : `The unit is "${text.slice(0, 40)}"; expected is ${expected}.`,
  remedy: 'Set the unit at the instrument; nothing is converted.',
});
const twice = (result: InstrumentResult, first: number): ResultFault =>
  faultAt(result, null, {
    code: 'RESULT_TWICE',
    message: `The same row stands in line ${first}.`,
    remedy:
      'Leave it out. If these are two determinations, export what tells them apart: a time, a run, a position.',
  });
const tooMany = (count: number): ResultFault => ({
  line: null,
  field: null,
  code: 'RESULTS_TOO_MANY',
  message: `The file has ${count} results; at most ${mostResults} are taken at once.`,
  remedy: 'Export one run at a time.',
});
