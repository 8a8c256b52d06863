import type { Bilingual } from '../kernel/bilingual.ts';
import type { DecimalString } from '../kernel/brand.ts';
import { Decimal, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { roundGbt8170 } from '../kernel/rounding.ts';
import { workingStep, type Worked, type WorkingStep } from '../kernel/working.ts';
import { convertBasis, dryShare, type MoistureAndAsh } from './bases.ts';
import type { AssayFormulas, BasisConversion } from './formulas.ts';
import type { CoalAssayRules } from './rules.ts';
import type { Basis } from './types.ts';

export interface ConversionRequest {
  /** Symbol without basis, for example `A`; moisture and net calorific value are not converted by a factor. */
  readonly item: string;
  readonly value: DecimalString;
  readonly unit: string;
  readonly from: Basis;
  readonly to: Basis;
  readonly sample: MoistureAndAsh;
  readonly decimals: number;
}

export interface ConvertedValue {
  readonly unrounded: DecimalString;
  readonly reported: DecimalString;
  /** What the value was multiplied by, unrounded. */
  readonly factor: DecimalString;
}

/**
 * Brings an unrounded value to another basis with its working; rounds once. Refuses `BASIS_NOT_CONVERTIBLE` (field `item`),
 * `BASIS_MIXED` (field `Ad`) when ash is given on two bases, and what `convertBasis` refuses.
 */
export function workedConversion(request: ConversionRequest, rules: CoalAssayRules): Outcome<Worked<ConvertedValue>> {
  const { item, value, unit, from, to, sample, decimals } = request;
  if (rules.conversion.notByFactor.includes(item)) {
    return refuse({
      code: 'BASIS_NOT_CONVERTIBLE',
      field: 'item',
      message: `${item} is not brought to another basis by a factor.`,
      remedy: 'Convert what it is calculated from, and calculate it anew on the other basis.',
    });
  }
  if (sample.Aad !== undefined && sample.Ad !== undefined) {
    return refuse({
      code: 'BASIS_MIXED',
      field: 'Ad',
      message: `Ash is given on two bases: ${sample.Aad} % air-dried and ${sample.Ad} % dry.`,
      remedy: 'Give the ash that was determined, on one basis.',
    });
  }
  const unrounded = convertBasis(value, from, to, sample);
  const factor = convertBasis(toDecimalString(new Decimal(1)), from, to, sample);
  if (!unrounded.ok) return unrounded;
  if (!factor.ok) return factor;
  const reported = roundGbt8170(unrounded.value, decimals);
  const steps = conversionSteps({ value, unit, from, to, sample }, rules.formulas, {
    unrounded: toDecimal(unrounded.value),
    reported,
    unit,
  });
  return ok({ value: { unrounded: unrounded.value, reported, factor: factor.value }, steps });
}

/**
 * The lines of one conversion that is possible: the ash on the basis the formula asks for, where it was determined on
 * another, then the formula of this pair of bases. None when there is nothing to convert.
 */
export function conversionSteps(
  {
    value,
    unit,
    from,
    to,
    sample,
    divisor,
  }: Pick<ConversionRequest, 'value' | 'unit' | 'from' | 'to' | 'sample'> & { readonly divisor?: DecimalString | undefined },
  formulas: AssayFormulas,
  result: { readonly unrounded: Decimal; readonly reported: string; readonly unit: string },
): WorkingStep[] {
  if (from === to) return [];
  const used = (basis: Basis) => from === basis || to === basis;
  const ash = !used('daf') ? null : ashOn(used('ad') ? 'ad' : 'd', sample, formulas);
  const inputs: [string, Decimal | DecimalString, string][] = [[`X_${from}`, value, unit]];
  if (used('ar') && sample.Mt !== undefined) inputs.push(['M_t', sample.Mt, '%']);
  if (used('ad') && sample.Mad !== undefined) inputs.push(['M_ad', sample.Mad, '%']);
  if (ash) inputs.push([ash.symbol, ash.value, '%']);
  if (divisor !== undefined) inputs.push(['divisor to the reported unit', divisor, '']);
  return [...(ash?.steps ?? []), workingStep(formulas[nameOf(from, to)], inputs, result)];
}

/** Ash as determined, or brought to the basis by the moisture of the test sample. */
function ashOn(basis: 'ad' | 'd', { Mad, Aad, Ad }: MoistureAndAsh, formulas: AssayFormulas) {
  const symbol = `A_${basis}`;
  const given = basis === 'ad' ? Aad : Ad;
  if (given !== undefined) return { symbol, value: toDecimal(given), steps: [] };
  const from =
    basis === 'ad'
      ? { basis: 'd' as const, value: Ad, formula: formulas.dToAd }
      : { basis: 'ad' as const, value: Aad, formula: formulas.ashOnDryBasis };
  if (from.value === undefined || Mad === undefined) return null;
  const shares = { here: dryShare(basis, { Mad }), there: dryShare(from.basis, { Mad }) };
  if (!shares.here.ok || !shares.there.ok) return null;
  const value = toDecimal(from.value).times(shares.here.value).div(shares.there.value);
  const inputs = [[`A_${from.basis}`, from.value, '%'] as const, ['M_ad', Mad, '%'] as const];
  return { symbol, value, steps: [workingStep(from.formula, inputs, { unrounded: value, reported: toDecimalString(value), unit: '%' })] };
}

const nameOf = (from: Basis, to: Basis) => `${from}To${to.charAt(0).toUpperCase()}${to.slice(1)}` as BasisConversion;

/**
 * Whether the moisture belongs to the analysis it converts, by their days (ISO dates): at most so many days apart as the pack
 * says. A step that decides; the finding is `MOISTURE_NOT_OF_ANALYSIS`.
 */
export function moistureAge(
  moistureOn: string,
  analysedOn: string,
  rules: Pick<CoalAssayRules, 'moistureForConversion' | 'formulas'>,
): Worked<{ readonly daysApart: number; readonly finding: MoistureAgeFinding | null }> {
  const millisecondsOfDay = 86_400_000;
  const daysApart = Math.abs(Date.parse(moistureOn) - Date.parse(analysedOn)) / millisecondsOfDay;
  const { mostDaysApart, source } = rules.moistureForConversion;
  const finding: MoistureAgeFinding | null =
    daysApart <= mostDaysApart
      ? null
      : {
          code: 'MOISTURE_NOT_OF_ANALYSIS',
          zh: `水分与分析相隔 ${daysApart} 天，超过 ${mostDaysApart} 天，应重新测定水分`,
          en: `Moisture and analysis are ${daysApart} days apart, more than ${mostDaysApart}: determine the moisture again.`,
        };
  const step = workingStep(
    { ...rules.formulas.moistureAge, source },
    [
      ['moisture', moistureOn],
      ['analysis', analysedOn],
      ['days between', daysApart, 'd'],
      ['at most', mostDaysApart, 'd'],
    ],
    { unrounded: null, reported: finding?.code ?? 'in-time' },
  );
  return { value: { daysApart, finding }, steps: [step] };
}

interface MoistureAgeFinding extends Bilingual {
  readonly code: 'MOISTURE_NOT_OF_ANALYSIS';
}
