import { rulesFollowed } from './bottle-rules.ts';
import type { BottleKind, BottleRule } from './recipe.ts';

const rule = (kind: BottleKind, count: number): BottleRule => ({
  kind,
  count,
  mass_kg: null,
  fill_pct: null,
  closures: null,
});

describe('the rule a bottle is filled by', () => {
  const rules = [rule('laboratory', 1), rule('retained', 2), rule('laboratory', 2)];

  it.each([
    ['each kind in the order of its rules', ['laboratory', 'laboratory', 'laboratory'], [0, 2, 2]],
    ['whatever is filled in between', ['retained', 'laboratory', 'retained', 'laboratory'], [1, 0, 1, 2]],
    ['none beyond what is ordered', ['retained', 'retained', 'retained'], [1, 1, undefined]],
    ['none of a kind that is not ordered', ['moisture'], [undefined]],
  ] as const)('is the next of its kind: %s', (_, kinds, followed) => {
    expect(
      rulesFollowed(
        rules,
        kinds.map((kind) => ({ kind })),
      ),
    ).toEqual(followed);
  });
});
