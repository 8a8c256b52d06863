import type { ReleaseOutcome } from '../conformity/release-types.ts';
import type { Bilingual } from '../kernel/bilingual.ts';
import type { RuleSource } from '../kernel/source.ts';
import type { Formula } from '../kernel/working.ts';

/** The quarantine section of a grain pack: what the law lets customs do on a finding. */
export interface QuarantineRules {
  readonly formulas: { readonly outcomes: Formula; readonly stopUnloading: Formula };
  /** How each outcome that occurs is called on customs papers. */
  readonly outcomes: readonly { readonly code: ReleaseOutcome; readonly name: Bilingual }[];
  readonly findings: readonly QuarantineRule[];
  /** Law and measures where something is found while unloading. */
  readonly whileUnloading: { readonly basis: Bilingual; readonly measures: Bilingual; readonly source: RuleSource };
}

export interface QuarantineRule {
  readonly code: string;
  readonly name: Bilingual;
  readonly basis: Bilingual;
  /** What is done besides the outcome: notices, supervision, records. */
  readonly measures: Bilingual;
  /** Every outcome customs may choose from; the order is that of the law. */
  readonly allowed: readonly ReleaseOutcome[];
  /** What is proposed first. */
  readonly proposed: readonly ReleaseOutcome[];
  /** Those that presuppose an effective treatment. */
  readonly needTreatment: readonly ReleaseOutcome[];
  /** Whether unloading stops at once where this is found during it. */
  readonly stopsUnloading: boolean;
  readonly source: RuleSource;
}
