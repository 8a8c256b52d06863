import type { Finding } from '../kernel/finding.ts';
import type { BlindCode } from '../kernel/brand.ts';
import { findingsOf } from './findings.ts';
import { bottlesOf, stepsInForce } from './handling.ts';
import type { HandledBottle, HandlingContext, StepRecord } from './handling.ts';
import { balancesOf } from './masses.ts';
import type { StepBalance } from './masses.ts';
import { uncheckedOf } from './unchecked.ts';
import type { Unchecked } from './unchecked.ts';

/** What the parent is told at the end. */
export interface HandlingFinished extends Pick<
  HandlingContext,
  'outcome' | 'reason' | 'startedAt' | 'endedAt'
> {
  readonly type: 'handling.finished';
  readonly unitNo: number;
  readonly sampleId: BlindCode;
  readonly recipe: string;
  readonly bottles: readonly HandledBottle[];
  readonly balance: readonly StepBalance[];
  readonly findings: readonly Finding[];
  /** What was recorded and judged by no limit. */
  readonly unchecked: readonly Unchecked[];
  /** The whole record, with what was declined and what was corrected. */
  readonly steps: readonly StepRecord[];
}

export const finishedHandling = (context: HandlingContext): HandlingFinished => ({
  type: 'handling.finished',
  unitNo: context.order.unitNo,
  sampleId: context.order.sampleId,
  recipe: context.order.recipe.id,
  outcome: context.outcome,
  reason: context.reason,
  bottles: bottlesOf(context),
  balance: balancesOf(stepsInForce(context)),
  findings: findingsOf(context),
  unchecked: uncheckedOf(context.order.recipe),
  steps: context.records,
  startedAt: context.startedAt,
  endedAt: context.endedAt,
});
