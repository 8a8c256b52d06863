import type { NumberRules } from '../assay/number-rules.ts';
import type { BlindControlRules } from '../blind-control/rules.ts';
import type { Iso4259Rules } from '../iso4259/rules.ts';
import type { RulePackIdentity } from '../kernel/rule-pack.ts';
import type { ReinspectionRules } from './reinspection.ts';
import type { QualityControlRules } from './rules.ts';

/** Everything the standards and regulations say about how any laboratory rounds, compares and checks its numbers, as one version of data. */
export interface LaboratoryRulePack extends RulePackIdentity {
  readonly iso4259: Iso4259Rules;
  readonly numbers: NumberRules;
  readonly qualityControl: QualityControlRules;
  readonly reinspection: ReinspectionRules;
  readonly blindControl: BlindControlRules;
}
