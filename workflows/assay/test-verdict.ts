import type { DecimalString } from '../kernel/brand.ts';
import type { DeterminationVerdict } from './types.ts';

/** What the rule of an item says of its entries so far. */
export type TestVerdict =
  /** Of the two-three-four rule; other rules too accept, and discard what they cannot. */
  | DeterminationVerdict
  | {
      readonly kind: 'need-more';
      readonly have: number;
      /** How many there have to be in all before the rule looks again. */
      readonly wanted: number;
      readonly reason: 'first' | 'exceeds-allowed-difference' | 'exceeds-r' | 'further-observer';
    }
  /** Complete, but no limit says whether the determinations agree: a reviewer accepts it by explicit word, or returns it. */
  | {
      readonly kind: 'precision-not-known';
      readonly mean: DecimalString;
      readonly rounded: DecimalString;
      readonly used: readonly number[];
      readonly range: DecimalString;
      /** `not-held`: the pack has none; `outside-range`: it has one, not for this level. */
      readonly reason: 'not-held' | 'outside-range';
    }
  /** As many pairs as are allowed, and none agrees: a reviewer returns it. */
  | { readonly kind: 'no-agreement'; readonly pairs: number }
  | { readonly kind: 'observed'; readonly answer: string }
  /** Different answers: a reviewer returns it. */
  | { readonly kind: 'observers-disagree'; readonly answers: readonly string[] };
