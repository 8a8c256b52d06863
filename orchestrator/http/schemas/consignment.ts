import { z } from 'zod';
import { conformityStatement, lotValue } from './conformity.ts';
import { customsDecision } from './customs.ts';
import {
  grainConformance,
  grainPlan,
  petroleumConformance,
  petroleumPlan,
  samplingConformance,
  samplingPlan,
  validity,
} from './sampling.ts';
import { bilingual, decimal, instantText, reason } from './scalars.ts';

export const consignment = z
  .object({
    id: z.string(),
    declarationNo: z.string(),
    status: z.string(),
    vessel: z.string(),
    commodity: bilingual,
    declaredMass: decimal.meta({ description: 't' }),
    declaredAt: instantText,
    kind: z.enum(['coal', 'grain', 'petroleum']),
    plan: z.union([samplingPlan, grainPlan, petroleumPlan]),
    units: z.array(
      z.object({
        no: z.int(),
        label: bilingual,
        incrementsPlanned: z.int(),
        stage: z.string(),
        samplingCode: z.string().nullable(),
        conformance: z.union([samplingConformance, grainConformance, petroleumConformance, z.null()]),
        validity: validity.nullable(),
      }),
    ),
    outstanding: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string() })),
    results: z.array(lotValue).nullable(),
    conformity: z.union([conformityStatement, z.null()]),
    certificateId: z.string().nullable(),
    certificateNo: z.string().nullable(),
    decisions: z.array(customsDecision),
    decodeAuthorisedBy: z.array(z.string()),
    version: z.int(),
  })
  .meta({ id: 'Consignment' });

export const container = z
  .object({
    code: z.string(),
    parent: z.string().nullable(),
    consignment: z.string(),
    kind: z.string(),
    mass: decimal.meta({ description: 'kg' }),
    place: z.string(),
    seal: z.string().nullable(),
    at: instantText,
  })
  .meta({ id: 'Container' });

export const validityDecision = z.strictObject({
  unitNo: z.int().min(1),
  decision: z.enum(['ACCEPT', 'REJECT']),
  reason,
});
