import { lineageOf, vessel } from './layout.ts';

describe('the lineage of a sample', () => {
  const edges = [
    { from: 'lot', to: 'gross1' },
    { from: 'lot', to: 'gross2' },
    { from: 'gross1', to: 'moisture' },
    { from: 'gross1', to: 'analysis' },
  ];
  const { nodes, paths, width, height } = lineageOf(
    ['analysis', 'moisture', 'gross2', 'gross1', 'lot'],
    edges,
  );
  const at = Object.fromEntries(nodes.map((node) => [node.code, node]));

  it('goes from left to right, a column for each division', () => {
    expect(at['lot']?.x).toBe(0);
    expect(at['gross1']?.x).toBe(at['gross2']?.x);
    expect(at['moisture']?.x).toBeGreaterThan(at['gross1']?.x ?? Infinity);
    expect(width).toBe((at['moisture']?.x ?? 0) + vessel.width);
  });

  it('puts no two vessels in one place, all within the drawing', () => {
    expect(new Set(nodes.map(({ x, y }) => `${x} ${y}`)).size).toBe(nodes.length);
    expect(Math.max(...nodes.map(({ y }) => y)) + vessel.height).toBe(height);
  });

  it('joins each vessel with what it came of', () => {
    expect(paths[0]).toBe(
      `M${vessel.width} ${vessel.height / 2}H${vessel.width + 20}V${(at['gross1']?.y ?? 0) + vessel.height / 2}H${at['gross1']?.x}`,
    );
    expect(paths).toHaveLength(edges.length);
  });

  it('draws vessels of a circle, and leaves out edges to vessels that are not there', () => {
    const circle = lineageOf(['a', 'b'], [{ from: 'a', to: 'b' }, { from: 'b', to: 'a' }, { from: 'a', to: 'gone' }]); // prettier-ignore
    expect(circle.nodes).toHaveLength(2);
    expect(circle.paths[2]).toBe('');
  });
});
