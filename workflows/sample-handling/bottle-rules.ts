import type { BottleRule } from './recipe.ts';
import type { FilledBottle } from './step-data.ts';

/**
 * Index of the rule each bottle was filled by. A recipe may order several bottles of one kind by rules of their own, one for each
 * purpose: they are filled in the order of the rules. Undefined for a bottle beyond what is ordered.
 */
export function rulesFollowed(
  rules: readonly BottleRule[],
  bottles: readonly Pick<FilledBottle, 'kind'>[],
): readonly (number | undefined)[] {
  const places = rules.flatMap(({ kind, count }, index) =>
    Array.from({ length: count }, () => ({ kind, index })),
  );
  return bottles.map(({ kind }, index) => {
    const before = bottles.slice(0, index).filter((bottle) => bottle.kind === kind).length;
    return places.filter((place) => place.kind === kind)[before]?.index;
  });
}
