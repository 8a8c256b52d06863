import { CsvError, parse } from 'csv-parse/sync';
import type { ResultFault } from './result-file.ts';

export interface CsvRecord {
  /** Line of its first field, from 1; a quoted field may go on over several. */
  readonly line: number;
  readonly fields: readonly string[];
}

/**
 * Comma-separated values, strictly as RFC 4180 has them, with another delimiter where it is told: a quote stands only around a
 * whole field, doubled inside. Lines end in CRLF or LF. Empty lines are left out. What follows another rule is a fault
 * (`CSV_MALFORMED`, at the line where it shows) and not guessed at.
 */
export function readCsv(text: string, delimiter: string): readonly CsvRecord[] | ResultFault {
  const records: CsvRecord[] = [];
  // Inside a quoted field the library counts a CR as a line of its own; here lines end in LF, with or without a CR before it.
  let surplus = 0;
  try {
    parse(text, {
      delimiter,
      record_delimiter: ['\r\n', '\n'],
      // How many fields a row must have is said by the heading, with the row's line.
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (fields: readonly string[], { lines }) => {
        const within = fields.join('');
        surplus += countOf('\r', within);
        records.push({ line: lines - surplus - countOf('\n', within), fields });
        return null;
      },
    });
    return records;
  } catch (error) {
    if (error instanceof CsvError)
      return malformed(typeof error['lines'] === 'number' ? error['lines'] - surplus : null);
    throw error;
  }
}

const countOf = (character: string, text: string): number => text.split(character).length - 1;

const malformed = (line: number | null): ResultFault => ({
  line,
  field: null,
  code: 'CSV_MALFORMED',
  message: 'A quote stands inside a field or is never closed.',
  remedy: 'Have the file written as RFC 4180 says, with CRLF or LF at the end of a line.',
});
