import type { Calculation } from '../calculation.ts';
import { grainCutterCheck } from './cutter-check.ts';
import { grainCutInterval, grainCutMass } from './cuts.ts';
import { grainDividerCheck, grainDivision } from './division.ts';
import { grainGrade } from './grade.ts';
import { grainSamplingPlan } from './plan.ts';
import { quarantineFindings } from './quarantine.ts';
import { grainMasses } from './sample-masses.ts';
import { grainSublots } from './sublots.ts';
import { grainCollectedMass, grainLotValidity } from './validity.ts';

/** Sampling, grading and quarantine of grain. */
export const grainCalculations: readonly Calculation[] = [
  grainSamplingPlan,
  grainSublots,
  grainMasses,
  grainCutMass,
  grainCutInterval,
  grainCutterCheck,
  grainDivision,
  grainDividerCheck,
  grainCollectedMass,
  grainLotValidity,
  grainGrade,
  quarantineFindings,
];
