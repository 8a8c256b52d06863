import type { Increment } from './shapes.ts';

/** A square of the map: an increment there is, or one the plan still has to come. */
export type Square = { readonly place: number } & (
  { readonly state: 'planned' } | { readonly state: Increment['state']; readonly increment: Increment }
);

/** Signs told apart without colour. */
export const squareSigns: Readonly<Record<Square['state'], string>> = {
  taken: '',
  missed: '✕',
  void: '∕',
  'by-hand': '◆',
  planned: '',
};

/** Each increment in the order they came, then as many as the plan still misses: a missed one is no increment and comes again. */
export function squaresOf(increments: readonly Increment[], planned: number | null): readonly Square[] {
  const done = increments.map((increment) => ({ place: increment.place, state: increment.state, increment }));
  const counted = increments.filter(
    ({ state }) => state === 'taken' || state === 'by-hand' || state === 'missed',
  ).length;
  const last = increments.at(-1)?.place ?? 0;
  const toCome = Math.max(0, (planned ?? 0) - counted);
  return [
    ...done,
    ...Array.from({ length: toCome }, (_, index): Square => ({ place: last + index + 1, state: 'planned' })),
  ];
}

export const countOf = (increments: readonly Increment[], state: Increment['state']): number =>
  increments.filter((each) => each.state === state).length;

/** Where an arrow key leads from a square, `columns` beside each other; the same where it leads nowhere. */
export function moved(from: number, key: string, count: number, columns: number): number {
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
  };
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const to = from + (steps[key] ?? 0);
  return to < 0 || to >= count ? from : to;
}
