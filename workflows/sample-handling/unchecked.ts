import type { BottleRule, HandlingRecipe, HandlingStep, Limits } from './recipe.ts';

/** A measurement that is recorded and judged by nobody, because no limit for it is known. */
export interface Unchecked {
  readonly step: string;
  readonly what: string;
}

/** What a recipe leaves unjudged, in the order of its steps: a reader must not take silence for a pass. */
export const uncheckedOf = ({ steps }: HandlingRecipe): readonly Unchecked[] =>
  steps.flatMap((step) => openLimits(step).map((what) => ({ step: step.id, what })));

function openLimits(step: HandlingStep): readonly string[] {
  switch (step.kind) {
    case 'receive':
      return [...absent('mass', step.massTolerancePercent), ...absent('fill', step.fill_pct)];
    case 'weigh':
      return absent('mass', step.from && step.massTolerancePercent);
    case 'mix':
      return step.measures.flatMap(({ field, limits }) => absent(field, limits));
    case 'divide':
      return [
        ...absent('passes', step.passes),
        ...absent('balance', step.balance),
        ...step.parts.flatMap(({ id, mass_kg }) => absent(`mass of ${id}`, mass_kg)),
      ];
    case 'sub-sample':
      return [...absent('mass', step.from), ...openBottles(step.bottles)];
    case 'fill':
      return [...absent('balance', step.balance), ...openBottles(step.bottles)];
    case 'photo':
    case 'hand-over':
      return [];
  }
}

const openBottles = (bottles: readonly BottleRule[]): readonly string[] =>
  bottles.flatMap(({ kind, mass_kg, fill_pct }) => [
    ...absent(`mass of ${kind}`, mass_kg),
    ...absent(`fill of ${kind}`, fill_pct),
  ]);

/** Limits without a bound judge nothing either. */
const absent = (what: string, limit: Limits | object | string | null): readonly string[] =>
  limit === null || (isLimits(limit) && limit.least === null && limit.most === null) ? [what] : [];

const isLimits = (limit: Limits | object | string): limit is Limits =>
  typeof limit === 'object' && 'least' in limit;
