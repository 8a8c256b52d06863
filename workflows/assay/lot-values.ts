import type { DecimalString } from '../kernel/brand.ts';
import { sumOf, toDecimal, toDecimalString, type Decimal } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { roundGbt8170 } from '../kernel/rounding.ts';
import { dryShare } from './bases.ts';
import type { CoalAssayRules, ReportedValue } from './rules.ts';
import type { AssayResult, Basis, LotValue } from './types.ts';
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
export function lotValues(units: readonly UnitAssay[], rules: CoalAssayRules): Outcome<readonly LotValue[]> {
  const checked: CheckedUnit[] = [];
  for (const unit of units) {
    const mass = toDecimal(unit.mass);
    if (!mass.gt(0)) return refuseMass(unit.mass);
    const results = unitResults(unit.results, rules);
    if (!results.ok) return results;
    checked.push({ mass, results: results.value });
  }
  if (checked.length === 0) return refuseNoUnits();

  const values: LotValue[] = [];
  for (const reported of rules.reported) {
    const value = lotValue(reported, checked, rules);
    if (value && !value.ok) return value;
    if (value) values.push(reportedValue(reported, value.value));
  }
  return ok(values);
}

function lotValue(
  reported: ReportedValue,
  units: readonly CheckedUnit[],
  rules: CoalAssayRules,
): Outcome<DecimalString> | undefined {
  const weighted: { readonly value: Decimal; readonly weight: Decimal }[] = [];
  for (const unit of units) {
    const value = unitValue(reported, unit.results, rules);
    if (!value?.ok) return value;
    if (units.length === 1) return value;
    const weight = massOnBasis(unit, reported.basis);
    if (!weight) return undefined;
    weighted.push({ value: toDecimal(value.value), weight });
  }
  const total = sumOf(weighted.map(({ weight }) => weight));
  return ok(toDecimalString(sumOf(weighted.map(({ value, weight }) => value.times(weight))).div(total)));
}

/** Mass of a unit brought to a basis, t; undefined when the moisture or ash it needs was not determined. */
function massOnBasis({ mass, results }: CheckedUnit, basis: Basis): Decimal | undefined {
  if (basis === 'ar') return mass;
  const sample = moistureAndAsh(results);
  const received = dryShare('ar', sample);
  const target = dryShare(basis, sample);
  return received.ok && target.ok ? mass.times(received.value).div(target.value) : undefined;
}

const reportedValue = (reported: ReportedValue, value: DecimalString): LotValue => ({
  item: reported.item,
  basis: reported.basis,
  name: reported.name,
  unit: reported.unit,
  method: reported.method,
  value,
  reported: roundGbt8170(value, reported.decimals),
});

const refuseMass = (mass: DecimalString) =>
  refuse({
    code: 'MASS_NOT_POSITIVE',
    field: 'mass',
    message: `A sampling unit of ${mass} t carries no weight in the lot.`,
    remedy: 'Give the mass of the unit by belt scale or plan, t, > 0.',
  });

const refuseNoUnits = () =>
  refuse({
    code: 'NO_UNITS',
    field: 'units',
    message: 'A lot without sampling units has no values.',
    remedy: 'Give the results of at least one sampling unit.',
  });
