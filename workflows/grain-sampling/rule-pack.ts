import type { GrainAssayRules } from '../assay/grain-rules.ts';
import type { ProductLimitRules } from '../conformity/product-rules.ts';
import type { RetentionRules } from '../custody/rules.ts';
import type { GrainGradeRules } from '../grain-grading/rules.ts';
import type { RulePackIdentity } from '../kernel/rule-pack.ts';
import type { QuarantineRules } from '../quarantine/rules.ts';
import type { GrainSamplingRules } from './rules.ts';

/** Everything the standards and regulations say about inspecting one lot of grain, as one version of data. */
export interface GrainRulePack extends RulePackIdentity {
  readonly sampling: GrainSamplingRules;
  readonly assay: GrainAssayRules;
  readonly grades: GrainGradeRules;
  readonly quarantine: QuarantineRules;
  readonly limits: ProductLimitRules;
  readonly retention: RetentionRules;
}
