import { cell, columnsIn, mimicLayout } from './mimic-layout.ts';
import { interlocksSet } from './unit-tags.ts';

const stages = ['belt', 'cutter', 'divider', 'carousel', 'reject', 'control'].map((kind) => ({
  id: kind,
  kind,
}));

describe('the layout of a mimic', () => {
  it('draws what flows in its order, and the reject beside it from the divider', () => {
    const { cells, edges } = mimicLayout(stages, 8);
    expect(cells.map(({ id }) => id)).toEqual(['belt', 'cutter', 'divider', 'carousel', 'reject']);
    expect(edges.map(({ from, to, aside }) => [from, to, aside])).toEqual([
      ['belt', 'cutter', false],
      ['cutter', 'divider', false],
      ['divider', 'carousel', false],
      ['divider', 'reject', true],
    ]);
  });

  it('goes on in another row where there is no room, inside its own frame', () => {
    const { cells, edges, width, height } = mimicLayout(stages, 2);
    expect(
      cells.map(({ x, y }) => [x / cell.width < 1 ? 0 : 1, y === 0 ? 0 : Math.round(y / cell.height)]),
    ).toEqual([
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
      [0, 2],
    ]);
    for (const { path } of edges) {
      const numbers = path.match(/[\d.]+/g)?.map(Number) ?? [];
      expect(Math.max(...numbers)).toBeLessThanOrEqual(Math.max(width, height));
    }
    expect(width).toBeGreaterThanOrEqual(2 * cell.width);
  });

  it('has one column on the narrowest screen, and draws one unknown stage', () => {
    expect([columnsIn(0), columnsIn(2 * cell.width), columnsIn(3 * cell.width)]).toEqual([1, 1, 2]);
    expect(mimicLayout([{ id: 'x', kind: 'robot' }], 3)).toEqual({
      width: cell.width,
      height: cell.height,
      cells: [{ id: 'x', x: 0, y: 0 }],
      edges: [],
    });
  });
});

describe('interlocks', () => {
  const bits = [{ bit: 0 }, { bit: 8 }, { bit: 31 }];

  it('are told bit by bit, the first-out by its number from 1', () => {
    expect([...(interlocksSet(bits, 2 ** 31 + 256, 9) ?? [])]).toEqual([
      [0, { set: false, firstOut: false }],
      [8, { set: true, firstOut: true }],
      [31, { set: true, firstOut: false }],
    ]);
  });

  it('are unknown without the word', () => {
    expect(interlocksSet(bits, null, 0)).toBeNull();
  });
});
