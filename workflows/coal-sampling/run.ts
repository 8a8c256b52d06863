import type { BlindCode, DecimalString, Instant, ProcessId, UnitId } from '../kernel/brand.ts';
import type { UnitCommandParams } from '../kernel/effects.ts';
import type { SamplingFinding } from './types.ts';

/** What one sampling unit is to be sampled by. */
export interface CoalSamplingOrder {
  /** The consignment that waits for the sample. */
  readonly parent: ProcessId;
  readonly unitNo: number;
  readonly sampler: UnitId;
  readonly lotId: BlindCode;
  readonly sampleId: BlindCode;
  readonly basis: 'time' | 'mass';
  /** s on a time basis, t on a mass basis. */
  readonly interval: DecimalString;
  readonly incrementsPlanned: number;
  /** m/s */
  readonly cutterSpeed: number;
  /** t */
  readonly unitMass: DecimalString;
  /** The last unit of the lot takes what is left: it ends with the stream. One before ends with its mass, too. */
  readonly isLast: boolean;
  /** Part of the unit's mass that may be missing on the belt scale when the stream ends, as a fraction. */
  readonly massTolerance: DecimalString;
}

/** A container the sampler filled and sealed. */
export interface SealedContainer {
  readonly position: number;
  readonly mass: DecimalString;
  readonly seal: string;
  readonly at: Instant;
}

export interface CoalSamplingContext {
  readonly order: CoalSamplingOrder;
  readonly processId: ProcessId;
  readonly taken: number;
  readonly missed: number;
  /** Records of the unit's ring that were overwritten before they were read, since Start was ordered. */
  readonly lost: number;
  /** All primary increments, kg. */
  readonly incrementMass: DecimalString;
  /** What was kept after division, kg. */
  readonly keptMass: DecimalString;
  readonly containers: readonly SealedContainer[];
  readonly firstCutAt: Instant | null;
  readonly lastCutAt: Instant | null;
  /** Whether Start was ordered for this sample, and whether the sampler carried it out or perhaps did. */
  readonly start: 'not-ordered' | 'ordered' | 'made';
  /** The belt's total read before the newest Start was ordered, t. */
  readonly totalBeforeStart: number | null;
  /** The belt's total when this unit began, t. */
  readonly totalAtStart: number | null;
  /** The belt's newest total, t, and whether it carries coal. */
  readonly total: number | null;
  readonly flowing: boolean | null;
  /** The plant told of a change of state: a hint to look, since notifications can be late or lost. */
  readonly hint: boolean;
  readonly suspicions: readonly SamplingFinding[];
  /** Why the run stands, for the operator. */
  readonly reason: string | null;
  /** The unit's end was reached or ordered: what remains is to complete. */
  readonly ending: boolean;
  readonly outcome: 'sampled' | 'aborted';
}

/** What the parent is told at the end. */
export interface SamplingFinished {
  readonly type: 'sampling.finished';
  readonly unitNo: number;
  readonly outcome: 'sampled' | 'aborted';
  readonly taken: number;
  readonly missed: number;
  readonly incrementMass: DecimalString;
  readonly keptMass: DecimalString;
  readonly containers: readonly SealedContainer[];
  readonly firstCutAt: Instant | null;
  readonly lastCutAt: Instant | null;
  readonly suspicions: readonly SamplingFinding[];
}

export interface CoalSamplingInput {
  readonly order: CoalSamplingOrder;
  readonly processId: ProcessId;
}

const zero = '0' as DecimalString;

export const newRun = ({ order, processId }: CoalSamplingInput): CoalSamplingContext => ({
  order,
  processId,
  taken: 0,
  missed: 0,
  lost: 0,
  incrementMass: zero,
  keptMass: zero,
  containers: [],
  firstCutAt: null,
  lastCutAt: null,
  start: 'not-ordered',
  totalBeforeStart: null,
  totalAtStart: null,
  total: null,
  flowing: null,
  hint: false,
  suspicions: [],
  reason: null,
  ending: false,
  outcome: 'sampled',
});

export function finishedRun(context: CoalSamplingContext): SamplingFinished {
  const {
    order,
    outcome,
    taken,
    missed,
    incrementMass,
    keptMass,
    containers,
    firstCutAt,
    lastCutAt,
    suspicions,
  } = context;
  const { unitNo } = order;
  return {
    type: 'sampling.finished',
    unitNo,
    outcome,
    taken,
    missed,
    incrementMass,
    keptMass,
    containers,
    firstCutAt,
    lastCutAt,
    suspicions,
  };
}

const basisNumbers = { time: 1, mass: 2 } as const;

/** A command to the sampler under this run's ids; only Start carries settings. */
export const samplerCommand = (
  { order, processId }: CoalSamplingContext,
  command: UnitCommandParams['command'],
): UnitCommandParams => ({
  unit: order.sampler,
  command,
  jobId: processId,
  lotId: order.lotId,
  sampleId: order.sampleId,
  recipeId: 'coal-cross-belt',
  settings:
    command === 'start'
      ? {
          'Set.Basis': basisNumbers[order.basis],
          'Set.IncrementInterval': Number(order.interval),
          'Set.CutterSpeed': order.cutterSpeed,
          'Set.IncrementsPlanned': order.incrementsPlanned,
          'Set.TargetContainer': 0,
        }
      : {},
  params: [],
});
