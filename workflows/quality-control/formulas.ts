import type { Formula } from '../kernel/working.ts';

/** The formulas and decisions of precision and bias checks; the pack gives each its words and source. */
export const qualityControlFormulaKeys = [
  'variance',
  'varianceOfResult',
  'precision',
  'precisionBand',
  'precisionVerdict',
  'preparationTarget',
  'preparationVerdict',
  'meanDifference',
  'standardDeviation',
  'grubbs',
  'runs',
  'tStatistic',
  'biasInterval',
  'pairsNeeded',
  'biasVerdict',
] as const;

export type QualityControlFormulas = Readonly<Record<(typeof qualityControlFormulaKeys)[number], Formula>>;
