import type { Calculation } from '../calculation.ts';
import { coalAirDryEquilibrium } from './equilibrium.ts';
import { massBalance } from './mass-balance.ts';
import { coalPreparationOrder } from './order.ts';
import { coalPreparationStages } from './stages.ts';

export const coalPreparationCalculations: readonly Calculation[] = [
  coalPreparationStages,
  coalPreparationOrder,
  coalAirDryEquilibrium,
  massBalance,
];
