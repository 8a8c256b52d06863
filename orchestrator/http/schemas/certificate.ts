import { z } from 'zod';
import { conformityStatement, lotValue } from './conformity.ts';
import { acknowledgement } from './customs.ts';
import { validity } from './sampling.ts';
import { bilingual, decimal, definedOnly, instantText, reason, sha256 } from './scalars.ts';
import { rulePackRef } from './source.ts';

const party = z.object({ name: z.string(), address: z.string().optional() }).meta({ id: 'Party' });

const observation = z.object({
  item: z.string(),
  name: bilingual,
  method: z.string(),
  finding: bilingual,
  units: z.array(z.int()),
});

const certificateDraft = z
  .object({
    kind: z.object({ code: z.string(), title: bilingual }),
    laboratory: z.object({
      name: bilingual,
      address: bilingual,
      office: z.string(),
      location: bilingual,
      demonstration: z.boolean(),
    }),
    customer: party,
    consignor: party,
    consignee: party,
    declarationNo: z.string(),
    goodsItem: z.int(),
    inspectionOrderNo: z.string().nullable(),
    commodity: z.object({ name: bilingual, hsCode: z.string() }),
    declaredMass: z.object({ value: decimal, unit: z.literal('t') }),
    transport: z.object({
      vessel: z.string(),
      voyage: z.string(),
      billOfLading: z.string(),
      portOfLoading: z.string(),
      portOfDischarge: z.string(),
    }),
    item: z.object({ description: bilingual, condition: bilingual }),
    dates: z.object({
      arrival: z.string().nullable(),
      samplingFrom: instantText,
      samplingTo: instantText,
      received: instantText,
      testingFrom: instantText,
      testingTo: instantText,
    }),
    sampling: z.object({
      standard: z.string(),
      method: bilingual,
      basis: z.enum(['time', 'mass', 'volume']),
      intervalUnit: z.enum(['s', 't', 'm³']),
      quantityUnit: z.enum(['t', 'm³']),
      requiredPrecision: decimal.nullable(),
      units: z.array(
        z.object({
          no: z.int(),
          label: bilingual,
          quantity: decimal,
          interval: decimal,
          incrementsPlanned: z.int(),
          incrementsTaken: z.int(),
          sampleMass: decimal,
          achievedPrecision: decimal.nullable(),
          validity,
        }),
      ),
      preparationStandard: z.string(),
    }),
    results: z.array(lotValue),
    observations: z.array(observation),
    conformity: conformityStatement,
    deviations: z.array(
      z.object({
        code: z.string(),
        zh: z.string(),
        en: z.string(),
        acceptedBy: z.string().optional(),
        reason: z.string().optional(),
      }),
    ),
    suppliedByCustomer: z.array(z.string()),
    packs: z.array(rulePackRef),
    lineageDigest: z.string(),
    assayCodes: z.array(z.string()),
  })
  .meta({ id: 'CertificateDraft' });

export const certificate = z
  .object({
    id: z.string(),
    consignment: z.string(),
    status: z.enum(['prepared', 'reviewed', 'approving', 'issued', 'void']),
    number: z.string().nullable(),
    version: z.int(),
    draftDigest: z.string(),
    draft: certificateDraft,
    preparedBy: z.string(),
    reviewedBy: z.string().nullable(),
    approvedBy: z.string().nullable(),
    issuedAt: instantText.nullable(),
    files: z.object({ pdf: z.string(), json: z.string() }).nullable(),
    acknowledgements: z.array(acknowledgement),
  })
  .meta({ id: 'Certificate' });

const draftDigest = sha256.meta({ description: 'Digest of the draft that was shown: binds the act to it' });

export const certificateReview = z
  .strictObject({ decision: z.enum(['ACCEPT', 'RETURN']), draftDigest, reason: reason.optional() })
  .refine(({ decision, reason: given }) => decision === 'ACCEPT' || given !== undefined, {
    path: ['reason'],
    message: 'A return needs a reason.',
  })
  .transform(definedOnly);

export const certificateApproval = z.strictObject({
  draftDigest,
  password: z.string().min(1).max(256).meta({ description: 'Your password, again: signing asks for it' }),
});
