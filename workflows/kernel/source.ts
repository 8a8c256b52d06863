import type { Bilingual } from './bilingual.ts';

/** Where a number of a standard comes from. Every rule in a pack carries one. */
export interface RuleSource {
  /** For example `GB/T 19494.1`. */
  readonly standard: string;
  /** Year of the edition, for example `2023`. */
  readonly edition: string;
  /** Clause, table or equation, for example `Table 3`. */
  readonly clause: string;
  /** As paper cites it, where the standard is a law or order with a name in each language. */
  readonly citation?: Bilingual;
  /** `confirmed`: read in a source of the text; `general`: knowledge of the field; `policy`: our own choice. */
  readonly confidence: 'confirmed' | 'general' | 'policy';
  readonly note?: string;
  /** First day this rule is in force, ISO date; absent = as long as its pack. */
  readonly validFrom?: string;
  /** Last day this rule is in force, ISO date; absent = not superseded. */
  readonly validTo?: string;
  /** What a site changed beside this source; present only in a site's own pack. */
  readonly overrides?: readonly RuleOverride[];
}

/** One value a site decided otherwise than the pack its own pack extends. */
export interface RuleOverride {
  /** The site's pack, `id@version`. */
  readonly pack: string;
  /** Where the value stands, for example `sampling.conformance.missedCutsPercent.value`. */
  readonly path: string;
  /** What stood there, as JSON. */
  readonly was: string;
  /** What stands there now, as JSON. */
  readonly now: string;
  readonly reason: string;
}

/** Which pack a plan, a verdict or a certificate used. */
export interface RulePackRef {
  readonly id: string;
  readonly version: string;
  /** SHA-256 (hex) of the pack's canonical content. */
  readonly hash: string;
}

/** A pack as paper names it: with what the site decided otherwise, where it did. */
export interface CitedPack extends RulePackRef {
  readonly overrides?: readonly RuleOverride[];
}

/** Whether a rule is in force on a day (ISO date): superseded editions stay in a pack and are chosen by date. */
export const isInForce = ({ validFrom, validTo }: Pick<RuleSource, 'validFrom' | 'validTo'>, on: string): boolean =>
  (validFrom === undefined || validFrom <= on) && (validTo === undefined || on <= validTo);
