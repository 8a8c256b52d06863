import type { DecimalString } from '../kernel/brand.ts';
import { toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome, type Refusal } from '../kernel/refusal.ts';
import { workingStep, type Worked } from '../kernel/working.ts';
import { massByFlow, type ExpectedMass } from '../sampler-run/increment-masses.ts';
import type { CoalSamplingFormulas } from './formulas.ts';

/** A cutter as it is set: aperture mm, speed m/s of the belt (cross-belt) or of the cutter (falling stream). */
export type CutterPath =
  | { readonly kind: 'cross-belt'; readonly aperture: DecimalString; readonly beltSpeed: DecimalString }
  | { readonly kind: 'falling-stream'; readonly aperture: DecimalString; readonly cutterSpeed: DecimalString };

/** A cutter and the stream it cuts: flow t/h. */
export type Cut = CutterPath & { readonly flow: DecimalString };

/** What a cutter takes of a stream, for the checks of a run. */
export const expectedBy = (cutter: CutterPath): ExpectedMass => massByFlow(cutter.aperture, speedOf(cutter)[1]);

/**
 * Expected mass of an increment, kg: m = C·b·10⁻³/(3.6·v) with v the speed of the belt for a cross-belt cutter, of the cutter
 * for one crossing a falling stream (ISO 13909-2:2016; GB/T 19494.1-2023). All > 0, else `NOT_POSITIVE` with the field.
 */
export function incrementMass(cut: Cut, formulas: CoalSamplingFormulas): Outcome<Worked<DecimalString>> {
  const refusal = cutRefusal(cut);
  if (refusal) return refuse(refusal);
  const { dividend, divisor } = incrementMassQuotient(cut);
  const unrounded = dividend.div(divisor);
  const value = toDecimalString(unrounded);
  const [symbol, speed] = speedOf(cut);
  const step = workingStep(
    cut.kind === 'cross-belt' ? formulas.crossBeltIncrementMass : formulas.fallingStreamIncrementMass,
    [
      ['C', cut.flow, 't/h'],
      ['b', cut.aperture, 'mm'],
      [symbol, speed, 'm/s'],
    ],
    { unrounded, reported: value, unit: 'kg' },
  );
  return ok({ value, steps: [step] });
}

/** The mass of a cut as a quotient, for comparisons that must not divide; every part > 0. */
export function incrementMassQuotient(cut: Cut) {
  const { dividend, divisor } = expectedBy(cut);
  return { dividend: toDecimal(cut.flow).times(toDecimal(dividend)), divisor: toDecimal(divisor) };
}

/** What of a cut is not greater than zero; null when nothing. */
export function cutRefusal(cut: Cut): Refusal | null {
  const speed =
    cut.kind === 'cross-belt' ? { field: 'beltSpeed', value: cut.beltSpeed } : { field: 'cutterSpeed', value: cut.cutterSpeed };
  const quantities = [{ field: 'flow', value: cut.flow }, { field: 'aperture', value: cut.aperture }, speed];
  const wrong = quantities.find(({ value }) => !toDecimal(value).gt(0));
  if (!wrong) return null;
  return {
    code: 'NOT_POSITIVE',
    field: wrong.field,
    message: `${wrong.field} is ${wrong.value}; a cut of that gives no increment.`,
    remedy: `Give ${wrong.field} greater than zero.`,
  };
}

const speedOf = (cut: CutterPath): readonly ['v_B' | 'v_C', DecimalString] =>
  cut.kind === 'cross-belt' ? ['v_B', cut.beltSpeed] : ['v_C', cut.cutterSpeed];
