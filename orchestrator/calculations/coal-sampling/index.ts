import type { Calculation } from '../calculation.ts';
import { coalSamplingConformance } from './conformance.ts';
import { coalCutterCheck } from './cutter-check.ts';
import { coalIntermittentSampling } from './intermittent.ts';
import { coalManualSamplingPlan } from './manual-plan.ts';
import { coalIncrementMass, coalMinimumMass } from './masses.ts';
import { coalSamplingPlan } from './plan.ts';
import { coalAchievedPrecision, coalPrecision } from './precision.ts';
import { coalSamplerAdequacy } from './sampler-adequacy.ts';
import { coalSchedule } from './schedule.ts';

/** What is calculated about sampling coal, in the order of the work. */
export const coalSamplingCalculations: readonly Calculation[] = [
  coalPrecision,
  coalSamplingPlan,
  coalSchedule,
  coalIncrementMass,
  coalMinimumMass,
  coalCutterCheck,
  coalSamplerAdequacy,
  coalSamplingConformance,
  coalAchievedPrecision,
  coalManualSamplingPlan,
  coalIntermittentSampling,
];
