import type { PreparationFinished } from '../coal-preparation/run.ts';
import type { BlindCode } from '../kernel/brand.ts';
import type { HandlingFinished } from '../sample-handling/finished.ts';
import { unitOf, withUnit } from './reaction.ts';
import type { Reaction } from './reaction.ts';
import type { Trade } from './trade.ts';
import type { ConsignmentContext } from './types.ts';

/** The gross sample has its preparation code: the line, or the people who divide it, may have it. */
export function beginPreparation(
  context: ConsignmentContext,
  no: number,
  [code]: readonly BlindCode[],
  trade: Trade,
): Reaction {
  if (!code) throw new Error('no preparation code was drawn');
  return {
    changed: withUnit(context, no, { stage: 'preparing', preparationCode: code }),
    wishes: [{ type: 'process.start', params: trade.preparation(unitOf(context, no), code) }],
  };
}

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
  const { bottles, findings, massBalance, conformance } = trade.judgePrepared(unit, told);
  const invalid = unit.validity === 'INVALID' || conformance?.validity === 'INVALID';
  const doubted = findings.length > 0 || conformance?.validity === 'SUSPECT';
  return {
    changed: withUnit(context, no, {
      stage: 'prepared',
      prepared: told,
      bottles,
      massBalance,
      preparationFindings: findings,
      ...(conformance && { conformance }),
      ...(invalid
        ? { validity: 'INVALID' as const }
        : doubted && { validity: 'SUSPECT' as const, officer: null }),
    }),
    wishes: [{ type: 'custody.draw-codes', params: { stage: 'assay', ref: no, count: bottles.length } }],
  };
}
