import type { Calculation } from '../calculation.ts';
import { coalConformity } from './coal-conformity.ts';
import { decisionRules } from './decision-rules.ts';
import { grainConformity, petroleumConformity } from './product-conformity.ts';
import { releaseAdviceCalculation } from './release-advice.ts';

export const conformityCalculations: readonly Calculation[] = [
  decisionRules,
  coalConformity,
  grainConformity,
  petroleumConformity,
  releaseAdviceCalculation,
];
