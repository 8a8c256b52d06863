import type { DecimalString } from '../kernel/brand.ts';
import type { PlannedOrder } from '../sampler-run/run.ts';
import type { GrainSamplingPlan, GrainUnit } from './plan.ts';

/** Number of `Set.Basis` for cuts by mass. */
const byMass = 2;
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
    'Set.Basis': byMass,
    'Set.CutInterval': Number(unit.interval_t),
    'Set.TraverseSpeed': Number(plan.sampler.traverseSpeed_m_per_s),
    'Set.DivideRatio': Number(plan.keptShare_pct) / percent,
    'Set.Container': 0,
  },
  incrementsPlanned: unit.increments,
  quantity: unit.mass_t,
  isLast: unit.sublot === unit.sublots,
  quantityTolerance,
  spacing: { interval: unit.interval_t, gapAbove: unit.gapAbove_t },
  ...(plan.incrementMass && { incrementMass: plan.incrementMass }),
});
