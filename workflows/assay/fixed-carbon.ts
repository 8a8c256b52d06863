import type { DecimalString } from '../kernel/brand.ts';
import { Decimal, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { roundGbt8170 } from '../kernel/rounding.ts';
import { workingStep, type Worked } from '../kernel/working.ts';
import type { AssayFormulas } from './formulas.ts';

export interface ProximateAnalysis {
  readonly Mad: DecimalString;
  readonly Aad: DecimalString;
  readonly Vad: DecimalString;
}

/** FC,ad = 100 − Mad − Aad − Vad, % (GB/T 212-2008). Refuses `RESULTS_INCONSISTENT` (field `V`) for more than 100 %. */
export function fixedCarbon({ Mad, Aad, Vad }: ProximateAnalysis): Outcome<DecimalString> {
  const rest = new Decimal(100).minus(toDecimal(Mad)).minus(toDecimal(Aad)).minus(toDecimal(Vad));
  if (rest.gte(0)) return ok(toDecimalString(rest));
  return refuse({
    code: 'RESULTS_INCONSISTENT',
    field: 'V',
    message: `Moisture ${Mad} %, ash ${Aad} % and volatile matter ${Vad} % are together more than 100 %.`,
    remedy: 'Check the determinations of M, A and V.',
  });
}

/** `fixedCarbon` with its working, rounded once. */
export function workedFixedCarbon(
  analysis: ProximateAnalysis,
  { fixedCarbon: formula }: Pick<AssayFormulas, 'fixedCarbon'>,
  decimals: number,
): Outcome<Worked<{ readonly unrounded: DecimalString; readonly reported: DecimalString }>> {
  const unrounded = fixedCarbon(analysis);
  if (!unrounded.ok) return unrounded;
  const reported = roundGbt8170(unrounded.value, decimals);
  const inputs = [['M_ad', analysis.Mad, '%'] as const, ['A_ad', analysis.Aad, '%'] as const, ['V_ad', analysis.Vad, '%'] as const];
  const step = workingStep(formula, inputs, { unrounded: toDecimal(unrounded.value), reported, unit: '%' });
  return ok({ value: { unrounded: unrounded.value, reported }, steps: [step] });
}
