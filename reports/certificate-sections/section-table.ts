import type { Alignment, Content, ContentText, Size, TableCell } from 'pdfmake/interfaces.js';
import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import { as } from '../tagging/structure.ts';
import { english, flow } from '../text.ts';
import { colour, ruledTable, size } from '../paper.ts';

export interface Column extends Bilingual {
  readonly width: Size;
  readonly align?: Alignment;
}

/** The words above a section: Chinese bold, English beside it. */
export const heading = ({ zh, en }: Bilingual): ContentText =>
  as('H2', {
    text: [
      { text: zh, bold: true, fontSize: size.section },
      { text: `   ${en}`, fontSize: size.small + 0.5, color: colour.muted },
    ],
  });

/** Space between two sections, points. */
export const sectionGap = 8;

/**
 * A section that is a table: heading, column heads, rows. Heading and heads are repeated on every page the table runs
 * over, rows are never torn apart, and the first row stays with the heads.
 */
export function sectionTable(
  title: Bilingual,
  columns: readonly Column[],
  rows: readonly (readonly TableCell[])[],
): Content {
  const titleRow: TableCell[] = columns.map(() => ({}));
  titleRow[0] = { ...heading(title), colSpan: columns.length, margin: [-2, 0, 0, 1] };
  const heads = columns.map((column): TableCell => ({
    stack: [flow(column.zh, { bold: true }), english(column.en)],
    alignment: column.align ?? 'left',
  }));
  return {
    table: {
      headerRows: 2,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      widths: columns.map((column) => column.width),
      body: [titleRow, heads, ...rows.map((row) => [...row])],
    },
    layout: ruledTable(1, 2),
    margin: [0, sectionGap, 0, 0],
  };
}

/** A value in a column: aligned as the column is. */
export const cell = (text: string, align: Alignment = 'left'): TableCell => flow(text, { alignment: align });
