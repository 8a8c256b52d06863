import type { CustomTableLayout } from 'pdfmake/interfaces.js';

/** Measures and colours of all papers, in points (1/72 inch). One type scale, hairlines, no boxes. */
export const family = 'Noto Sans SC';

/** A4. */
export const page = { width: 595.28, height: 841.89 } as const;
export const margins = { side: 51, top: 50, bottom: 42 } as const;
export const contentWidth = page.width - 2 * margins.side;

export const size = {
  title: 22,
  letterhead: 14,
  section: 10,
  body: 8.5,
  small: 7,
  note: 6.5,
  hash: 6.2,
} as const;

export const colour = {
  ink: '#1b1b1b',
  muted: '#5c6166',
  hair: '#b9bdc1',
  seal: '#c4161c',
  mark: '#faf2f2',
} as const;

export const rule = { strong: 0.9, middle: 0.5, hair: 0.3 } as const;

/** Horizontal hairlines; a strong line above the head and below the last row, a middle one below the head. */
export const ruledTable = (headRow: number, headRows: number): CustomTableLayout => ({
  hLineWidth: (line, { table }) => {
    if (line < headRow) return 0;
    if (line === headRow || line === table.body.length) return rule.strong;
    return line === headRows ? rule.middle : rule.hair;
  },
  hLineColor: (line, { table }) =>
    line === headRow || line === headRows || line === table.body.length ? colour.ink : colour.hair,
  vLineWidth: () => 0,
  paddingLeft: (column) => (column === 0 ? 2 : 5),
  paddingRight: (column, { table }) => (column === (table.body[0]?.length ?? 0) - 1 ? 2 : 5),
  paddingTop: () => 1.8,
  paddingBottom: () => 2,
});
