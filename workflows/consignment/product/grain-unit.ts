import { cutPart } from '../../grain-sampling/part-of-unit.ts';
import type { GrainSamplingRules } from '../../grain-sampling/rules.ts';
import type { GrainUnit } from '../../grain-sampling/types.ts';
import { plannedIncrements } from '../cargo.ts';
import type { GrainCargo } from '../types.ts';
import type { ConsignmentUnit } from '../unit.ts';

/** The unit of the plan, as far as this one stands for it; one that was ended early keeps the interval it was cut at. */
export function grainUnitOf(
  cargo: GrainCargo,
  unit: Pick<ConsignmentUnit, 'planNo' | 'quantity' | 'planned'>,
  rules: GrainSamplingRules,
): GrainUnit {
  const { planNo, quantity, planned } = unit;
  const whole = cargo.plan.units.find(({ no }) => no === planNo);
  if (!whole) throw new Error(`the plan has no unit ${planNo}`);
  const begun = planned
    ? cutPart(cargo.plan, whole, { mass_t: planned.quantity, increments: planned.increments }, rules)
    : whole;
  return { ...begun, mass_t: quantity, increments: plannedIncrements(cargo, unit) };
}
