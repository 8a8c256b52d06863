import { z } from 'zod';
import { samplingMethods } from '../../../workflows/coal-sampling/types.ts';
import { grainSamplingBases } from '../../../workflows/grain-sampling/types.ts';
import { decimal } from './scalars.ts';
import { rulePackRef, ruleSource } from './source.ts';

export const samplingPlan = z
  .object({
    basis: z.enum(['time', 'mass']),
    method: z.enum(samplingMethods).optional().meta({ description: 'Left out: systematic' }),
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

const finding = z.object({ code: z.string(), zh: z.string(), en: z.string() });

export const samplingConformance = z
  .object({
    incrementsPlanned: z.int(),
    incrementsTaken: z.int(),
    incrementsMissed: z.int(),
    meanIncrementMass: decimal.nullable(),
    achievedPrecision: decimal.nullable(),
    validity,
    findings: z.array(finding),
  })
  .meta({ id: 'SamplingConformance' });

export const grainPlan = z
  .object({
    scheme: z.string(),
    edition: ruleSource,
    purpose: z.string(),
    basis: z.enum(grainSamplingBases).optional().meta({ description: 'Left out: mass' }),
    units: z.array(
      z.object({
        no: z.int(),
        hold: z.string(),
        sublot: z.int(),
        sublots: z.int(),
        mass_t: decimal,
        increments: z.int(),
        interval_t: decimal.meta({
          description: 't between two cuts; by time what passes in it at the greatest flow',
        }),
        interval_s: decimal.optional().meta({ description: 's between two cuts, by time' }),
        gapAbove_t: decimal,
      }),
    ),
    keptShare_pct: decimal,
    bulkLeast_kg: decimal,
    sources: z.array(ruleSource),
    pack: rulePackRef,
  })
  .meta({ id: 'GrainSamplingPlan' });

export const grainConformance = z
  .object({
    incrementsPlanned: z.int(),
    incrementsTaken: z.int(),
    longestGap: decimal.meta({ description: 't' }),
    expectedMass: decimal.meta({ description: 'kg' }),
    validity,
    findings: z.array(finding),
  })
  .meta({ id: 'GrainSamplingConformance' });

export const petroleumPlan = z
  .object({
    units: z.array(
      z.object({
        no: z.int(),
        parcel: z.string(),
        volume_m3: decimal,
        interval_m3: decimal,
        expectedGrabs: z.int(),
        mostSample_mL: decimal,
        marginOfError: decimal,
        findings: z.array(finding),
      }),
    ),
    leastSample_mL: decimal,
    sources: z.array(ruleSource),
    pack: rulePackRef,
  })
  .meta({ id: 'PetroleumSamplingPlan' });

export const petroleumConformance = z
  .object({
    grabsExpected: z.int(),
    grabsTaken: z.int(),
    factors: z
      .object({
        sampleVolume: decimal.meta({ description: 'mL' }),
        minimumVolumeRatio: decimal,
        unsampledPercent: decimal,
        grabFactor: decimal,
        grabCountRatio: decimal,
        performanceFactor: decimal,
        linearityFactors: z.array(decimal),
      })
      .nullable(),
    validity,
    findings: z.array(finding),
    notes: z.array(finding),
  })
  .meta({ id: 'PetroleumSamplingConformance' });
