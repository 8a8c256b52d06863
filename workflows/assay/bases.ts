import type { DecimalString } from '../kernel/brand.ts';
import { Decimal, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome, type Refusal } from '../kernel/refusal.ts';
import type { Basis } from './types.ts';

/** What the bases of one sample differ by, %, unrounded. A missing one bars only the bases that need it. */
export interface MoistureAndAsh {
  /** Total moisture, as received. */
  readonly Mt?: DecimalString | undefined;
  /** Moisture of the air-dried test sample. */
  readonly Mad?: DecimalString | undefined;
  /** Ash of the air-dried test sample. */
  readonly Aad?: DecimalString | undefined;
  /** Ash on the dry basis, in place of `Aad`. */
  readonly Ad?: DecimalString | undefined;
}

/**
 * Brings a value from one basis to another (GB/T 483-2007 clause 7.2): each basis holds the same substance in another
 * mass of sample, so the value is multiplied by the ratio of their dry shares. ad→d is 100/(100 − Mad), ad→ar is
 * (100 − Mt)/(100 − Mad), ad→daf is 100/(100 − Mad − Aad), and so on. Not for moisture itself.
 *
 * Give unrounded values; round once, when reporting. Refuses with `BASIS_NOT_KNOWN` when a moisture or ash is missing and
 * `BASIS_IMPOSSIBLE` when it leaves nothing of the basis (moisture and ash of 100 % or more, or below 0).
 */
export function convertBasis(
  value: DecimalString,
  from: Basis,
  to: Basis,
  sample: MoistureAndAsh,
): Outcome<DecimalString> {
  if (from === to) return ok(value);
  const source = dryShare(from, sample);
  if (!source.ok) return source;
  const target = dryShare(to, sample);
  if (!target.ok) return target;
  return ok(toDecimalString(toDecimal(value).times(target.value).div(source.value)));
}

/** Mass of dry coal in 100 of a basis; for daf the mass of dry coal that gives 100 of dry-ash-free coal. */
export function dryShare(basis: Basis, sample: MoistureAndAsh): Outcome<Decimal> {
  switch (basis) {
    case 'd':
      return ok(new Decimal(100));
    case 'ar':
      return restOf100(['Mt', sample.Mt]);
    case 'ad':
      return restOf100(['Mad', sample.Mad]);
    case 'daf': {
      if (sample.Aad === undefined && sample.Ad !== undefined) {
        const pureOfDry = restOf100(['Ad', sample.Ad]);
        return pureOfDry.ok ? ok(new Decimal(10_000).div(pureOfDry.value)) : pureOfDry;
      }
      const dry = restOf100(['Mad', sample.Mad]);
      if (!dry.ok) return dry;
      const pure = restOf100(['Mad', sample.Mad], ['Aad', sample.Aad]);
      return pure.ok ? ok(dry.value.times(100).div(pure.value)) : pure;
    }
  }
}

/** 100 minus the parts, > 0. */
function restOf100(...parts: readonly (readonly [string, DecimalString | undefined])[]): Outcome<Decimal> {
  let rest = new Decimal(100);
  for (const [name, value] of parts) {
    if (value === undefined) return refuse(notKnown(name));
    const part = toDecimal(value);
    rest = rest.minus(part);
    if (part.lt(0) || rest.lte(0)) return refuse(impossible(name, value));
  }
  return ok(rest);
}

const notKnown = (name: string): Refusal => ({
  code: 'BASIS_NOT_KNOWN',
  field: name,
  message: `${name} was not determined, so the basis cannot be reached.`,
  remedy: `Determine ${name} of the same sample.`,
});

const impossible = (name: string, value: DecimalString): Refusal => ({
  code: 'BASIS_IMPOSSIBLE',
  field: name,
  message: `${name} of ${value} % leaves no coal on this basis.`,
  remedy: `Check the determinations of ${name}.`,
});
