import type { PlannedOrder } from '../sampler-run/run.ts';
import type { CoalSamplingPlan } from './types.ts';

/** Numbers of `Set.Basis`. */
const basisNumbers = { time: 1, mass: 2 } as const;

/** What a plan and the site fix for the sampling of one unit; the rest of the order names whose sample it is. */
export interface PlannedUnit {
  readonly plan: Pick<CoalSamplingPlan, 'basis' | 'interval' | 'incrementsPerUnit' | 'unitMass' | 'units'>;
  readonly unitNo: number;
  /** m/s */
  readonly cutterSpeed: number;
  readonly quantityTolerance: PlannedOrder['quantityTolerance'];
}

/** The settings of a coal sampler for one unit of a plan; a container is chosen by the sampler. */
export const plannedOrder = ({
  plan,
  unitNo,
  cutterSpeed,
  quantityTolerance,
}: PlannedUnit): PlannedOrder => ({
  unitNo,
  recipeId: 'coal-sampling',
  settings: {
    'Set.Basis': basisNumbers[plan.basis],
    'Set.IncrementInterval': Number(plan.interval),
    'Set.CutterSpeed': cutterSpeed,
    'Set.IncrementsPlanned': plan.incrementsPerUnit,
    'Set.TargetContainer': 0,
  },
  incrementsPlanned: plan.incrementsPerUnit,
  quantity: plan.unitMass,
  isLast: unitNo === plan.units,
  quantityTolerance,
  // The standard judges a coal sample by the number of its increments, not by where they lie.
  spacing: null,
});
