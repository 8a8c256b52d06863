import type { DecimalString } from '../kernel/brand.ts';
import { toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { convertBasis, type MoistureAndAsh } from './bases.ts';
import { netCalorificValueAsReceived } from './calorific-value.ts';
import { fixedCarbon } from './fixed-carbon.ts';
import type { CoalAssayRules, ReportedValue } from './rules.ts';
import type { AssayResult, Basis } from './types.ts';

/** The accepted results of one sampling unit, by item; each on the basis the rule pack determines it on. */
export type UnitResults = ReadonlyMap<string, AssayResult & { readonly basis: Basis }>;

/**
 * Checks that results are what the rule pack determines, one of each item. Refuses with field = the item:
 * `RESULT_UNKNOWN`, `RESULT_REPEATED`, `RESULT_BASIS_UNEXPECTED` (also for another unit).
 */
export function unitResults(results: readonly AssayResult[], rules: CoalAssayRules): Outcome<UnitResults> {
  const byItem = new Map<string, AssayResult & { readonly basis: Basis }>();
  for (const result of results) {
    const item = rules.items.find((candidate) => candidate.item === result.item);
    if (!item) return refuseResult('RESULT_UNKNOWN', result, 'is not an item of the rule pack');
    if (byItem.has(result.item))
      return refuseResult('RESULT_REPEATED', result, 'has two results for one sampling unit');
    if (item.basis !== result.basis || item.unit !== result.unit) {
      return refuseResult(
        'RESULT_BASIS_UNEXPECTED',
        result,
        `was given on basis ${result.basis ?? 'none'} in ${result.unit}, not ${item.basis} in ${item.unit}`,
      );
    }
    byItem.set(result.item, { ...result, basis: item.basis });
  }
  return ok(byItem);
}

/**
 * The value of one sampling unit that a certificate reports, unrounded, in the reported unit. Undefined when an item it
 * needs was not determined; a refusal when the results contradict each other (moisture, ash and volatiles over 100 %).
 */
export function unitValue(
  reported: ReportedValue,
  results: UnitResults,
  rules: CoalAssayRules,
): Outcome<DecimalString> | undefined {
  const value = inDeterminedUnit(reported, results, rules);
  if (!value?.ok || reported.divisor === undefined) return value;
  return ok(toDecimalString(toDecimal(value.value).div(toDecimal(reported.divisor))));
}

/** Moisture and ash of a unit, as far as they were determined. */
export const moistureAndAsh = (results: UnitResults): MoistureAndAsh => ({
  Mt: results.get('Mt')?.mean,
  Mad: results.get('M')?.mean,
  Aad: results.get('A')?.mean,
});

function inDeterminedUnit(
  reported: ReportedValue,
  results: UnitResults,
  rules: CoalAssayRules,
): Outcome<DecimalString> | undefined {
  const { Mt, Mad, Aad } = moistureAndAsh(results);
  switch (reported.derivation) {
    case 'determined': {
      const result = results.get(reported.item);
      return result && known(convertBasis(result.mean, result.basis, reported.basis, { Mt, Mad, Aad }));
    }
    case 'fixed-carbon': {
      const Vad = results.get('V')?.mean;
      if (Mad === undefined || Aad === undefined || Vad === undefined) return undefined;
      return fixedCarbon({ Mad, Aad, Vad });
    }
    case 'net-calorific-value': {
      const Qgrad = results.get('Qgr')?.mean;
      const Had = results.get('H')?.mean;
      if (Qgrad === undefined || Had === undefined || Mt === undefined || Mad === undefined) return undefined;
      return netCalorificValueAsReceived({ Qgrad, Had, Mt, Mad }, rules.netCalorificValue);
    }
  }
}

/** What was not determined gives no value; every other refusal stands. */
const known = (outcome: Outcome<DecimalString>): Outcome<DecimalString> | undefined =>
  !outcome.ok && outcome.refusal.code === 'BASIS_NOT_KNOWN' ? undefined : outcome;

const refuseResult = (code: string, { item }: AssayResult, what: string) =>
  refuse({
    code,
    field: item,
    message: `${item} ${what}.`,
    remedy: 'Give each result once, as the rule pack defines its item.',
  });
