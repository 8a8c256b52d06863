import type { NominationFault } from '../../workflows/nomination/nomination.ts';
import { readCsv } from '../instruments/csv-records.ts';
import type { CsvRecord } from '../instruments/csv-records.ts';
import { cargoColumns, cellValue, shipColumns } from './columns.ts';
import type { Column } from './columns.ts';
import { faulty } from './fault.ts';
import type { ReadNomination } from './fault.ts';
import { readForm } from './form.ts';

const columns = [...shipColumns, ...cargoColumns];

/**
 * A nomination from CSV (RFC 4180, comma, heading row, columns in any order): one cargo line a row, the ship's columns the same on each.
 * Each fault names `<line of the file>:<column>`. Beside those of the form: `CSV_MALFORMED`, `FILE_EMPTY`, `COLUMN_MISSING`,
 * `COLUMN_UNKNOWN`, `COLUMN_TWICE`, `FIELDS_MISCOUNTED`, `SHIP_DIFFERS`.
 */
export function readNominationCsv(text: string): ReadNomination {
  const records = readCsv(text, ',');
  if ('code' in records)
    return refused([faulty(at(records.line, 'row'), records.code, records.message, records.remedy)]);
  const [head, ...rows] = records;
  if (!head || rows.length === 0) return refused([empty]);
  const headings = head.fields.map((heading) => heading.trim());
  const wrong = [...headingFaults(headings, head.line), ...rows.flatMap((row) => countFault(row, headings))];
  if (wrong.length > 0) return refused(wrong);
  const differing = rows.slice(1).flatMap((row) => shipFaults(headings, rows[0] as CsvRecord, row));
  if (differing.length > 0) return refused(differing);

  const read = readForm({
    ...membersOf(shipColumns, headings, rows[0] as CsvRecord),
    lines: rows.map((row) => membersOf(cargoColumns, headings, row)),
  });
  return 'faults' in read ? refused(read.faults.map((fault) => inFile(fault, rows))) : read;
}

function refused(faults: readonly NominationFault[]): ReadNomination {
  const [first, ...more] = faults;
  if (!first) throw new Error('a refused file has a fault');
  return { faults: [first, ...more] };
}

const at = (line: number | null, column: string): string => `${line ?? 'file'}:${column}`;

const cellOf = (headings: readonly string[], { fields }: CsvRecord, heading: string): string =>
  fields[headings.indexOf(heading)] ?? '';

/** Members at their paths (at most two deep); empty cells are absent. */
function membersOf(
  wanted: readonly Column[],
  headings: readonly string[],
  row: CsvRecord,
): Readonly<Record<string, unknown>> {
  const members: Record<string, unknown> = {};
  for (const column of wanted) {
    const value = cellValue(column, cellOf(headings, row, column.heading));
    const [outer = '', inner] = column.path.split('.');
    if (inner !== undefined)
      members[outer] = {
        ...(members[outer] as object | undefined),
        ...(value !== undefined && { [inner]: value }),
      };
    else if (value !== undefined) members[outer] = value;
  }
  return members;
}

function headingFaults(headings: readonly string[], line: number): readonly NominationFault[] {
  const known = columns.map(({ heading }) => heading);
  const remedy = `The columns are: ${known.join(', ')}.`;
  const missing = columns
    .filter(({ heading, required }) => required && !headings.includes(heading))
    .map(({ heading }) =>
      faulty(at(line, heading), 'COLUMN_MISSING', `There is no column "${heading}".`, remedy),
    );
  const unknown = headings
    .filter((heading) => !known.includes(heading))
    .map((heading) =>
      faulty(at(line, heading), 'COLUMN_UNKNOWN', `There is no such column as "${heading}".`, remedy),
    );
  const twice = known
    .filter((heading) => headings.filter((each) => each === heading).length > 1)
    .map((heading) =>
      faulty(at(line, heading), 'COLUMN_TWICE', `More than one column is headed "${heading}".`, 'Keep one.'),
    );
  return [...missing, ...unknown, ...twice];
}

const countFault = ({ line, fields }: CsvRecord, headings: readonly string[]): readonly NominationFault[] =>
  fields.length === headings.length
    ? []
    : [
        faulty(
          at(line, 'row'),
          'FIELDS_MISCOUNTED',
          `The row has ${fields.length} fields, the heading ${headings.length}.`,
          'Put a field that contains a comma in quotes.',
        ),
      ];

/** A file is one nomination: what is said of the ship is the same on every row. */
const shipFaults = (
  headings: readonly string[],
  first: CsvRecord,
  row: CsvRecord,
): readonly NominationFault[] =>
  shipColumns
    .filter(
      ({ heading }) => cellOf(headings, row, heading).trim() !== cellOf(headings, first, heading).trim(),
    )
    .map(({ heading }) =>
      faulty(
        at(row.line, heading),
        'SHIP_DIFFERS',
        `"${cellOf(headings, row, heading)}" differs from line ${first.line} of the file.`,
        'Say the same of the ship on every row; send one file for each nomination.',
      ),
    );

/** The fault where the sender sees it: `lines.1.mass` is the column mass_t of the second row. */
function inFile(fault: NominationFault, rows: readonly CsvRecord[]): NominationFault {
  const [, index, path] = /^lines\.(\d+)\.(.+)$/.exec(fault.field) ?? [];
  const row = rows[Number(index ?? 0)]?.line ?? null;
  const own = path ?? fault.field;
  const column = (path === undefined ? shipColumns : cargoColumns).find(
    (each) => own === each.path || own.startsWith(`${each.path}.`),
  );
  return { ...fault, field: at(row, column?.heading ?? own) };
}

const empty = faulty(
  at(null, 'row'),
  'FILE_EMPTY',
  'The file has no row of cargo.',
  'Send a heading and one row for each cargo line.',
);
