import type { Instant } from '../kernel/brand.ts';
import type { ConsignmentContext } from './record.ts';
import type { StageTimes } from './types.ts';
import { isActive, latenesses } from './unit.ts';
import type { ConsignmentUnit, Lateness, UnitStage } from './unit.ts';

/** A timer that tells when a unit has been in a stage for too long. */
export interface StageTimer {
  readonly id: string;
  readonly unitNo: number;
  readonly stage: UnitStage;
  readonly lateness: Lateness;
  /** ms; null where it is to be taken back. */
  readonly delay: number | null;
}

const stageOf = (units: readonly ConsignmentUnit[], no: number): UnitStage | null =>
  units.find((unit) => unit.no === no)?.stage ?? null;

/** Notes when units that came to another stage did so; one that moves on is late no more. */
export const noteStages = (
  before: readonly ConsignmentUnit[],
  after: readonly ConsignmentUnit[],
  at: Instant,
): readonly ConsignmentUnit[] =>
  after.map((unit) =>
    stageOf(before, unit.no) === unit.stage
      ? unit
      : { ...unit, late: null, reached: [...unit.reached, { stage: unit.stage, at }] },
  );

const minute = 60_000;

/** XState's name for a timer. */
const timerId = ({ unitNo, stage, lateness }: Pick<StageTimer, 'unitNo' | 'stage' | 'lateness'>): string =>
  `${unitNo}/${stage}/${lateness}`;

/** The timers that begin, and those that end, when units move from stage to stage. */
export const stageTimers = (
  before: readonly ConsignmentUnit[],
  after: readonly ConsignmentUnit[],
  times: StageTimes,
): readonly StageTimer[] =>
  after.flatMap((unit) => {
    const left = stageOf(before, unit.no);
    if (left === unit.stage) return [];
    return [
      ...timersOf(unit, left, times).map((timer) => ({ ...timer, delay: null })),
      ...(isActive(unit) ? timersOf(unit, unit.stage, times) : []),
    ];
  });

const timersOf = (
  { no }: ConsignmentUnit,
  stage: UnitStage | null,
  times: StageTimes,
): readonly (StageTimer & { readonly delay: number })[] =>
  stage === null
    ? []
    : latenesses.flatMap((lateness) => {
        const minutes = times[stage]?.[lateness];
        if (minutes === undefined) return [];
        const timer = { unitNo: no, stage, lateness };
        return [{ ...timer, id: timerId(timer), delay: minutes * minute }];
      });

/** A unit is late in the stage it is in; what it has left meanwhile is not late. */
export const noteLate = (
  { units }: Pick<ConsignmentContext, 'units'>,
  { unitNo, stage, lateness }: Pick<StageTimer, 'unitNo' | 'stage' | 'lateness'>,
): Pick<ConsignmentContext, 'units'> => ({
  units: units.map((unit) =>
    unit.no === unitNo && unit.stage === stage ? { ...unit, late: lateness } : unit,
  ),
});
