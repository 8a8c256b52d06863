import { z } from 'zod';
import { decimal } from './scalars.ts';
import { rulePackRef, ruleSource } from './source.ts';

export const samplingPlan = z
  .object({
    basis: z.enum(['time', 'mass']),
    precision: decimal,
    incrementVariance: decimal,
    preparationVariance: decimal,
    units: z.int(),
    incrementsPerUnit: z.int(),
    unitMass: decimal.meta({ description: 't' }),
    interval: decimal,
    intervalUnit: z.enum(['s', 't']),
    achievedPrecision: decimal,
    minimumGrossMass: decimal.meta({ description: 'kg' }),
    minimumMoistureMass: decimal.meta({ description: 'kg' }),
    minimumIncrementMass: decimal.meta({ description: 'kg' }),
    topSizeRow: decimal.meta({ description: 'mm' }),
    sources: z.array(ruleSource),
    pack: rulePackRef,
  })
  .meta({ id: 'CoalSamplingPlan' });

export const validity = z.enum(['VALID', 'SUSPECT', 'INVALID']);

export const samplingConformance = z
  .object({
    incrementsPlanned: z.int(),
    incrementsTaken: z.int(),
    incrementsMissed: z.int(),
    meanIncrementMass: decimal.nullable(),
    achievedPrecision: decimal.nullable(),
    validity,
    findings: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string() })),
  })
  .meta({ id: 'SamplingConformance' });
