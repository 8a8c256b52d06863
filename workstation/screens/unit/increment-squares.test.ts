import { countOf, moved, squaresOf } from './increment-squares.ts';
import type { Increment } from './shapes.ts';

const increment = (place: number, state: Increment['state']): Increment => ({
  place,
  number: place,
  state,
  mass: '92.31',
  kept: '4.6150',
  unit: 'kg',
  expected: null,
  deviationPercent: null,
  flow: null,
  total: null,
  at: '2026-05-04T03:21:00.000Z',
  container: 1,
  remark: null,
});

describe('the map of increments', () => {
  const came = [increment(1, 'taken'), increment(2, 'missed'), increment(3, 'void'), increment(4, 'by-hand')];

  it('shows what came in its order, then what the plan still wants; a void one leaves room for another', () => {
    const squares = squaresOf(came, 6);
    expect(squares.map(({ place, state }) => `${place} ${state}`)).toEqual([
      '1 taken',
      '2 missed',
      '3 void',
      '4 by-hand',
      '5 planned',
      '6 planned',
      '7 planned',
    ]);
    expect(countOf(came, 'missed')).toBe(1);
  });

  it('wants nothing more when there is no plan, or more than planned', () => {
    expect(squaresOf(came, null)).toHaveLength(4);
    expect(squaresOf(came, 2)).toHaveLength(4);
  });

  it.each([
    [0, 'ArrowLeft', 0],
    [0, 'ArrowRight', 1],
    [0, 'ArrowDown', 3],
    [4, 'ArrowDown', 4],
    [4, 'ArrowUp', 1],
    [2, 'End', 6],
    [2, 'Home', 0],
    [2, 'x', 2],
  ])('from %i %s leads to %i', (from, key, to) => {
    expect(moved(from, key, 7, 3)).toBe(to);
  });
});
