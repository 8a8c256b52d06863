import type { PreparationFinished } from '../coal-preparation/run.ts';
import type { BlindCode } from '../kernel/brand.ts';
import type { HandlingFinished } from '../sample-handling/finished.ts';
import { andThen, nothing, unitOf, withUnit } from './reaction.ts';
import type { Reaction } from './reaction.ts';
import type { Prepared, Trade } from './trade.ts';
import { isActive, isLost } from './unit.ts';
import type { ConsignmentUnit } from './unit.ts';
import type { ConsignmentContext } from './record.ts';

/** The gross sample has its preparation code. */
export function codeSample(
  context: ConsignmentContext,
  no: number,
  [code]: readonly BlindCode[],
): Partial<ConsignmentContext> {
  if (!code) throw new Error('no preparation code was drawn');
  return withUnit(context, unitOf(context, no).no, { preparationCode: code });
}

/** Samples that have their code and are wanted go to the line, or to the people who divide them. */
export const prepareDue = (context: ConsignmentContext, trade: Trade): Reaction =>
  context.units.reduce<Reaction>((so, unit) => {
    const { no, stage, preparationCode } = unit;
    if (stage !== 'sampled' || preparationCode === null || !isWanted(unit)) return so;
    return andThen(context, so, (after) => ({
      changed: withUnit(after, no, { stage: 'preparing' }),
      wishes: [{ type: 'process.start', params: trade.preparation(unit, preparationCode) }],
    }));
  }, nothing);

/** Judges what was prepared. A doubt that is new asks for the officer's decision anew, whatever was decided before it was known. */
export function takePreparation(
  context: ConsignmentContext,
  told: PreparationFinished | HandlingFinished,
  trade: Trade,
): Reaction {
  const no = told.unitNo;
  if (told.outcome === 'aborted' || told.outcome === 'abandoned')
    return {
      changed: withUnit(context, no, { stage: 'rejected', prepared: told, validity: 'INVALID' }),
      wishes: [],
    };
  const unit = unitOf(context, no);
  if (!isWanted(unit))
    return { changed: withUnit(context, no, { stage: 'prepared', prepared: told }), wishes: [] };
  const judged = trade.judgePrepared(unit, told);
  return {
    changed: withUnit(context, no, {
      stage: 'prepared',
      prepared: told,
      bottles: judged.bottles.map((bottle) => ({ ...bottle, code: null })),
      massBalance: judged.massBalance,
      ...judgedAsPrepared(unit, judged),
    }),
    wishes: [
      { type: 'custody.draw-codes', params: { stage: 'assay', ref: no, count: judged.bottles.length } },
    ],
  };
}

/** What the judgement of what was made of a sample changes of the sample's own. */
export function judgedAsPrepared(
  { validity }: Pick<ConsignmentUnit, 'validity'>,
  { findings, conformance }: Prepared,
): Partial<ConsignmentUnit> {
  const invalid = validity === 'INVALID' || conformance?.validity === 'INVALID';
  const doubted = findings.length > 0 || conformance?.validity === 'SUSPECT';
  return {
    preparationFindings: findings,
    ...(conformance && { conformance }),
    ...(invalid
      ? { validity: 'INVALID' as const }
      : doubted && { validity: 'SUSPECT' as const, officer: null }),
  };
}

/** Whether anything more is to be made of its sample. */
export const isWanted = (unit: ConsignmentUnit): boolean => isActive(unit) && !isLost(unit);
