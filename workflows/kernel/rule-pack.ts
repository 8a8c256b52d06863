import type { Bilingual } from './bilingual.ts';
import type { RuleOverride, RulePackRef } from './source.ts';

/** What every rule pack says of itself. */
export interface RulePackIdentity {
  readonly ref: RulePackRef;
  readonly name: Bilingual;
  /** First day the pack may be used, ISO date. */
  readonly validFrom: string;
  /** Last day the pack may be used, ISO date; absent = not superseded. */
  readonly validTo?: string;
  /** What a site decided otherwise than the pack its own pack extends; absent in a pack that extends none. */
  readonly overrides?: readonly RuleOverride[];
}
