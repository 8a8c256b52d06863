import { planPart } from '../../coal-sampling/part-of-unit.ts';
import type { CoalSamplingRules } from '../../coal-sampling/rules.ts';
import type { CoalSamplingPlan } from '../../coal-sampling/types.ts';
import { plannedIncrements } from '../cargo.ts';
import type { CoalCargo } from '../types.ts';
import type { ConsignmentUnit } from '../unit.ts';

/** The plan of the lot for this unit, which can be a part of a planned one; one that was ended early keeps the interval it was cut at. */
export function planOf(
  cargo: CoalCargo,
  unit: Pick<ConsignmentUnit, 'planNo' | 'quantity' | 'planned'>,
  rules: CoalSamplingRules,
): CoalSamplingPlan {
  const { quantity, planned } = unit;
  const plan = planned
    ? planPart(cargo.plan, { mass: planned.quantity, increments: planned.increments }, rules)
    : cargo.plan;
  return { ...plan, unitMass: quantity, incrementsPerUnit: plannedIncrements(cargo, unit) };
}
