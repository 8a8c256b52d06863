import type { Content, TableCell } from 'pdfmake/interfaces.js';
import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import { as } from '../tagging/structure.ts';
import { english, flow } from '../text.ts';
import { colour, rule, size } from '../paper.ts';

/** One labelled value of a grid. Lines after the first are printed small and grey. */
export interface Field extends Bilingual {
  readonly lines: readonly string[];
}

export type FieldRow = readonly [Field] | readonly [Field, Field];

const labelWidth = 66;

/** Labels and values in rows of one or two fields, with hairlines between the rows. */
export function fieldGrid(rows: readonly FieldRow[]): Content {
  return {
    table: { widths: [labelWidth, '*', labelWidth, '*'], dontBreakRows: true, body: rows.map(gridRow) },
    layout: {
      hLineWidth: (line, { table }) => (line === 0 || line === table.body.length ? rule.strong : rule.hair),
      hLineColor: (line, { table }) => (line === 0 || line === table.body.length ? colour.ink : colour.hair),
      vLineWidth: () => 0,
      paddingLeft: (column) => (column === 2 ? 8 : 2),
      paddingRight: () => 2,
      paddingTop: () => 2,
      paddingBottom: () => 2.2,
    },
  };
}

function gridRow([left, right]: FieldRow): TableCell[] {
  if (right === undefined) return [label(left), { ...value(left), colSpan: 3 }, {}, {}];
  return [label(left), value(left), label(right), value(right)];
}

const label = ({ zh, en }: Bilingual): TableCell =>
  as('TH', {
    stack: [
      { text: zh, color: colour.ink, bold: true },
      { text: en, fontSize: size.note, color: colour.muted },
    ],
  });

const value = ({ lines: [first = '', ...rest] }: Field) => ({
  stack: [flow(first), ...rest.filter((line) => line !== '').map((line) => english(line))],
});
