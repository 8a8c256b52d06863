import { decimalString, type DecimalString } from '../kernel/brand.ts';
import { sumOf, toDecimal, toDecimalString, type Decimal } from '../kernel/decimal.ts';
import { roundGbt8170 } from '../kernel/rounding.ts';
import { workingStep, type Worked, type WorkingStep } from '../kernel/working.ts';
import type { CoalPreparationRules, MassBalanceRules } from './rules.ts';

/** Masses at one stage of a preparation, kg, each ≥ 0. */
export interface StageMasses {
  readonly stage: string;
  readonly massIn: DecimalString;
  /** What left the stage to be used: bottles and the part that goes onward. */
  readonly children: readonly { readonly name: string; readonly mass: DecimalString }[];
  readonly rejected: DecimalString;
  readonly waterRemoved: DecimalString;
  /** Coal that only cleaned the stage and is discarded: what was fed for it, and what came out of it; absent = none. */
  readonly flushIn?: DecimalString;
  readonly flushOut?: DecimalString;
}

type BalanceVerdict = 'normal' | 'warn' | 'alarm';

export interface StageBalance {
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

const none = decimalString('0');

const verdictsByRank: readonly BalanceVerdict[] = ['normal', 'warn', 'alarm'];

/**
 * Judges what each stage lost: 100·(in + flush in − Σ children − rejected − flush out − water)/in. The unrounded loss is
 * compared. A loss may reach the warning limit, then the alarm limit; a gain beyond its limit is an alarm at once, because it
 * is coal of the sample before. A stage into which nothing went is an alarm.
 */
export function judgeMassBalance(stages: readonly StageMasses[], rules: Pick<CoalPreparationRules, 'massBalance'>): MassBalance {
  const judged = stages.map((stage) => judgeStage(stage, rules.massBalance));
  return { stages: judged, verdict: worst(judged.map(({ verdict }) => verdict)) };
}

/** `judgeMassBalance` with its working. A stage into which nothing went has no loss to calculate, only a verdict. */
export function workedMassBalance(stages: readonly StageMasses[], rules: CoalPreparationRules): Worked<MassBalance> {
  const value = judgeMassBalance(stages, rules);
  const steps = stages.flatMap((stage, index) => {
    const balance = value.stages[index];
    return balance ? stepsOf(stage, balance, rules) : [];
  });
  return { value, steps };
}

function judgeStage(masses: StageMasses, rules: MassBalanceRules): StageBalance {
  const loss = lossPercent(masses);
  if (loss === null) return { stage: masses.stage, lossPercent: null, verdict: 'alarm' };
  return {
    stage: masses.stage,
    lossPercent: roundGbt8170(toDecimalString(loss), rules.decimals),
    verdict: verdictOf(loss, rules),
  };
}

/** What a stage lost, % of the mass in, unrounded and negative for a gain; null when nothing went in. */
export function lossPercent({ massIn, children, rejected, waterRemoved, flushIn = none, flushOut = none }: StageMasses): Decimal | null {
  const fed = toDecimal(massIn);
  if (!fed.gt(0)) return null;
  const out = sumOf([...children.map(({ mass }) => mass), rejected, waterRemoved, flushOut].map(toDecimal));
  return fed.plus(toDecimal(flushIn)).minus(out).times(100).div(fed);
}

function stepsOf(masses: StageMasses, { lossPercent: reported, verdict }: StageBalance, rules: CoalPreparationRules): WorkingStep[] {
  const { massBalance, formulas } = rules;
  const loss = lossPercent(masses);
  const { flushIn = none, flushOut = none } = masses;
  const lost =
    loss === null || reported === null
      ? []
      : [
          workingStep(
            { ...formulas.massBalance, source: massBalance.source },
            [
              [`${masses.stage}: in`, masses.massIn, 'kg'],
              ['flush in', flushIn, 'kg'],
              ...masses.children.map(({ name, mass }) => [`out: ${name}`, mass, 'kg'] as const),
              ['rejected', masses.rejected, 'kg'],
              ['flush out', flushOut, 'kg'],
              ['water removed', masses.waterRemoved, 'kg'],
            ],
            { unrounded: loss, reported, unit: '%' },
          ),
        ];
  return [
    ...lost,
    workingStep(
      { ...formulas.massBalanceVerdict, source: massBalance.source },
      [
        [`${masses.stage}: loss`, loss ?? 'nothing went in', loss === null ? '' : '%'],
        ['warn beyond', massBalance.warnPercent, '%'],
        ['alarm beyond', massBalance.alarmPercent, '%'],
        ['gain alarm beyond', massBalance.gainAlarmPercent, '%'],
      ],
      { unrounded: null, reported: verdict },
    ),
  ];
}

function verdictOf(loss: Decimal, rules: MassBalanceRules): BalanceVerdict {
  if (loss.gt(toDecimal(rules.alarmPercent)) || loss.neg().gt(toDecimal(rules.gainAlarmPercent))) return 'alarm';
  return loss.abs().gt(toDecimal(rules.warnPercent)) ? 'warn' : 'normal';
}

const worst = (verdicts: readonly BalanceVerdict[]): BalanceVerdict =>
  verdicts.reduce<BalanceVerdict>(
    (sofar, next) => (verdictsByRank.indexOf(next) > verdictsByRank.indexOf(sofar) ? next : sofar),
    'normal',
  );
