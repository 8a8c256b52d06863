import type { Calculation } from '../calculation.ts';
import { biasTest } from './bias-test.ts';
import { precisionCheck, preparationPrecisionCheck } from './precision.ts';

/** Checks of the precision and bias of a sampling system. */
export const qualityControlCalculations: readonly Calculation[] = [precisionCheck, preparationPrecisionCheck, biasTest];
