import type { Disturbances } from '../world/disturbances.ts';
import { MICROS_PER_SECOND, type PlantMicros } from '../world/plant-time.ts';
import type { Stage } from '../world/preparation-recipe.ts';
import { FAULT, type Fault } from './faults.ts';

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

/** The stage under way, and how long the line has been at it. */
export interface StageUnderWay {
  readonly stage: Stage;
  readonly elapsed: PlantMicros;
  /** s, 0 for the line's own. */
  readonly dryingLimit: number;
}

/** True when the stage cannot end as long as things stand as they do. */
export const isStopped = (standing: Standing, stage: Stage): boolean =>
  (stage.unit === 'Dryer' && standing.stands('dryer-wet')) ||
  STOPPAGES.some(({ name, stops }) => standing.stands(name) && stops(stage));

/** The line's faults and whether each stands; a blocked stage is told only when a sample has come to it. */
export function preparationConditions(
  standing: Standing,
  underWay: StageUnderWay | null,
): readonly { readonly fault: Fault; readonly stands: boolean }[] {
  const reached = STOPPAGES.map(({ name, fault, stops }) => ({
    fault,
    stands: underWay !== null && standing.stands(name) && stops(underWay.stage),
  }));
  return [
    ...reached,
    { fault: FAULT.dryerTimeOut, stands: standing.stands('dryer-wet') && driesTooLong(underWay) },
    { fault: FAULT.carrierLost, stands: standing.stands('tube') },
  ];
}

function driesTooLong(underWay: StageUnderWay | null): boolean {
  if (underWay?.stage.unit !== 'Dryer') return false;
  const limit = underWay.dryingLimit || USUAL_DRYING_LIMIT;
  return underWay.elapsed > limit * MICROS_PER_SECOND;
}
