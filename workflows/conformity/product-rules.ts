import type { Bilingual } from '../kernel/bilingual.ts';
import type { RuleSource } from '../kernel/source.ts';
import type { ReleaseRules } from './release-rules.ts';
import type { DecisionRules } from './rules.ts';
import type { Criterion, Nature } from './types.ts';

/** The `limits` section of a grain or petroleum pack: limits by product and declared use, and the rules they are applied by. */
export interface ProductLimitRules extends DecisionRules {
  /** Crops, or grades of a product. */
  readonly products: readonly Named[];
  /** What the lot may be declared for. */
  readonly uses: readonly Named[];
  readonly items: readonly (Named & { readonly unit: string })[];
  readonly limitSets: readonly ProductLimitSet[];
  readonly release: ReleaseRules;
}

interface Named {
  /** Stable, for example `wheat`, `food`, `DON`. */
  readonly id: string;
  readonly name: Bilingual;
}

/** The limits of one regulation. */
export interface ProductLimitSet {
  readonly id: string;
  readonly name: Bilingual;
  /** Declared uses it is for. */
  readonly uses: readonly string[];
  readonly limits: readonly ProductLimit[];
  /** Items for which the regulation sets no limit, said so that silence is not taken for one. */
  readonly noLimits: readonly { readonly item: string; readonly products: readonly string[]; readonly source: RuleSource }[];
}

export interface ProductLimit extends Criterion {
  readonly item: string;
  readonly products: readonly string[];
  readonly nature: Nature;
  /** Of the edition; superseded editions carry `validTo`. */
  readonly source: RuleSource;
}
