import type { DecimalString } from '../kernel/brand.ts';
import { toDecimal, toDecimalString, type Decimal } from '../kernel/decimal.ts';
import { ok, type Outcome } from '../kernel/refusal.ts';
import { roundGbt8170 } from '../kernel/rounding.ts';
import type { CoalAssayRules, ReportedValue } from './rules.ts';
import type { AssayResult, CoalLotValue } from './types.ts';
import { massOnBasis, refuseMass, refuseNoUnits, weightedMean } from './unit-weight.ts';
import { moistureAndAsh, unitResults, unitValue, type UnitResults } from './unit-values.ts';

/** The results of one sampling unit and the mass it stands for, t, > 0. */
export interface UnitAssay {
  readonly mass: DecimalString;
  readonly results: readonly AssayResult[];
}

interface CheckedUnit {
  readonly mass: Decimal;
  readonly results: UnitResults;
}

/**
 * The values a lot's certificate reports, in the pack's order.
 *
 * Each unit's unrounded means are brought to the reported basis, then averaged over the units, then rounded once. The
 * weight of a unit is its mass *on the basis of the value*: received mass for ar, dry mass for d, air-dried for ad,
 * dry-ash-free for daf. So the lot holds exactly what its units hold, and every conversion that is true of a unit is true
 * of the lot: a reader can recompute Ad from Aad and Mad. One unit needs no weight.
 *
 * A value that needs an item some unit lacks is left out: never zero, never the mean of the other units.
 * Refuses: `NO_UNITS`, `MASS_NOT_POSITIVE`, and what `unitResults` and `convertBasis` refuse, `RESULTS_INCONSISTENT`.
 */
export function lotValues(units: readonly UnitAssay[], rules: CoalAssayRules): Outcome<readonly CoalLotValue[]> {
  const checked: CheckedUnit[] = [];
  for (const unit of units) {
    const mass = toDecimal(unit.mass);
    if (!mass.gt(0)) return refuseMass(unit.mass);
    const results = unitResults(unit.results, rules);
    if (!results.ok) return results;
    checked.push({ mass, results: results.value });
  }
  if (checked.length === 0) return refuseNoUnits();

  const values: CoalLotValue[] = [];
  for (const reported of rules.reported) {
    const value = lotValue(reported, checked, rules);
    if (value && !value.ok) return value;
    if (value) values.push(reportedValue(reported, value.value));
  }
  return ok(values);
}

function lotValue(reported: ReportedValue, units: readonly CheckedUnit[], rules: CoalAssayRules): Outcome<DecimalString> | undefined {
  const weighted: { readonly value: Decimal; readonly weight: Decimal }[] = [];
  for (const unit of units) {
    const value = unitValue(reported, unit.results, rules);
    if (!value?.ok) return value;
    if (units.length === 1) return value;
    const weight = massOnBasis(unit.mass, reported.basis, moistureAndAsh(unit.results));
    // Moisture or ash that was not determined gives no weight on this basis, so no value either.
    if (!weight.ok) return undefined;
    weighted.push({ value: toDecimal(value.value), weight: weight.value });
  }
  return ok(toDecimalString(weightedMean(weighted)));
}

const reportedValue = (reported: ReportedValue, value: DecimalString): CoalLotValue => ({
  item: reported.item,
  basis: reported.basis,
  name: reported.name,
  unit: reported.unit,
  method: reported.method,
  value,
  reported: roundGbt8170(value, reported.decimals),
});
