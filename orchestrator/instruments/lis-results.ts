import { readLis } from './lis-records.ts';
import type { LisRecord } from './lis-records.ts';
import { unreadable } from './result-file.ts';
import type { InstrumentResult, ResultFault, ResultFile } from './result-file.ts';

/** final, or final after an operator's look. All else (preliminary, pending, correction, not done …) is no result to enter. */
const finalStatuses = ['F', 'V'];
/** below or above what the instrument can measure; the number beside it is the end of its scale. */
const offScale = /[<>]/;
/** L-3: ended as it should, `F` being the last of what was asked for. */
const normalEnds = ['', 'N', 'F'];
/** Patient, comment, manufacturer, scientific and request records say nothing of a result that we read. */
const passedOver = ['C', 'M', 'S', 'Q'];

/**
 * Results of a file of LIS2-A2 records: sample in O-3, test in R-3, value in R-4, unit in R-5. A message that does not end with its
 * terminator, or with an error, is refused. Faults: those of `readLis`, `FILE_EMPTY`, `FILE_CUT_OFF`, `TRANSMISSION_FAILED`,
 * `RECORD_UNKNOWN`, `RESULT_WITHOUT_ORDER`, `RESULT_NOT_FINAL`, `RESULT_OFF_SCALE`.
 */
export function lisResults(text: string): ResultFile {
  const records = readLis(text);
  if (!Array.isArray(records)) return unreadable(records as ResultFault);
  const results: InstrumentResult[] = [];
  const faults: ResultFault[] = [];
  let specimen: string | null = null;
  let ended = true;
  for (const [index, record] of (records as readonly LisRecord[]).entries()) {
    const fault = (...told: Told) => faults.push(faultAt(record.line, ...told));
    const first = (field: number) => record.components(field)[0] ?? '';
    if (ended !== (record.type === 'H')) fault(...cutOff);
    ended = false;
    switch (record.type) {
      case 'H':
      case 'P':
        specimen = null;
        break;
      case 'O':
        specimen = first(3);
        break;
      case 'R':
        if (specimen === null) fault(...withoutOrder);
        else results.push(resultOf(record, index + 1, specimen));
        if (!finalStatuses.includes(first(9))) fault(...notFinal(first(9)));
        if (offScale.test(first(7))) fault(...outOfScale(first(7)));
        break;
      case 'L':
        if (!normalEnds.includes(first(3))) fault(...failed(first(3)));
        ended = true;
        break;
      default:
        if (!passedOver.includes(record.type)) fault(...unknown(record.type));
    }
  }
  if (!ended) faults.push(faultAt(null, ...cutOff));
  if (results.length === 0 && faults.length === 0) faults.push(faultAt(null, ...empty));
  return { results, faults };
}

function resultOf({ line, written, components }: LisRecord, row: number, specimen: string): InstrumentResult {
  // The manufacturer's code is the fourth component; instruments without one use the universal identifier, the first.
  const [universal = '', , , local = ''] = components(3);
  return {
    line,
    row,
    sample: { field: 'O-3', text: specimen },
    test: { field: 'R-3', text: local || universal },
    // A value of several components is none of ours; joined, it is refused as no number.
    value: { field: 'R-4', text: components(4).join('^') },
    unit: { field: 'R-5', text: components(5).join('^') },
    written,
  };
}

type Told = readonly [field: string | null, code: string, message: string, remedy: string];
const faultAt = (line: number | null, ...[field, code, message, remedy]: Told): ResultFault => ({
  line,
  field,
  code,
  message,
  remedy,
});

const again = 'Have the instrument send the whole message again.';
const cutOff: Told = [
  null,
  'FILE_CUT_OFF',
  'A message does not go from its header (H) to its terminator (L).',
  again,
];
const failed = (code: string): Told => [
  'L-3',
  'TRANSMISSION_FAILED',
  `The instrument ended with "${code}".`,
  again,
];
const empty: Told = [null, 'FILE_EMPTY', 'The file has no result record.', 'Export the results again.'];
const unknown = (type: string): Told => [
  null,
  'RECORD_UNKNOWN',
  `There is no record "${type.slice(0, 10)}" in LIS2-A2.`,
  again,
];
const withoutOrder: Told = [
  'R-1',
  'RESULT_WITHOUT_ORDER',
  'No order record (O) names the sample of this result.',
  again,
];
const notFinal = (status: string): Told => [
  'R-9',
  'RESULT_NOT_FINAL',
  status === ''
    ? 'The instrument does not say that this result is final.'
    : `The status of the result is "${status}", not F or V.`,
  'Send it when it is final. A corrected result is entered after a reviewer has returned the item.',
];
const outOfScale = (flag: string): Told => [
  'R-7',
  'RESULT_OFF_SCALE',
  `The value lies off the instrument's scale (${flag}).`,
  'Test with another range or mass.',
];
