import type { Bilingual } from '../kernel/bilingual.ts';
import type { DecimalString } from '../kernel/brand.ts';
import type { RuleSource } from '../kernel/source.ts';
import type { ConformityContext, Limit } from './types.ts';

/** The conformity section of a coal rule pack: limits as data, and the rule they are applied by. */
export interface ConformityRules {
  /** The regulation, as conclusions name it. */
  readonly specification: Bilingual;
  readonly limitSets: readonly LimitSet[];
  readonly decisionRule: Bilingual;
  readonly borderline: {
    /** The band beside a limit is R / √divisor wide (2 gives the critical difference R/√2). */
    readonly divisor: DecimalString;
    readonly source: RuleSource;
  };
}

/** Limits that apply together. */
export interface LimitSet {
  /** Stable, for example `article-6`. */
  readonly id: string;
  readonly name: Bilingual;
  readonly coalClass: ConformityContext['coalClass'];
  /** Applies only to a haul longer than this, km; absent = always. */
  readonly haulOver?: DecimalString;
  /** How to say under which condition it applies, when that is not known; present with `haulOver`. */
  readonly condition?: Bilingual;
  readonly limits: readonly Limit[];
}
