import type { DecimalString } from '../kernel/brand.ts';
import { toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { ok, type Outcome } from '../kernel/refusal.ts';
import { convertBasis } from './bases.ts';
import type { NetCalorificValueRule } from './calorific-value-rules.ts';

/** What the net calorific value of one sample is computed from, unrounded. */
export interface NetCalorificValueInput {
  /** Gross calorific value at constant volume, air-dried, J/g. */
  readonly Qgrad: DecimalString;
  /** Hydrogen, air-dried, %, without the hydrogen of moisture. */
  readonly Had: DecimalString;
  /** Total moisture, as received, %. Not the ash: that mistake has been seen twice in the field. */
  readonly Mt: DecimalString;
  /** Moisture of the air-dried test sample, %. */
  readonly Mad: DecimalString;
}

/**
 * Net calorific value at constant volume, as received, J/g, unrounded (GB/T 213-2008):
 * Qnet,ar = (Qgr,ad − 206·Had)·(100 − Mt)/(100 − Mad) − 23·Mt, with the factors of the rule pack. The second term takes
 * the heat that evaporates the moisture. Refuses as `convertBasis` does.
 */
export function netCalorificValueAsReceived(
  { Qgrad, Had, Mt, Mad }: NetCalorificValueInput,
  rule: NetCalorificValueRule,
): Outcome<DecimalString> {
  const withoutHydrogen = toDecimal(Qgrad).minus(toDecimal(rule.hydrogenFactor).times(toDecimal(Had)));
  const asReceived = convertBasis(toDecimalString(withoutHydrogen), 'ad', 'ar', { Mt, Mad });
  if (!asReceived.ok) return asReceived;
  const moistureHeat = toDecimal(rule.moistureFactor).times(toDecimal(Mt));
  return ok(toDecimalString(toDecimal(asReceived.value).minus(moistureHeat)));
}
