import type { BlindCode, DecimalString, Instant, ProcessId, UnitId } from '../kernel/brand.ts';
import type { UnitCommandParams } from '../kernel/effects.ts';
import type { Intervention } from '../plant-unit/interventions.ts';
import type { RequestTerms } from '../scheduling/cleaning.ts';
import type { StageMasses } from './mass-balance.ts';
import type { LineStage } from './stages.ts';

/** What one gross sample is to be prepared by. Names nothing of the cargo. */
export interface CoalPreparationOrder extends RequestTerms {
  readonly parent: ProcessId;
  readonly unitNo: number;
  readonly line: UnitId;
  /** Preparation code. */
  readonly sampleId: BlindCode;
  /** Positions of the sealed containers in the sampler's carousel; at least one. */
  readonly containers: readonly number[];
}

/** A bottle the line filled, labelled and sealed. */
export interface PackedBottle {
  /** 61 six-mm moisture, 32 three-mm reserve, 21 and 22 analysis and reserve below 0.2 mm. */
  readonly type: number;
  readonly mass: DecimalString;
  readonly seal: string;
  readonly at: Instant;
}

export interface CoalPreparationContext {
  readonly order: CoalPreparationOrder;
  readonly processId: ProcessId;
  /** A Load was given: from here on what happens at the line is this sample's matter. */
  readonly loadOrdered: boolean;
  /** Whether its first container waits for its turn at the infeed, or has it. */
  readonly infeed: 'not-asked' | 'asked' | 'ours';
  /** Containers that are in, the first ones of the order. */
  readonly loaded: number;
  /** One of each type: a bottle packed again takes the place of the one before. */
  readonly bottles: readonly PackedBottle[];
  /** Bottles whose type was packed again after an interruption: not to be tested. */
  readonly superseded: readonly PackedBottle[];
  /** What each finished stage weighed, in the order they were told. */
  readonly stages: readonly StageMasses[];
  /** Records of the line's ring that were overwritten before they were read, since the first Load was ordered; anybody's. */
  readonly lost: number;
  /** A person looked at the line after an interruption and wants it started again. */
  readonly looked: boolean;
  /** Starts the PLC had accepted when this sample was last looked at in the line; null before, and where the PLC does not tell. */
  readonly runId: number | null;
  /** Commands refused one after the other because of what another run did meanwhile. */
  readonly refusals: number;
  readonly interventions: readonly Intervention<PreparationDeed>[];
  /** The stage being skipped. */
  readonly skipping: LineStage | null;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly doubts: readonly string[];
  readonly reason: string | null;
  readonly hint: boolean;
  readonly outcome: 'prepared' | 'aborted';
}

/** What people may do to a preparation: the sample passes a stage unprocessed. It always needs a second person. */
export interface PreparationDeed {
  readonly kind: 'skip-stage';
  /** Crusher6, Dryer, Crusher3 or Pulveriser. */
  readonly stage: LineStage;
}

export interface PreparationFinished {
  readonly type: 'preparation.finished';
  readonly unitNo: number;
  readonly outcome: 'prepared' | 'aborted';
  readonly bottles: readonly PackedBottle[];
  readonly stages: readonly StageMasses[];
  readonly doubts: readonly string[];
  readonly interventions: readonly Intervention<PreparationDeed>[];
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
}

export interface CoalPreparationInput {
  readonly order: CoalPreparationOrder;
  readonly processId: ProcessId;
}

export const newRun = ({ order, processId }: CoalPreparationInput): CoalPreparationContext => ({
  order,
  processId,
  loadOrdered: false,
  infeed: 'not-asked',
  loaded: 0,
  bottles: [],
  superseded: [],
  stages: [],
  lost: 0,
  looked: false,
  runId: null,
  refusals: 0,
  interventions: [],
  skipping: null,
  startedAt: null,
  endedAt: null,
  doubts: [],
  reason: null,
  hint: false,
  outcome: 'prepared',
});

export function finishedRun({
  order,
  outcome,
  bottles,
  stages,
  doubts,
  interventions,
  startedAt,
  endedAt,
}: CoalPreparationContext): PreparationFinished {
  return {
    type: 'preparation.finished',
    unitNo: order.unitNo,
    outcome,
    bottles,
    stages,
    doubts,
    interventions,
    startedAt,
    endedAt,
  };
}

/**
 * A command to the line under this run's ids. The cargo's lot is not the line's business. Only Load carries settings: what this
 * sample's labels say.
 */
export const lineCommand = (
  { order, processId }: CoalPreparationContext,
  command: UnitCommandParams['command'],
  params: readonly number[] = [],
): UnitCommandParams => ({
  unit: order.line,
  command,
  jobId: processId,
  lotId: '',
  sampleId: order.sampleId,
  recipeId: 'coal-standard',
  settings:
    command === 'load'
      ? { 'Packing.Set.Barcode': order.sampleId, 'Packing.Set.LabelText': order.sampleId }
      : {},
  params,
});

/** Brings the next container; the PLC is told which is the last. */
export const loadNext = (context: CoalPreparationContext): UnitCommandParams => {
  const { loaded, order } = context;
  const isLast = loaded + 1 >= order.containers.length;
  return lineCommand(context, 'load', [...order.containers.slice(loaded, loaded + 1), isLast ? 1 : 0]);
};
