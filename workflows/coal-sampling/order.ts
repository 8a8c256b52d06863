import type { PlannedOrder } from '../sampler-run/run.ts';
import type { CoalSamplingPlan } from './types.ts';

/** Numbers of `Set.Basis`. */
const basisNumbers = {
  systematic: { time: 1, mass: 2 },
  'stratified-random': { time: 3, mass: 4 },
} as const;

/** What a plan and the site fix for the sampling of one unit; the rest of the order names whose sample it is. */
export interface PlannedUnit {
  readonly plan: Pick<
    CoalSamplingPlan,
    'basis' | 'method' | 'interval' | 'gapAbove' | 'incrementsPerUnit' | 'unitMass' | 'units' | 'incrementMass'
  >;
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
    'Set.Basis': basisNumbers[plan.method ?? 'systematic'][plan.basis],
    'Set.IncrementInterval': Number(plan.interval),
    'Set.CutterSpeed': cutterSpeed,
    'Set.IncrementsPlanned': plan.incrementsPerUnit,
    'Set.TargetContainer': 0,
  },
  incrementsPlanned: plan.incrementsPerUnit,
  quantity: plan.unitMass,
  isLast: unitNo === plan.units,
  quantityTolerance,
  // Cuts by time lie as far apart as the flow is slow: only those by mass can leave a gap.
  spacing: plan.gapAbove === undefined ? null : { interval: plan.interval, gapAbove: plan.gapAbove },
  ...(plan.incrementMass && { incrementMass: plan.incrementMass }),
});
