import { z } from 'zod';
import type { MoistureAndAsh } from '../../../workflows/assay/bases.ts';
import type { DecimalString } from '../../../workflows/kernel/brand.ts';
import { parseDetermination } from '../../../workflows/assay/determination.ts';
import type { CoalAssayRules } from '../../../workflows/assay/rules.ts';
import { refuse, RefusedError, type Outcome } from '../../../workflows/kernel/refusal.ts';
import { percent } from '../scalars.ts';
import { withCallerFields, type CallerFields } from '../caller-fields.ts';

/** Fields that several assay calculations ask for, and the names their refusals carry. */

export const totalMoisture = () => percent().describe('Total moisture Mt, as received, %');
export const moistureAirDried = () => percent().describe('Moisture of the air-dried test sample Mad, %');
export const ashAirDried = () => percent().describe('Ash of the air-dried test sample Aad, %');
export const basis = () => z.enum(['ar', 'ad', 'd', 'daf']);
export const decimals = () => z.int().min(0).max(10);
export const day = () => z.iso.date();

/** Moisture and ash as far as they are given. */
export const sampleFields = {
  totalMoisture_ar_pct: totalMoisture().optional().describe('Total moisture Mt, as received, %; for conversions to or from ar'),
  moisture_ad_pct: moistureAirDried().optional().describe('Moisture of the air-dried test sample Mad, %; for conversions to or from ad'),
  ash_ad_pct: ashAirDried().optional().describe('Ash of the air-dried test sample Aad, %; for conversions to or from daf'),
  ash_d_pct: percent().optional().describe('Ash on the dry basis Ad, %; in place of the air-dried ash'),
};

export const sampleOf = (input: {
  readonly totalMoisture_ar_pct?: DecimalString | undefined;
  readonly moisture_ad_pct?: DecimalString | undefined;
  readonly ash_ad_pct?: DecimalString | undefined;
  readonly ash_d_pct?: DecimalString | undefined;
}): MoistureAndAsh => ({
  Mt: input.totalMoisture_ar_pct,
  Mad: input.moisture_ad_pct,
  Aad: input.ash_ad_pct,
  Ad: input.ash_d_pct,
});

const fieldOfSymbol: CallerFields = {
  Mt: 'totalMoisture_ar_pct',
  Mad: 'moisture_ad_pct',
  Aad: 'ash_ad_pct',
  Ad: 'ash_d_pct',
};

/** A refusal of the arithmetic in the caller's field names; `further` adds to those of moisture and ash. */
export const inCallersFields = <T>(outcome: Outcome<T>, further: CallerFields = {}): Outcome<T> =>
  withCallerFields(outcome, { ...fieldOfSymbol, ...further });

/** A field that is optional in general and needed for this. */
export const refuseMissing = (field: string, why: string) =>
  refuse({ code: 'FIELD_MISSING', field, message: `${field} is not given: ${why}.`, remedy: `Give ${field}.` });

/** An item of the pack. Throws a RefusedError for a pack that lacks it. */
export function itemOf(symbol: string, rules: CoalAssayRules) {
  const item = rules.items.find((known) => known.item === symbol);
  if (item) return item;
  throw new RefusedError({
    code: 'ITEM_UNKNOWN',
    message: `The rule pack has no item ${symbol}.`,
    remedy: 'Complete the items of the rule pack.',
  });
}

/** The first value outside the plausible range of its item, refused: MJ/kg typed for J/g above all. */
export function implausible(
  values: readonly { readonly field: string; readonly item: string; readonly value: DecimalString | undefined }[],
  rules: CoalAssayRules,
) {
  for (const { field, item, value } of values) {
    const parsed = value === undefined ? undefined : parseDetermination(itemOf(item, rules), value);
    if (parsed && !parsed.ok) return refuse({ ...parsed.refusal, field });
  }
  return undefined;
}
