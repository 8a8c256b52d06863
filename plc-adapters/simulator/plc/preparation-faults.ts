import type { Disturbances } from '../world/disturbances.ts';
import { MICROS_PER_SECOND } from '../world/plant-time.ts';
import type { Stage } from '../world/preparation-recipe.ts';
import { FAULT, type Fault } from './faults.ts';
import type { StageUnderWay } from './preparation-pipeline-types.ts';

/**
 * What can go wrong in the preparation line. `crusher`, `divider`: blocked; `dryer-hot`: above the temperature coal may have;
 * `dryer-wet`: no constant mass; `bottle`: none in the rack; `label`: cannot be read; `tube`: the carrier is lost; `cabinet`:
 * the slot for the reserve bottle is occupied.
 */
export const PREPARATION_DISTURBANCES = [
  'crusher', 'divider', 'dryer-hot', 'dryer-wet', 'bottle', 'label', 'tube', 'cabinet',
] as const; // prettier-ignore
export type PreparationDisturbance = (typeof PREPARATION_DISTURBANCES)[number];

type Standing = Disturbances<PreparationDisturbance>;

/** How long the dryer tries when no other limit is set, s: the longest drying of the recipe and a half. */
const USUAL_DRYING_LIMIT = 2250;

const has = (stage: Stage, ...units: readonly Stage['unit'][]): boolean => units.includes(stage.unit);
const storesReserve = ({ bottles }: Stage): boolean => bottles.some(({ type }) => type === 32 || type === 22);

/** Which of them stop which stage, and the fault that tells it. */
const STOPPAGES: readonly {
  readonly name: PreparationDisturbance;
  readonly fault: Fault;
  stops(stage: Stage): boolean;
}[] = [
  { name: 'crusher', fault: FAULT.crusherBlocked, stops: (stage) => has(stage, 'Crusher6', 'Crusher3') },
  { name: 'divider', fault: FAULT.dividerBlocked, stops: (stage) => has(stage, 'Divider6', 'Divider3') },
  { name: 'dryer-hot', fault: FAULT.dryerTooHot, stops: (stage) => has(stage, 'Dryer') },
  { name: 'bottle', fault: FAULT.bottleMissing, stops: (stage) => has(stage, 'Packing') },
  { name: 'label', fault: FAULT.labelUnreadable, stops: (stage) => has(stage, 'Packing') },
  { name: 'cabinet', fault: FAULT.slotOccupied, stops: storesReserve },
];

/** True when the stage cannot end as long as things stand as they do; coal that only passes it is not stopped. */
export const isStopped = (standing: Standing, stage: Stage): boolean =>
  !stage.skipped &&
  ((stage.unit === 'Dryer' && standing.stands('dryer-wet')) ||
    STOPPAGES.some(({ name, stops }) => standing.stands(name) && stops(stage)));

/**
 * The line's faults and whether each stands; a blocked stage is told only when a sample has come to it.
 * @param dryingLimit s, 0 for the line's own.
 */
export function preparationConditions(
  standing: Standing,
  underWay: readonly StageUnderWay[],
  dryingLimit: number,
): readonly { readonly fault: Fault; readonly stands: boolean }[] {
  const working = underWay.filter(({ stage }) => !stage.skipped);
  const reached = STOPPAGES.map(({ name, fault, stops }) => ({
    fault,
    stands: standing.stands(name) && working.some(({ stage }) => stops(stage)),
  }));
  const limit = (dryingLimit || USUAL_DRYING_LIMIT) * MICROS_PER_SECOND;
  const driesTooLong = working.some(({ stage, elapsed }) => stage.unit === 'Dryer' && elapsed > limit);
  return [
    ...reached,
    { fault: FAULT.dryerTimeOut, stands: standing.stands('dryer-wet') && driesTooLong },
    { fault: FAULT.carrierLost, stands: standing.stands('tube') },
  ];
}
