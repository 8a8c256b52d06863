import type { ResultFault } from './result-file.ts';

/** Records of ASTM E1394-97, taken over as CLSI LIS2-A2: their text only, without the frames of a serial line (E1381, LIS1-A). */

interface Delimiters {
  readonly field: string;
  readonly component: string;
  readonly escape: string;
  readonly repeat: string;
}

export interface LisRecord {
  readonly line: number;
  /** `H`, `P`, `O`, `R`, `L` … */
  readonly type: string;
  readonly written: string;
  /** Components of a field, from 1 as the standard counts them; the type is field 1. Empty text where there is none. */
  readonly components: (field: number) => readonly string[];
}

const lineEnds = /\r\n|\r|\n/;

/** Records in their order, each read with the delimiters of the header before it. Faults: `FILE_NOT_LIS`, `DELIMITERS_WRONG`. */
export function readLis(text: string): readonly LisRecord[] | ResultFault {
  const records: LisRecord[] = [];
  let delimiters: Delimiters | null = null;
  for (const [index, written] of text.split(lineEnds).entries()) {
    const line = index + 1;
    if (written === '') continue;
    if (written.startsWith('H')) delimiters = delimitersOf(written);
    else if (records.length === 0) return notLis(line);
    if (!delimiters) return wrongDelimiters(line);
    records.push(recordOf(line, written, delimiters));
  }
  return records;
}

function recordOf(line: number, written: string, delimiters: Delimiters): LisRecord {
  const fields = written.split(delimiters.field);
  const components = (field: number) =>
    (fields[field - 1] ?? '')
      .split(delimiters.component)
      .map((component) => unescaped(component, delimiters).trim());
  return { line, type: fields[0] ?? '', written, components };
}

/** Field, repeat, component and escape delimiter, in this order after the H; all different. */
function delimitersOf(header: string): Delimiters | null {
  const [, field = '', repeat = '', component = '', escape = '', next = field] = header;
  const four = [field, repeat, component, escape];
  const usable =
    four.every((one) => /^[^\w\s]$/.test(one)) && new Set(four).size === four.length && next === field;
  return usable ? { field, repeat, component, escape } : null;
}

/** A sequence other than of the four delimiters stays as written, so that what holds it is not taken for something else. */
function unescaped(text: string, { field, repeat, component, escape }: Delimiters): string {
  const meanings: Readonly<Record<string, string>> = { F: field, R: repeat, S: component, E: escape };
  const parts = text.split(escape);
  let plain = parts[0] ?? '';
  for (let index = 1; index < parts.length; index += 2) {
    const meaning = meanings[parts[index] ?? ''];
    if (meaning === undefined || index + 1 >= parts.length) return text;
    plain += meaning + (parts[index + 1] ?? '');
  }
  return plain;
}

const notLis = (line: number): ResultFault => ({
  line,
  field: null,
  code: 'FILE_NOT_LIS',
  message: 'The file does not begin with a header record (H).',
  remedy: 'Send the records of ASTM E1394 (LIS2-A2) as a file, without the frames of a serial line.',
});
const wrongDelimiters = (line: number): ResultFault => ({
  line,
  field: 'H-2',
  code: 'DELIMITERS_WRONG',
  message: 'The header does not name four different delimiters.',
  remedy:
    'Begin the header with H and the delimiters of field, repeat, component and escape, for example H|\\^&|.',
});
