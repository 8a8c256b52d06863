import type { Bilingual } from '../kernel/bilingual.ts';

/** What follows from one quarantine finding, as the release advice needs it. */
export interface QuarantineOutcome {
  /** Which finding, for example `LISTED_PEST`. */
  readonly code: string;
  /** Outcome codes customs may choose from, as `releaseOutcomes` names them. */
  readonly allowed: readonly string[];
  /** Unloading stops at once. */
  readonly stopUnloading: boolean;
  /** The law it rests on, in words. */
  readonly basis: Bilingual;
}
