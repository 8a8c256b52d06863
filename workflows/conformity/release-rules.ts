import type { Bilingual } from '../kernel/bilingual.ts';
import type { RuleSource } from '../kernel/source.ts';
import type { Formula } from '../kernel/working.ts';
import type { AdviceCode, Gate, ReleaseOutcome } from './release-types.ts';

/** What an open (or settled) matter means at a gate. */
export interface GateRule {
  readonly advice: AdviceCode;
  readonly allowed: readonly ReleaseOutcome[];
}

/** One matter: what follows at each gate (null: nothing), and the law or policy it follows from. */
export interface ReleaseRule extends Readonly<Record<Gate, GateRule | null>> {
  readonly basis: Bilingual;
  readonly source: RuleSource;
}

/** What results can mean: exactly one of these holds. */
export const resultCases = [
  'pass',
  'contractShortfall',
  'conditional',
  'noLimit',
  'notTested',
  'borderline',
  'nearFailure',
  'otherFailure',
  'otherFailureBesideNearOne',
  'environmentFailure',
  'invalidSample',
] as const;
export type ResultCase = (typeof resultCases)[number];

/** What stands in the way besides the results; any number of them. */
export const guardCases = ['suspectSample', 'onSiteOpen', 'onSiteFailed', 'openTreatment', 'dispute', 'licencesOpen'] as const;
export type GuardCase = (typeof guardCases)[number];

export interface ReleaseRules {
  readonly cases: Readonly<Record<ResultCase | GuardCase, ReleaseRule>>;
  /** What quarantine findings rest on in general; which outcomes each allows comes with the finding. */
  readonly quarantine: Formula;
  /** Goods that may leave the port before the results are there, after on-site checks and sampling; absent = none. */
  readonly releaseFirst?: ReleaseRule & { readonly products: readonly string[] };
}
