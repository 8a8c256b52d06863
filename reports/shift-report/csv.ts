import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import type { ShiftReport } from './model.ts';
import { headOf } from './head.ts';
import { sectionsOf, timeFormats } from './sections.ts';

/** Without it spreadsheet programs in China take UTF-8 for GBK. */
const byteOrderMark = '\uFEFF';
/** What a spreadsheet would take for a formula, and carry out (OWASP, CSV injection); figures below zero stay figures. */
const formula = /^(?:[=+@\t\r]|-(?!\d+(?:\.\d+)?$))/;

/**
 * The report as CSV (RFC 4180) in UTF-8: a table a section, each with its title and its column heads, an empty line between two. A text
 * that a spreadsheet would take for a formula has an apostrophe before it.
 */
export function shiftReportCsv(report: ShiftReport): string {
  const tables = [
    headOf(report).map(({ label, value }) => [label, value]),
    ...sectionsOf(report, timeFormats.full).map(({ title, columns, rows }) => [[title], columns, ...rows]),
  ];
  return byteOrderMark + tables.map((rows) => rows.map(lineOf).join('')).join('\r\n');
}

const lineOf = (cells: readonly (string | Bilingual)[]): string => `${cells.map(fieldOf).join(',')}\r\n`;

function fieldOf(cell: string | Bilingual): string {
  const text = typeof cell === 'string' ? cell : cell.zh === cell.en ? cell.zh : `${cell.zh} ${cell.en}`;
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
