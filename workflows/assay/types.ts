import type { DecimalString } from '../kernel/brand.ts';
import type { Bilingual } from '../kernel/bilingual.ts';
import type { RuleSource } from '../kernel/source.ts';

export type Basis = 'ar' | 'ad' | 'd' | 'daf';

/** Precision limit (repeatability T or reproducibility R) for values whose mean lies in [from, to). */
export interface RepeatabilityBand {
  /** Lower edge of the mean; absent = no lower edge. */
  readonly from?: DecimalString;
  readonly fromInclusive?: boolean;
  readonly to?: DecimalString;
  readonly toInclusive?: boolean;
  /** Absolute limit in the item's unit, or relative in % of the mean. */
  readonly limit: DecimalString;
  readonly relative: boolean;
}

/** One quantity to determine, as the rule pack defines it. */
export interface AssayItem {
  /** Symbol without basis, for example `M`, `A`, `V`, `St`, `Qgr`, `H`, `Hg`; total moisture is `Mt`. */
  readonly item: string;
  /** Basis the determination is made on. */
  readonly basis: Basis;
  readonly name: Bilingual;
  /** `%`, `J/g`, `µg/g`. */
  readonly unit: string;
  /** Test method, for example `GB/T 212-2008`. */
  readonly method: string;
  /** Decimals of the determined mean, GB/T 483 clause 7.3. */
  readonly decimals: number;
  /** Plausible range; a determination outside is refused as a typing error. */
  readonly minimum: DecimalString;
  readonly maximum: DecimalString;
  readonly repeatability: readonly RepeatabilityBand[];
  readonly source: RuleSource;
}

/** What the two-three-four rule says of the determinations so far (GB/T 483-2007 clause 6.1). */
export type DeterminationVerdict =
  | { readonly kind: 'need-more'; readonly have: number; readonly reason: 'first' | 'exceeds-T' | 'exceeds-1.2T' }
  | {
      readonly kind: 'accepted';
      /** Mean of the accepted determinations, unrounded to 10 significant digits. */
      readonly mean: DecimalString;
      /** Rounded once, GB/T 8170, to the item's decimals. */
      readonly rounded: DecimalString;
      /** Indices of the determinations that were used. */
      readonly used: readonly number[];
      readonly limit: DecimalString;
      readonly range: DecimalString;
    }
  /** Two different triples qualify: the standard is silent, a reviewer chooses. */
  | { readonly kind: 'reviewer-chooses'; readonly triples: readonly (readonly number[])[]; readonly limit: DecimalString }
  /** All four discarded: check the instrument and repeat. */
  | { readonly kind: 'discard-all'; readonly limit: DecimalString };

/** One accepted result of one sample, on the basis it was determined. */
export interface AssayResult {
  readonly item: string;
  /** Null where the commodity's standards know no bases. */
  readonly basis: Basis | null;
  readonly unit: string;
  readonly method: string;
  readonly mean: DecimalString;
  readonly rounded: DecimalString;
  readonly determinations: readonly DecimalString[];
  /** No repeatability was known to judge it by: it stands on the reviewer's explicit word. Absent = judged and accepted. */
  readonly precision?: 'not-known';
}

/** What was observed of one sample; a word, not a number. */
export interface AssayFinding {
  readonly item: string;
  readonly method: string;
  /** Code of the answer. */
  readonly finding: string;
  readonly observers: readonly string[];
}

/** A value of the lot, on a basis where there are any: unrounded for comparison, rounded once for reporting. */
export interface LotValue {
  readonly item: string;
  /** Null where the commodity's standards know no bases. */
  readonly basis: Basis | null;
  readonly name: Bilingual;
  readonly unit: string;
  readonly method: string;
  readonly value: DecimalString;
  readonly reported: DecimalString;
  /** Number of the lot, of a cargo of several; absent otherwise. */
  readonly lot?: number;
}

/** A value of a coal lot: the standards of coal report none without its basis. */
export interface CoalLotValue extends LotValue {
  readonly basis: Basis;
}
