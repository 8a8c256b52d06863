import type { Formula } from '../kernel/working.ts';

/** The formulas and decisions of coal sampling; the pack gives each its words and source. */
export const coalSamplingFormulaKeys = [
  'requiredPrecision',
  'precisionAskedFor',
  'initialUnits',
  'unitsAskedFor',
  'incrementsPerUnit',
  'unitsForIncrements',
  'leastIncrements',
  'unitMass',
  'achievedPrecision',
  'timeInterval',
  'massInterval',
  'minimumMass',
  'minimumAverageIncrementMass',
  'crossBeltIncrementMass',
  'fallingStreamIncrementMass',
  'manualIncrements',
  'manualMoistureIncrements',
  'manualIncrementMass',
  'astmIncrements',
  'astmIncrementMass',
  'cutterAperture',
  'cutterSpeed',
  'systematicCuts',
  'stratifiedCuts',
  'samplerCycle',
  'samplerCapacity',
  'flowVariation',
  'divisionCuts',
  'biasTestCurrent',
  'incrementMassDeviation',
  'missedCuts',
  'samplingValidity',
  'intermittentIncrements',
] as const;

export type CoalSamplingFormulaKey = (typeof coalSamplingFormulaKeys)[number];
export type CoalSamplingFormulas = Readonly<Record<CoalSamplingFormulaKey, Formula>>;
