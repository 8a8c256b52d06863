/** One reached situation: what was found there, and where one can go from it. */
export interface Node<World> {
  readonly world: World;
  /** The moves that led here first, for a reader of a failure. */
  readonly path: readonly string[];
  readonly next: string[];
}

export interface Move<World> {
  readonly name: string;
  readonly to: World;
}

/** More than any of our machines needs; reaching it means that a key is not bounded. */
const mostNodes = 60_000;

/**
 * Everything that can be reached from a world by its moves, breadth first. Worlds of one key are one node: the key leaves out what
 * grows without end.
 */
export function explore<World>(
  first: World,
  keyOf: (world: World) => string,
  movesOf: (world: World) => Iterable<Move<World>>,
): ReadonlyMap<string, Node<World>> {
  const nodes = new Map<string, Node<World>>([[keyOf(first), { world: first, path: [], next: [] }]]);
  for (const node of nodes.values()) {
    for (const { name, to } of movesOf(node.world)) {
      const key = keyOf(to);
      node.next.push(key);
      if (!nodes.has(key)) nodes.set(key, { world: to, path: [...node.path, name], next: [] });
    }
    if (nodes.size > mostNodes)
      throw new Error(`more than ${mostNodes} situations: ${node.path.join(' → ')}`);
  }
  return nodes;
}

/** The nodes from which no goal can be reached, whatever one does. */
export function deadEnds<World>(
  nodes: ReadonlyMap<string, Node<World>>,
  isGoal: (world: World) => boolean,
): readonly Node<World>[] {
  const before = new Map<string, string[]>();
  for (const [key, { next }] of nodes)
    for (const to of next) before.set(to, [...(before.get(to) ?? []), key]);
  const good = new Set([...nodes].filter(([, { world }]) => isGoal(world)).map(([key]) => key));
  for (const key of good) for (const origin of before.get(key) ?? []) good.add(origin);
  return [...nodes].filter(([key]) => !good.has(key)).map(([, node]) => node);
}
