import type { DecimalString } from '../kernel/brand.ts';
import { sumOf, toDecimal, toDecimalString, type Decimal } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { roundGbt8170 } from '../kernel/rounding.ts';
import { workingStep, type Worked } from '../kernel/working.ts';
import { dryShare, type MoistureAndAsh } from './bases.ts';
import type { AssayFormulas } from './formulas.ts';
import type { Basis } from './types.ts';

/** One sampling unit's value and the mass it stands for. */
export interface WeightedUnit {
  /** As received, t, > 0. */
  readonly mass: DecimalString;
  /** Unrounded, on the basis of the lot's value. */
  readonly value: DecimalString;
  readonly sample: MoistureAndAsh;
}

/** Mass of a unit brought to a basis, t. Refuses as `dryShare` does when moisture or ash is missing or impossible. */
export function massOnBasis(mass: Decimal, basis: Basis, sample: MoistureAndAsh): Outcome<Decimal> {
  if (basis === 'ar') return ok(mass);
  const received = dryShare('ar', sample);
  if (!received.ok) return received;
  const target = dryShare(basis, sample);
  return target.ok ? ok(mass.times(received.value).div(target.value)) : target;
}

/** Σ(w·x)/Σw of at least one pair; the weights > 0. */
export const weightedMean = (pairs: readonly { readonly value: Decimal; readonly weight: Decimal }[]): Decimal =>
  sumOf(pairs.map(({ value, weight }) => value.times(weight))).div(sumOf(pairs.map(({ weight }) => weight)));

/**
 * The value of a lot from the values of its units, with its working: each unit weighs as much as it holds on the basis of the
 * value (dry mass for d, and so on). Rounded once. Refuses `NO_UNITS` (field `units`), `MASS_NOT_POSITIVE`
 * (`units[0].mass`), and as `dryShare` does with the unit before the field (`units[1].Mt`).
 */
export function lotValueOfUnits(
  units: readonly WeightedUnit[],
  { basis, unit, decimals }: { readonly basis: Basis; readonly unit: string; readonly decimals: number },
  formulas: Pick<AssayFormulas, 'unitWeight' | 'lotValue'>,
): Outcome<Worked<{ readonly unrounded: DecimalString; readonly reported: DecimalString; readonly weights: readonly DecimalString[] }>> {
  if (units.length === 0) return refuseNoUnits();
  const pairs: { readonly value: Decimal; readonly weight: Decimal }[] = [];
  for (const [index, { mass, value, sample }] of units.entries()) {
    if (!toDecimal(mass).gt(0)) return refuseMass(mass, `units[${index}].mass`);
    const weight = massOnBasis(toDecimal(mass), basis, sample);
    if (!weight.ok) return refuse({ ...weight.refusal, field: `units[${index}].${weight.refusal.field ?? ''}` });
    pairs.push({ value: toDecimal(value), weight: weight.value });
  }
  const mean = weightedMean(pairs);
  const reported = roundGbt8170(toDecimalString(mean), decimals);
  const weightSteps = units.map(({ mass, sample }, index) => {
    const weight = pairs[index]?.weight ?? toDecimal(mass);
    const inputs = Object.entries({ M_t: sample.Mt, M_ad: sample.Mad, A_ad: sample.Aad, A_d: sample.Ad });
    const given = inputs.flatMap(([symbol, percent]) => (percent === undefined ? [] : [[symbol, percent, '%'] as const]));
    return workingStep(formulas.unitWeight, [[`m${index + 1}`, mass, 't'], ...given], {
      unrounded: weight,
      reported: toDecimalString(weight),
      unit: `t (${basis})`,
    });
  });
  const inputs = pairs.flatMap(({ value, weight }, index) => [
    [`w${index + 1}`, weight, 't'] as const,
    [`x${index + 1}`, value, unit] as const,
  ]);
  return ok({
    value: { unrounded: toDecimalString(mean), reported, weights: pairs.map(({ weight }) => toDecimalString(weight)) },
    steps: [...weightSteps, workingStep(formulas.lotValue, inputs, { unrounded: mean, reported, unit })],
  });
}

export const refuseMass = (mass: DecimalString, field = 'mass') =>
  refuse({
    code: 'MASS_NOT_POSITIVE',
    field,
    message: `A sampling unit of ${mass} t carries no weight in the lot.`,
    remedy: 'Give the mass of the unit by belt scale or plan, t, > 0.',
  });

export const refuseNoUnits = () =>
  refuse({
    code: 'NO_UNITS',
    field: 'units',
    message: 'A lot without sampling units has no values.',
    remedy: 'Give the results of at least one sampling unit.',
  });
