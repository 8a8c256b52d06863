import type { DecimalString } from '../kernel/brand.ts';
import { sumOf, toDecimal, toDecimalString, type Decimal } from '../kernel/decimal.ts';
import { roundGbt8170 } from '../kernel/rounding.ts';
import type { CoalPreparationRules, MassBalanceRules } from './rules.ts';

/** Masses at one stage of a preparation, kg, each ≥ 0. */
export interface StageMasses {
  readonly stage: string;
  readonly massIn: DecimalString;
  /** What left the stage to be used: bottles and the part that goes onward. */
  readonly children: readonly { readonly name: string; readonly mass: DecimalString }[];
  readonly rejected: DecimalString;
  readonly waterRemoved: DecimalString;
}

type BalanceVerdict = 'normal' | 'warn' | 'alarm';

interface StageBalance {
  readonly stage: string;
  /** % of the mass in, rounded; negative for a gain. Null when nothing went in: there is no percentage of nothing. */
  readonly lossPercent: DecimalString | null;
  readonly verdict: BalanceVerdict;
}

export interface MassBalance {
  readonly stages: readonly StageBalance[];
  /** The worst of the stages; `normal` when there is none. */
  readonly verdict: BalanceVerdict;
}

const verdictsByRank: readonly BalanceVerdict[] = ['normal', 'warn', 'alarm'];

/**
 * Judges what each stage lost: 100·(in − Σ children − rejected − water)/in. The unrounded loss is compared. A loss may
 * reach the warning limit, then the alarm limit; a gain beyond its limit is an alarm at once, because it is coal of the
 * sample before. A stage into which nothing went is an alarm.
 */
export function judgeMassBalance(stages: readonly StageMasses[], rules: CoalPreparationRules): MassBalance {
  const judged = stages.map((stage) => judgeStage(stage, rules.massBalance));
  return { stages: judged, verdict: worst(judged.map(({ verdict }) => verdict)) };
}

function judgeStage(masses: StageMasses, rules: MassBalanceRules): StageBalance {
  const massIn = toDecimal(masses.massIn);
  if (!massIn.gt(0)) return { stage: masses.stage, lossPercent: null, verdict: 'alarm' };
  const out = sumOf(masses.children.map(({ mass }) => toDecimal(mass)))
    .plus(toDecimal(masses.rejected))
    .plus(toDecimal(masses.waterRemoved));
  const loss = massIn.minus(out).times(100).div(massIn);
  return {
    stage: masses.stage,
    lossPercent: roundGbt8170(toDecimalString(loss), rules.decimals),
    verdict: verdictOf(loss, rules),
  };
}

function verdictOf(loss: Decimal, rules: MassBalanceRules): BalanceVerdict {
  if (loss.gt(toDecimal(rules.alarmPercent)) || loss.neg().gt(toDecimal(rules.gainAlarmPercent)))
    return 'alarm';
  return loss.abs().gt(toDecimal(rules.warnPercent)) ? 'warn' : 'normal';
}

const worst = (verdicts: readonly BalanceVerdict[]): BalanceVerdict =>
  verdicts.reduce<BalanceVerdict>(
    (sofar, next) => (verdictsByRank.indexOf(next) > verdictsByRank.indexOf(sofar) ? next : sofar),
    'normal',
  );
