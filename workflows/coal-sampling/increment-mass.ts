import type { DecimalString } from '../kernel/brand.ts';
import { Decimal, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';

/** Brings t/h × mm ÷ (m/s) to kg: 1 t/h = 1/3.6 kg/s and 1 mm = 1/1000 m. */
const toKilograms = new Decimal(3600);

/**
 * Expected mass of a cross-belt increment, kg: m = C·b·10⁻³/(3.6·v_B) (ISO 13909-2:2016; GB/T 19494.1-2023).
 * `flow` C in t/h, cutter `aperture` b in mm, `beltSpeed` v_B in m/s; all > 0, else `NOT_POSITIVE` with the field.
 */
export const crossBeltIncrementMass = (cut: {
  readonly flow: DecimalString;
  readonly aperture: DecimalString;
  readonly beltSpeed: DecimalString;
}): Outcome<DecimalString> =>
  incrementMass(cut.flow, cut.aperture, { field: 'beltSpeed', value: cut.beltSpeed });

/** The same for a cutter crossing a falling stream: the cutter's own speed v_C, m/s, takes the place of the belt's. */
export const fallingStreamIncrementMass = (cut: {
  readonly flow: DecimalString;
  readonly aperture: DecimalString;
  readonly cutterSpeed: DecimalString;
}): Outcome<DecimalString> =>
  incrementMass(cut.flow, cut.aperture, { field: 'cutterSpeed', value: cut.cutterSpeed });

function incrementMass(
  flow: DecimalString,
  aperture: DecimalString,
  speed: { readonly field: string; readonly value: DecimalString },
): Outcome<DecimalString> {
  const quantities = [{ field: 'flow', value: flow }, { field: 'aperture', value: aperture }, speed];
  const wrong = quantities.find(({ value }) => !toDecimal(value).gt(0));
  if (wrong) {
    return refuse({
      code: 'NOT_POSITIVE',
      field: wrong.field,
      message: `${wrong.field} is ${wrong.value}; a cut of that gives no increment.`,
      remedy: `Give ${wrong.field} greater than zero.`,
    });
  }
  return ok(
    toDecimalString(
      toDecimal(flow).times(toDecimal(aperture)).div(toDecimal(speed.value).times(toKilograms)),
    ),
  );
}
