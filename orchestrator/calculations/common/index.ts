import type { Calculation } from '../calculation.ts';
import { limitComparison } from './limit-comparison.ts';
import { retention } from './retention.ts';
import { rounding } from './rounding.ts';

export const commonCalculations: readonly Calculation[] = [rounding, limitComparison, retention];
