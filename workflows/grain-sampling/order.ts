import type { DecimalString } from '../kernel/brand.ts';
import type { PlannedOrder } from '../sampler-run/run.ts';
import type { GrainSamplingPlan, GrainUnit } from './types.ts';

/** Numbers of `Set.Basis`. */
const basisNumbers = { time: 1, mass: 2 } as const;
const percent = 100;

/** The settings of a diverter for one unit. A hold ends with its stream; a sublot before the last of its hold with its mass, too. */
export const plannedOrder = (
  plan: GrainSamplingPlan,
  unit: GrainUnit,
  quantityTolerance: DecimalString,
): PlannedOrder => ({
  unitNo: unit.no,
  recipeId: 'grain-sampling',
  settings: {
    'Set.Basis': basisNumbers[plan.basis ?? 'mass'],
    'Set.CutInterval': Number(unit.interval_s ?? unit.interval_t),
    'Set.TraverseSpeed': Number(plan.sampler.traverseSpeed_m_per_s),
    'Set.DivideRatio': Number(plan.keptShare_pct) / percent,
    'Set.Container': 0,
  },
  incrementsPlanned: unit.increments,
  quantity: unit.mass_t,
  isLast: unit.sublot === unit.sublots,
  quantityTolerance,
  // By time, too: up to the greatest flow no more than this passes between two cuts.
  spacing: { interval: unit.interval_t, gapAbove: unit.gapAbove_t },
  ...(plan.incrementMass && { incrementMass: plan.incrementMass }),
});
