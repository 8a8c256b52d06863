import type { DecimalString } from '../kernel/brand.ts';
import { Decimal, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { roundGbt8170 } from '../kernel/rounding.ts';
import { workingStep, type Worked } from '../kernel/working.ts';
import { dryShare } from './bases.ts';
import type { CoalAssayRules } from './rules.ts';

export interface Hydrogen {
  /** Had, %, without the hydrogen of moisture. */
  readonly unrounded: DecimalString;
  readonly reported: DecimalString;
  /** False for an estimate: it serves a plausibility check, no certificate. */
  readonly certifiable: boolean;
}

type HydrogenRules = Pick<CoalAssayRules, 'hydrogen' | 'formulas'>;

/**
 * Hydrogen of the coal itself: Had = Ht,ad − 0.1119·Mad, % (GB/T 483-2007), with the factor of the pack.
 * Refuses `RESULTS_INCONSISTENT` (field `total`) when the moisture alone holds more hydrogen.
 */
export function hydrogenWithoutMoisture(
  { total, Mad }: { readonly total: DecimalString; readonly Mad: DecimalString },
  { hydrogen, formulas }: HydrogenRules,
  decimals: number,
): Outcome<Worked<Hydrogen>> {
  const { value: factor, source } = hydrogen.inMoisture;
  const rest = toDecimal(total).minus(toDecimal(factor).times(toDecimal(Mad)));
  if (rest.lt(0)) {
    return refuse({
      code: 'RESULTS_INCONSISTENT',
      field: 'total',
      message: `Total hydrogen of ${total} % is less than moisture of ${Mad} % alone holds.`,
      remedy: 'Check both determinations, and whether the moisture was taken off already.',
    });
  }
  const inputs = [['H_t,ad', total, '%'] as const, ['M_ad', Mad, '%'] as const, ['hydrogen in 1 % of water', factor, '%'] as const];
  return ok(worked(rest, decimals, true, { ...formulas.hydrogenWithoutMoisture, source }, inputs));
}

/**
 * Hydrogen estimated from volatile matter: Had = (slope·Vdaf + intercept)·(100 − Mad − Aad)/100, %. Not certifiable.
 * Refuses as `dryShare` does: `BASIS_IMPOSSIBLE`.
 */
export function estimatedHydrogen(
  { Vdaf, Mad, Aad }: { readonly Vdaf: DecimalString; readonly Mad: DecimalString; readonly Aad: DecimalString },
  { hydrogen, formulas }: HydrogenRules,
  decimals: number,
): Outcome<Worked<Hydrogen>> {
  const possible = dryShare('daf', { Mad, Aad });
  if (!possible.ok) return possible;
  const { slope, intercept, source } = hydrogen.estimate;
  const pure = new Decimal(100).minus(toDecimal(Mad)).minus(toDecimal(Aad));
  const estimate = toDecimal(slope).times(toDecimal(Vdaf)).plus(toDecimal(intercept)).times(pure).div(100);
  const inputs = [
    ['V_daf', Vdaf, '%'] as const,
    ['M_ad', Mad, '%'] as const,
    ['A_ad', Aad, '%'] as const,
    ['slope', slope] as const,
    ['intercept', intercept, '%'] as const,
  ];
  return ok(worked(estimate, decimals, false, { ...formulas.hydrogenEstimate, source }, inputs));
}

function worked(
  value: Decimal,
  decimals: number,
  certifiable: boolean,
  ...[formula, inputs]: [Parameters<typeof workingStep>[0], Parameters<typeof workingStep>[1]]
): Worked<Hydrogen> {
  const unrounded = toDecimalString(value);
  const reported = roundGbt8170(unrounded, decimals);
  return {
    value: { unrounded, reported, certifiable },
    steps: [workingStep(formula, inputs, { unrounded: value, reported, unit: '%' })],
  };
}
