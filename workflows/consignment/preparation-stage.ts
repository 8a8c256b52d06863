import type { CoalPreparationOrder, PreparationFinished } from '../coal-preparation/run.ts';
import type { CoalRulePack } from '../coal-sampling/rule-pack.ts';
import type { BlindCode, ProcessId } from '../kernel/brand.ts';
import { judgePreparation } from './findings.ts';
import { unitOf, withUnit } from './reaction.ts';
import type { Reaction } from './reaction.ts';
import type { ConsignmentContext } from './types.ts';

/** The gross sample has its preparation code: the line may have it. */
export function beginPreparation(
  context: ConsignmentContext,
  no: number,
  [code]: readonly BlindCode[],
): Reaction {
  if (!code) throw new Error('no preparation code was drawn');
  const order: CoalPreparationOrder = {
    parent: context.processId,
    unitNo: no,
    line: context.order.preparationLine,
    sampleId: code,
    containers: unitOf(context, no).sampled?.containers.map(({ position }) => position) ?? [],
  };
  const process = `coal-preparation/${code}` as ProcessId;
  return {
    changed: withUnit(context, no, { stage: 'preparing', preparationCode: code }),
    wishes: [
      { type: 'process.start', params: { definition: 'coal-preparation', process, input: { order } } },
    ],
  };
}

/** Judges what was prepared. A doubt that is new asks for the officer's decision anew, whatever was decided before it was known. */
export function takePreparation(
  context: ConsignmentContext,
  told: PreparationFinished,
  pack: CoalRulePack,
): Reaction {
  const no = told.unitNo;
  if (told.outcome === 'aborted')
    return {
      changed: withUnit(context, no, { stage: 'rejected', prepared: told, validity: 'INVALID' }),
      wishes: [],
    };
  const { massBalance, findings } = judgePreparation(told, pack.preparation);
  const { validity } = unitOf(context, no);
  const doubted =
    findings.length > 0 && validity !== 'INVALID' ? ({ validity: 'SUSPECT', officer: null } as const) : {};
  return {
    changed: withUnit(context, no, {
      stage: 'prepared',
      prepared: told,
      massBalance,
      preparationFindings: findings,
      ...doubted,
    }),
    wishes: [{ type: 'custody.draw-codes', params: { stage: 'assay', ref: no, count: told.bottles.length } }],
  };
}
