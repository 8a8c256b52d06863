import type { Bilingual } from '../kernel/bilingual.ts';
import type { DecimalString } from '../kernel/brand.ts';
import type { RuleSource } from '../kernel/source.ts';
import type { Formula } from '../kernel/working.ts';
import type { DeclaredUse, Province } from './destination.ts';
import type { ReleaseRules } from './release-rules.ts';
import type { ConformityContext, DecisionRegime, Limit } from './types.ts';

/** How values are compared with limits, the same for every commodity. */
export interface DecisionRules {
  /** The regime that decides where a limit names none, and the sentence certificates state it with. */
  readonly decision: { readonly regime: DecisionRegime; readonly statement: Bilingual; readonly source: RuleSource };
  readonly borderline: {
    /** The band beside a limit is R / √divisor wide (2 gives the critical difference R/√2). */
    readonly divisor: DecimalString;
    readonly source: RuleSource;
  };
  readonly iso4259: {
    /** The margin of ISO 4259-2 is factor · R. */
    readonly factor: DecimalString;
    readonly source: RuleSource;
  };
  readonly formulas: ConformityFormulas;
}

export interface ConformityFormulas {
  readonly fullValue: Formula;
  readonly roundedValue: Formula;
  readonly recipient: Formula;
  readonly supplier: Formula;
  readonly nearLimit: Formula;
  readonly applicableLimits: Formula;
  readonly overallVerdict: Formula;
  readonly releaseAdvice: Formula;
}

/** The conformity section of a coal rule pack: limits as data, and the rules they are applied by. */
export interface ConformityRules extends DecisionRules {
  /** The regulation, as conclusions name it. */
  readonly specification: Bilingual;
  readonly limitSets: readonly LimitSet[];
  /** What may be claimed by users with efficient desulphurisation, dust and ash handling (Article 8). */
  readonly relaxation: { readonly statement: Bilingual; readonly source: RuleSource };
  readonly release: ReleaseRules;
}

/** Limits of coal that apply together. */
export interface LimitSet {
  /** Stable, for example `article-6`. */
  readonly id: string;
  readonly name: Bilingual;
  readonly coalClass: ConformityContext['coalClass'];
  /** Applies only to a haul longer than this, km. */
  readonly haulOver?: DecimalString;
  /** Of the distance. */
  readonly source?: RuleSource;
  /** Applies only where the place of use lies in this province. */
  readonly province?: Province;
  /** Applies only to this declared use. */
  readonly use?: DeclaredUse;
  /** What is to be said when it is not known whether the set applies, and it is not met; present with `haulOver` or `province`. */
  readonly condition?: Bilingual;
  /** What is to be said when it is not known whether the set applies, and it is met anyway; present with `condition`. */
  readonly metAnyway?: Bilingual;
  readonly limits: readonly Limit[];
}
