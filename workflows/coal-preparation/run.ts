import type { BlindCode, DecimalString, Instant, ProcessId, UnitId } from '../kernel/brand.ts';
import type { UnitCommandParams } from '../kernel/effects.ts';
import type { StageMasses } from './mass-balance.ts';

/** What one gross sample is to be prepared by. Names nothing of the cargo. */
export interface CoalPreparationOrder {
  readonly parent: ProcessId;
  readonly unitNo: number;
  readonly line: UnitId;
  /** Preparation code. */
  readonly sampleId: BlindCode;
  /** Positions of the sealed containers in the sampler's carousel. */
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
  readonly loaded: number;
  /** One of each type: a bottle packed again takes the place of the one before. */
  readonly bottles: readonly PackedBottle[];
  /** Bottles whose type was packed again after an interruption: not to be tested. */
  readonly superseded: readonly PackedBottle[];
  /** Records of the line's ring that were overwritten before they were read, since Start was ordered. */
  readonly lost: number;
  readonly stages: readonly StageMasses[];
  /** Whether Start was ordered for this sample, and whether the line carried it out or perhaps did. */
  readonly start: 'not-ordered' | 'ordered' | 'made';
  /** An operator looked at the line after an interruption and wants it started again. */
  readonly startAgain: boolean;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly doubts: readonly string[];
  readonly reason: string | null;
  readonly hint: boolean;
  readonly outcome: 'prepared' | 'aborted';
}

export interface PreparationFinished {
  readonly type: 'preparation.finished';
  readonly unitNo: number;
  readonly outcome: 'prepared' | 'aborted';
  readonly bottles: readonly PackedBottle[];
  readonly stages: readonly StageMasses[];
  readonly doubts: readonly string[];
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
  loaded: 0,
  bottles: [],
  superseded: [],
  lost: 0,
  stages: [],
  start: 'not-ordered',
  startAgain: false,
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
    startedAt,
    endedAt,
  };
}

/** A command to the line under this run's ids. The cargo's lot is not the line's business; only Start carries settings. */
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
    command === 'start'
      ? { 'Packing.Set.Barcode': order.sampleId, 'Packing.Set.LabelText': order.sampleId }
      : {},
  params,
});
