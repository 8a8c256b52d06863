import type { DecimalString } from '../kernel/brand.ts';
import { toDecimal, toDecimalString, type Decimal } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { roundGbt8170 } from '../kernel/rounding.ts';
import { workingStep, type Worked, type WorkingStep } from '../kernel/working.ts';
import type { GrossCalorificValueRule } from './calorific-value-rules.ts';
import type { CoalAssayRules } from './rules.ts';

export interface BombResult {
  /** Bomb calorific value, air-dried, J/g, > 0. */
  readonly Qbad: DecimalString;
  /** Sulphur, air-dried, %: of the bomb washings, or total sulphur where it may stand for it. */
  readonly sulphur: { readonly kind: 'bomb' | 'total'; readonly value: DecimalString };
}

export interface GrossCalorificValue {
  /** α, the share of the bomb value that nitric acid gave. */
  readonly alpha: DecimalString;
  /** Qgr,ad, J/g. */
  readonly unrounded: DecimalString;
  readonly reported: DecimalString;
}

/**
 * Gross calorific value at constant volume: Qgr,ad = Qb,ad − (94.1·Sb,ad + α·Qb,ad), J/g, with the factors of the pack
 * (GB/T 213-2008); α by the bomb value. Refuses `TOTAL_SULPHUR_NOT_ALLOWED` (field `sulphur`) where total sulphur may not
 * stand for bomb sulphur, and `CALORIFIC_VALUE_NOT_POSITIVE` (field `Qbad`).
 */
export function grossCalorificValue(
  { Qbad, sulphur }: BombResult,
  rules: Pick<CoalAssayRules, 'grossCalorificValue' | 'formulas'>,
  decimals: number,
): Outcome<Worked<GrossCalorificValue>> {
  const { grossCalorificValue: rule, formulas } = rules;
  const bomb = toDecimal(Qbad);
  if (!bomb.gt(0)) return refuseValue(Qbad);
  const steps: WorkingStep[] = [];
  if (sulphur.kind === 'total') {
    const { most, bombValueAbove, source } = rule.totalSulphur;
    if (toDecimal(sulphur.value).gt(toDecimal(most)) || bomb.lte(toDecimal(bombValueAbove))) {
      return refuse({
        code: 'TOTAL_SULPHUR_NOT_ALLOWED',
        field: 'sulphur',
        message:
          `Total sulphur of ${sulphur.value} % at ${Qbad} J/g cannot stand for bomb sulphur: ` +
          `that needs at most ${most} % and more than ${bombValueAbove} J/g.`,
        remedy: 'Determine the sulphur of the bomb washings.',
      });
    }
    const inputs = [['S_t,ad', sulphur.value, '%'] as const, ['Q_b,ad', Qbad, 'J/g'] as const];
    steps.push(workingStep({ ...formulas.bombSulphur, source }, inputs, { unrounded: null, reported: 'total-for-bomb-sulphur' }));
  }
  const alpha = toDecimal(alphaAt(bomb, rule));
  const sulphurHeat = toDecimal(rule.sulphurFactor).times(toDecimal(sulphur.value));
  const gross = bomb.minus(sulphurHeat.plus(alpha.times(bomb)));
  if (!gross.gt(0)) return refuseValue(Qbad);
  const reported = roundGbt8170(toDecimalString(gross), decimals);
  steps.push(
    workingStep({ ...formulas.nitricAcid, source: rule.source }, [['Q_b,ad', Qbad, 'J/g']], {
      unrounded: alpha,
      reported: toDecimalString(alpha),
    }),
    workingStep(
      { ...formulas.grossCalorificValue, source: rule.source },
      [
        ['Q_b,ad', Qbad, 'J/g'],
        ['S_b,ad', sulphur.value, '%'],
        ['heat of 1 % sulphur', rule.sulphurFactor, 'J/g'],
        ['α', alpha],
      ],
      { unrounded: gross, reported, unit: 'J/g' },
    ),
  );
  return ok({ value: { alpha: toDecimalString(alpha), unrounded: toDecimalString(gross), reported }, steps });
}

/** The row whose edge the value does not exceed; the last row has no edge. The pack's schema sees to it that there is one. */
function alphaAt(bomb: Decimal, { nitricAcid }: GrossCalorificValueRule): DecimalString {
  const row = nitricAcid.find(({ to }) => to === undefined || bomb.lte(toDecimal(to)));
  if (!row) throw new RangeError('The table of α has no last row.');
  return row.alpha;
}

const refuseValue = (value: DecimalString) =>
  refuse({
    code: 'CALORIFIC_VALUE_NOT_POSITIVE',
    field: 'Qbad',
    message: `A bomb calorific value of ${value} J/g leaves no gross calorific value.`,
    remedy: 'Give J/g, not MJ/kg, and check the sulphur.',
  });
