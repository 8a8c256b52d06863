import type { Calculation } from '../calculation.ts';
import { petroleumBatchVerdict } from './batch-verdict.ts';
import { petroleumDensity } from './density.ts';
import { petroleumExtractorCheck } from './extractor-check.ts';
import { petroleumGrabMargin } from './grab-margin.ts';
import { petroleumSamplingPlan } from './plan.ts';
import { petroleumPrecision, petroleumRepeatability } from './precision.ts';
import { petroleumProfileTest } from './profile-test.ts';
import { petroleumProving } from './proving.ts';
import { petroleumReceivers } from './receivers.ts';
import { petroleumSamplerSetup } from './sampler-setup.ts';
import { petroleumSediment } from './sediment.ts';

/** What is calculated for petroleum, in the order of the work. */
export const petroleumCalculations: readonly Calculation[] = [
  petroleumProfileTest,
  petroleumProving,
  petroleumExtractorCheck,
  petroleumSamplerSetup,
  petroleumSamplingPlan,
  petroleumGrabMargin,
  petroleumBatchVerdict,
  petroleumReceivers,
  petroleumDensity,
  petroleumSediment,
  petroleumPrecision,
  petroleumRepeatability,
];
