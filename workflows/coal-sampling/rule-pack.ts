import type { CoalAssayRules } from '../assay/rules.ts';
import type { CoalPreparationRules } from '../coal-preparation/rules.ts';
import type { ConformityRules } from '../conformity/rules.ts';
import type { RetentionRules } from '../custody/rules.ts';
import type { RulePackIdentity } from '../kernel/rule-pack.ts';
import type { CoalSamplingRules } from './rules.ts';

/** Everything the standards and regulations say about inspecting one coal lot, as one version of data. */
export interface CoalRulePack extends RulePackIdentity {
  readonly sampling: CoalSamplingRules;
  readonly preparation: CoalPreparationRules;
  readonly assay: CoalAssayRules;
  readonly conformity: ConformityRules;
  readonly retention: RetentionRules;
}
