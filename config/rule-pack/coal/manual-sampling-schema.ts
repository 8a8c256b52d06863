import { z } from 'zod';
import { decimal, positiveDecimal, source, sourced } from '../primitives.ts';
import { risingByTopSize } from './rising-rows.ts';

/** Sampling by hand, `ManualSamplingRules`. */

const kinds = z.array(z.enum(['raw', 'screened', 'cleaned', 'other-washed', 'lump'])).min(1);
const increments = z.int().min(1);

export const manualSchema = z.strictObject({
  gbt475: z.strictObject({
    basicLot: sourced,
    basicIncrements: z
      .array(
        z.strictObject({
          kinds,
          ashUpTo: decimal.exactOptional(),
          from: z.enum(['stream', 'wagons']),
          increments,
          source,
        }),
      )
      .min(1),
    moistureIncrements: z.strictObject({ perBasicLot: increments, belowBasicLot: increments, source }),
    incrementMass: z.strictObject({ perTopSize: positiveDecimal, atLeast: positiveDecimal, source }),
  }),
  astm: z.strictObject({
    basicLot: sourced,
    basicIncrements: z.array(z.strictObject({ kinds, increments, source })).min(1),
    incrementMass: z.strictObject({
      rows: risingByTopSize(z.strictObject({ topSize: positiveDecimal, mass: positiveDecimal })),
      source,
    }),
  }),
});
