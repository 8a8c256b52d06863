import type { Calculation } from '../calculation.ts';
import { coalBaseConversion } from './base-conversion.ts';
import { coalBetweenLaboratories } from './between-laboratories.ts';
import { coalFixedCarbon } from './fixed-carbon.ts';
import { coalGrossCalorificValue } from './gross-calorific-value.ts';
import { coalHydrogen } from './hydrogen.ts';
import { coalLotValue } from './lot-value.ts';
import { coalNetCalorificValue } from './net-calorific-value.ts';
import { coalRepeatability } from './repeatability.ts';
import { coalReportedValues } from './reported-values.ts';
import { coalMoistureTransitLoss, coalTwoStepMoisture } from './total-moisture.ts';

export const coalAssayCalculations: readonly Calculation[] = [
  coalMoistureTransitLoss,
  coalTwoStepMoisture,
  coalRepeatability,
  coalBetweenLaboratories,
  coalBaseConversion,
  coalHydrogen,
  coalGrossCalorificValue,
  coalNetCalorificValue,
  coalFixedCarbon,
  coalLotValue,
  coalReportedValues,
];
