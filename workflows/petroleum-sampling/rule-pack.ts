import type { ProductLimitRules } from '../conformity/product-rules.ts';
import type { RetentionRules } from '../custody/rules.ts';
import type { RulePackIdentity } from '../kernel/rule-pack.ts';
import type { PetroleumAssayRules } from '../petroleum-assay/assay-rules.ts';
import type { PetroleumPrecisionRules } from '../petroleum-assay/rules.ts';
import type { PetroleumSamplingRules } from './rules.ts';

/** Everything the standards and regulations say about sampling and testing one parcel of petroleum, as one version of data. */
export interface PetroleumRulePack extends RulePackIdentity {
  readonly sampling: PetroleumSamplingRules;
  readonly assay: PetroleumAssayRules;
  readonly precision: PetroleumPrecisionRules;
  readonly limits: ProductLimitRules;
  readonly retention: RetentionRules;
}
