import { z } from 'zod';
import { templateIds } from '../../../workflows/certificate/templates.ts';
import { releaseOutcomes } from '../../../workflows/conformity/release-types.ts';
import { measuringMethods } from '../../../workflows/consignment/measuring.ts';
import { siteCheckKinds } from '../../../workflows/consignment/record.ts';
import { divisionCauses, latenesses } from '../../../workflows/consignment/unit.ts';
import { conformityStatement, lotValue } from './conformity.ts';
import { keptDecision, writeOffs } from './customs.ts';
import {
  grainConformance,
  grainPlan,
  petroleumConformance,
  petroleumPlan,
  samplingConformance,
  samplingPlan,
  validity,
} from './sampling.ts';
import { bilingual, decimal, instantText, pageOf, pageQuery, reason, sha256 } from './scalars.ts';

const deed = z.object({ by: z.string(), at: instantText });
const wish = deed.extend({ of: z.int(), reason: z.string() });
const unitOrigin = z.union([
  z.object({ kind: z.literal('planned') }),
  wish.extend({ kind: z.enum(['sampled-again', 'reserve']) }),
  wish.extend({ kind: z.literal('rest'), cause: z.enum(divisionCauses) }),
]);
const cargoHold = deed.extend({
  no: z.int(),
  finding: z.string(),
  unitNo: z.int().nullable(),
  whileUnloading: z.boolean(),
  treatment: z.enum(['effective', 'none', 'not-known']),
  remark: z.string(),
  evidence: z.array(z.string()),
  stopsDischarge: z.boolean(),
  allowed: z.array(z.enum(releaseOutcomes)),
  settled: deed.extend({ outcome: z.enum(releaseOutcomes), reason: z.string() }).nullable(),
});
const quantityMeasured = deed.extend({
  id: z.string(),
  method: z.enum(measuringMethods),
  quantity: decimal,
  unit: z.enum(['t', 'm3']),
  unitNo: z.int().exactOptional().meta({ description: 'The unit it is of; absent: of the whole cargo' }),
  measuredAt: instantText,
  document: z.string().nullable(),
  evidence: z.array(z.string()),
});
const siteCheck = deed.extend({
  id: z.string(),
  check: z.enum(siteCheckKinds),
  unitNo: z.int().nullable(),
  finding: z.enum(['normal', 'abnormal']),
  value: z.object({ number: decimal, unit: z.string() }).nullable(),
  remark: z.string().nullable(),
  evidence: z.array(z.string()),
});
const reinspection = deed.extend({
  applicant: z.string(),
  reason: z.string(),
  dueOn: z.string().meta({ description: 'ISO date' }),
  first: z
    .object({
      results: z.array(lotValue).nullable(),
      conformity: z.union([conformityStatement, z.null()]),
      certificateNo: z.string().nullable(),
    })
    .meta({ description: 'What the first inspection came to' }),
});

const consignmentDocument = z
  .object({
    process: z.string().meta({ description: 'The certificate, by its id' }),
    kind: z.object({ code: z.string(), title: bilingual }),
    template: z.enum(templateIds),
    replaces: z.string().nullable().meta({ description: 'Id of the one whose place it takes' }),
    status: z.enum(['preparing', 'issued', 'not-issued', 'replaced', 'withdrawn']),
    number: z.string().nullable(),
    digest: sha256.nullable(),
    reason: z.string().nullable().meta({ description: 'Why it was not issued, or was withdrawn' }),
    at: instantText,
    overtakenAt: instantText
      .exactOptional()
      .meta({ description: 'Since when the results it rests on are no more what they were; while it is issued, withdraw or replace it' }),
  })
  .meta({ id: 'ConsignmentDocument', description: 'A document beside the certificate of results' });

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
        lotNo: z.int().optional().meta({ description: 'Number of the lot it belongs to; absent in the first' }),
        label: bilingual,
        incrementsPlanned: z.int(),
        stage: z.string(),
        quantity: decimal.meta({ description: 't, of oil m³' }),
        origin: unitOrigin,
        replacedBy: z.int().nullable().meta({ description: 'Unit that took its place' }),
        sampler: z.string().nullable(),
        reached: z.array(z.object({ stage: z.string(), at: instantText })),
        late: z.enum(latenesses).nullable().meta({ description: 'How late it is in its stage' }),
        samplingCode: z.string().nullable(),
        conformance: z.union([samplingConformance, grainConformance, petroleumConformance, z.null()]),
        validity: validity.nullable(),
        findings: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string() })),
        officer: z
          .object({
            decision: z.enum(['ACCEPT', 'REJECT']),
            reason: z.string(),
            by: z.string(),
            at: instantText,
          })
          .nullable(),
      }),
    ),
    outstanding: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string() })),
    holds: z.array(cargoHold),
    measurements: z.array(quantityMeasured),
    siteChecks: z.array(siteCheck),
    split: deed.extend({ unitNos: z.array(z.int()), port: z.string(), reason: z.string() }).nullable(),
    reinspection: reinspection.nullable(),
    ended: deed
      .extend({ kind: z.enum(['withdrawn', 'cancelled', 'not-admitted']), reason: z.string() })
      .nullable(),
    results: z.array(lotValue).nullable(),
    conformity: z.union([conformityStatement, z.null()]),
    certificateId: z.string().nullable(),
    certificateNo: z.string().nullable().meta({ description: 'The certificate that is out and stands' }),
    certifiedAt: instantText.nullable().meta({ description: 'When a certificate of results was issued last' }),
    withdrawn: z.array(z.object({ number: z.string(), reason: z.string(), at: instantText })),
    documents: z.array(consignmentDocument),
    decisions: z.array(keptDecision),
    writeOff: writeOffs,
    decodeAuthorisedBy: z.array(z.string()),
    version: z.int(),
  })
  .meta({ id: 'Consignment' });

export const consignmentPage = pageOf(consignment).meta({ id: 'ConsignmentPage' });

/** A consignment with its plan and results is some 30 kB. */
const longestPage = 200;
const usualPage = 50;

export const consignmentsQuery = z.object({
  text: z
    .string()
    .max(100)
    .optional()
    .meta({ description: 'Each word of it is found in the number of the declaration, the ship or the commodity' }),
  kind: z.enum(['coal', 'grain', 'petroleum']).optional(),
  status: z.string().max(50).optional(),
  outstanding: z
    .string()
    .max(50)
    .optional()
    .meta({ description: 'Something is outstanding: this, by its code, or `any`', example: 'PREPARE_CERTIFICATE' }),
  underWay: z
    .literal('true')
    .transform(() => true)
    .optional()
    .meta({ description: 'Neither closed nor ended' }),
  ...pageQuery(usualPage, longestPage),
});

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
