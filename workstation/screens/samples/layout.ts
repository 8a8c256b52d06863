/** Size of a vessel in the drawing and room between vessels, px. */
const box = { width: 208, height: 84, across: 40, down: 16 } as const;

interface Edge {
  readonly from: string;
  readonly to: string;
}

interface Placed {
  readonly code: string;
  readonly x: number;
  readonly y: number;
}

export interface Lineage {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly Placed[];
  /** SVG paths, in the order of the edges. */
  readonly paths: readonly string[];
}

export const vessel = { width: box.width, height: box.height };

/**
 * Places vessels in columns by how often they were divided off, what comes of one vessel together. Vessels without an origin stand in the
 * first column; a circle, which no lineage has, would stand there too.
 */
export function lineageOf(codes: readonly string[], edges: readonly Edge[]): Lineage {
  const childrenOf = (code: string): readonly string[] =>
    edges.filter(({ from }) => from === code).map(({ to }) => to);
  const rowOf = new Map<string, { readonly column: number; readonly row: number }>();
  let rows = 0;

  // Leaves take a row each; what was divided stands beside the first that came of it.
  function place(code: string, column: number): number {
    const known = rowOf.get(code);
    if (known) return known.row;
    rowOf.set(code, { column, row: rows });
    const children = childrenOf(code).map((child) => place(child, column + 1));
    const row = children.length > 0 ? Math.min(...children) : rows++;
    rowOf.set(code, { column, row });
    return row;
  }
  const hasOrigin = new Set(edges.map(({ to }) => to));
  for (const code of codes) if (!hasOrigin.has(code)) place(code, 0);
  for (const code of codes) place(code, 0);

  const nodes = codes.map((code) => {
    const { column, row } = rowOf.get(code) ?? { column: 0, row: 0 };
    return { code, x: column * (box.width + box.across), y: row * (box.height + box.down) };
  });
  const at = new Map(nodes.map((node) => [node.code, node]));
  const paths = edges.map(({ from, to }) => {
    const [one, other] = [at.get(from), at.get(to)];
    if (!one || !other) return '';
    const start = one.x + box.width;
    const middle = start + box.across / 2;
    return `M${start} ${one.y + box.height / 2}H${middle}V${other.y + box.height / 2}H${other.x}`;
  });
  return {
    width: Math.max(0, ...nodes.map(({ x }) => x + box.width)),
    height: Math.max(0, ...nodes.map(({ y }) => y + box.height)),
    nodes,
    paths,
  };
}
