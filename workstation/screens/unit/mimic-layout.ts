/** Where the functional units of a mimic stand and how the material goes from one to the next, px. */
export interface MimicLayout {
  readonly width: number;
  readonly height: number;
  readonly cells: readonly { readonly id: string; readonly x: number; readonly y: number }[];
  /** SVG paths, each ending at its arrowhead; what is rejected goes aside. */
  readonly edges: readonly {
    readonly from: string;
    readonly to: string;
    readonly path: string;
    readonly aside: boolean;
  }[];
}

export const cell = { width: 204, height: 156 } as const;
const gap = { x: 32, y: 36 } as const;
/** The arrowhead's length. */
const tip = 6;

/** As many units beside each other as there is room for, at least one. */
export const columnsIn = (width: number): number =>
  Math.max(1, Math.floor((width + gap.x) / (cell.width + gap.x)));

interface Stage {
  readonly id: string;
  readonly kind: string;
}

/** Lays units out in the order of the flow, row by row; the reject hangs on the divider, the controller is no part of the flow. */
export function mimicLayout(stages: readonly Stage[], columns: number): MimicLayout {
  const drawn = stages.filter(({ kind }) => kind !== 'control');
  const cells = drawn.map(({ id, kind }, index) => ({
    id,
    kind,
    row: Math.floor(index / columns),
    x: (index % columns) * (cell.width + gap.x),
    y: Math.floor(index / columns) * (cell.height + gap.y),
  }));
  type Cell = (typeof cells)[number];
  const main = cells.filter(({ kind }) => kind !== 'reject');
  const rows = (cells.at(-1)?.row ?? 0) + 1;
  const onward = main.slice(1).map((to, index) => edge(main[index] as Cell, to, false));
  const aside = cells.flatMap((to, index) => {
    if (to.kind !== 'reject') return [];
    const from = cells.slice(0, index).findLast(({ kind }) => kind === 'divider') ?? cells[index - 1];
    return from ? [edge(from, to, true)] : [];
  });
  const wide = Math.min(columns, Math.max(1, drawn.length));
  return {
    width: wide * (cell.width + gap.x) - gap.x,
    height: rows * (cell.height + gap.y) - (aside.length > 0 ? 0 : gap.y),
    cells: cells.map(({ id, x, y }) => ({ id, x, y })),
    edges: [...onward, ...aside],
  };
}

interface Placed extends Stage {
  readonly row: number;
  readonly x: number;
  readonly y: number;
}

function edge(from: Placed, to: Placed, aside: boolean): MimicLayout['edges'][number] {
  return { from: from.id, to: to.id, path: pathOf(from, to, aside), aside };
}

/**
 * Beside each other straight; otherwise down into the gap between rows, along it, and in from above (aside, in the same row: from
 * below).
 */
function pathOf(from: Placed, to: Placed, aside: boolean): string {
  if (!aside && from.row === to.row && to.x > from.x && to.x - from.x <= cell.width + gap.x) {
    const y = from.y + cell.height / 2;
    return `M${from.x + cell.width} ${y}H${to.x - tip}`;
  }
  const lane = from.y + cell.height + (aside ? gap.y * 0.3 : gap.y * 0.55);
  const side = cell.width / 2 + (aside ? gap.x : 0);
  const start = `M${from.x + side} ${from.y + cell.height}V${lane}H${to.x + side}`;
  return to.row === from.row ? `${start}V${to.y + cell.height + tip}` : `${start}V${to.y - tip}`;
}
