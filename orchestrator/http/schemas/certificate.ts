import { z } from 'zod';
import { templateIds } from '../../../workflows/certificate/templates.ts';
import { releaseOutcomes } from '../../../workflows/conformity/release-types.ts';
import { measuringMethods } from '../../../workflows/consignment/measuring.ts';
import { conformityStatement, lotValue } from './conformity.ts';
import { acknowledgement } from './customs.ts';
import { goods } from './declaration.ts';
import { validity } from './sampling.ts';
import { bilingual, decimal, definedOnly, instantText, pageQuery, reason, sha256 } from './scalars.ts';
import { certificateQueues } from '../../views/certificate-rows.ts';
import { rulePackRef, ruleSource } from './source.ts';

const party = z.object({ name: z.string(), address: z.string().optional() }).meta({ id: 'Party' });

const observation = z.object({
  item: z.string(),
  name: bilingual,
  method: z.string(),
  finding: bilingual,
  units: z.array(z.int()),
});

const certifiedFinding = z.object({
  code: z.string(),
  name: bilingual,
  where: bilingual,
  remark: z.string(),
  foundBy: z.string(),
  foundAt: instantText,
  settled: z
    .object({ outcome: z.enum(releaseOutcomes), name: bilingual, by: z.string(), at: instantText })
    .nullable(),
});

const treatment = z.object({
  method: bilingual,
  place: z.string(),
  by: z.string(),
  completedOn: z.string(),
  certificateNo: z.string().nullable(),
});

const notice = z.object({
  addressee: party,
  reason: bilingual,
  required: bilingual,
  legalBasis: z.array(ruleSource),
});

const certificateDraft = z
  .object({
    kind: z.object({ code: z.string(), title: bilingual }),
    template: z.enum(templateIds),
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
    replaces: z.object({ number: z.string(), digest: sha256, reason: z.string() }).nullable(),
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
      samplingFrom: instantText.nullable(),
      samplingTo: instantText.nullable(),
      received: instantText.nullable(),
      testingFrom: instantText.nullable(),
      testingTo: instantText.nullable(),
    }),
    sampling: z
      .object({
      standard: z.string(),
      method: bilingual,
      basis: z.enum(['time', 'mass', 'volume']),
      intervalUnit: z.enum(['s', 't', 'm³']),
      quantityUnit: z.enum(['t', 'm³']),
      requiredPrecision: decimal.nullable(),
      units: z.array(
        z.object({
          no: z.int(),
          lot: z.int().optional().meta({ description: 'Number of its lot, of a cargo of several; absent otherwise' }),
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
    })
      .nullable(),
    quantity: z
      .object({
        value: decimal,
        unit: z.enum(['t', 'm3']),
        method: z.enum(measuringMethods),
        measuredAt: instantText,
        document: z.string().nullable(),
        recordedBy: z.string(),
      })
      .nullable(),
    quarantine: z
      .object({ findings: z.array(certifiedFinding), treatment: treatment.nullable() })
      .nullable(),
    notice: notice.nullable(),
    results: z.array(lotValue),
    observations: z.array(observation),
    conformity: z.union([conformityStatement, z.null()]),
    deviations: z.array(
      z.object({
        code: z.string(),
        zh: z.string(),
        en: z.string(),
        acceptedBy: z.string().optional(),
        reason: z.string().optional(),
      }),
    ),
    remark: z.string().nullable(),
    suppliedByCustomer: z.array(z.string()),
    packs: z.array(rulePackRef),
    lineageDigest: z.string().nullable(),
    assayCodes: z.array(z.string()),
  })
  .meta({ id: 'CertificateDraft' });

export const certificate = z
  .object({
    id: z.string(),
    consignment: z.string(),
    status: z.enum(['prepared', 'reviewed', 'approving', 'void', 'issued', 'replaced', 'withdrawn']),
    number: z.string().nullable(),
    version: z.int(),
    draftDigest: z.string(),
    draft: certificateDraft,
    preparedBy: z.string(),
    reviewedBy: z.string().nullable(),
    approvedBy: z.string().nullable(),
    issuedAt: instantText.nullable(),
    files: z.object({ pdf: sha256, json: sha256, xml: sha256.nullable(), jws: sha256 }).nullable(),
    acknowledgements: z.array(acknowledgement),
    withdrawal: z
      .object({
        reason: z.string(),
        proposedBy: z.string(),
        proposedAt: instantText,
        confirmedBy: z.string().nullable(),
        confirmedAt: instantText.nullable(),
      })
      .nullable(),
    noticeOutstanding: z
      .boolean()
      .meta({ description: 'Withdrawn, and customs has not acknowledged the withdrawal' }),
    replacedBy: z.object({ number: z.string(), at: instantText }).nullable(),
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

export const certificateAmendment = z.strictObject({
  reason,
  corrections: z
    .strictObject({
      customer: goods.customer.optional(),
      consignor: goods.consignor.optional(),
      consignee: goods.consignee.optional(),
      inspectionOrderNo: goods.inspectionOrderNo.optional(),
      transport: goods.transport.partial().transform(definedOnly).optional(),
    })
    .transform(definedOnly),
});

export const withdrawalProposal = z.strictObject({ reason });

export const withdrawalSettlement = z
  .strictObject({
    decision: z.enum(['CONFIRM', 'DECLINE']),
    reason: reason.optional(),
    password: z.string().min(1).max(256).meta({ description: 'Your password, again: signing asks for it' }),
  })
  .refine(({ decision, reason: given }) => decision === 'CONFIRM' || given !== undefined, {
    path: ['reason'],
    message: 'A refusal needs a reason.',
  });

export const certificateApproval = z.strictObject({
  draftDigest,
  password: z.string().min(1).max(256).meta({ description: 'Your password, again: signing asks for it' }),
});

export const certificatesQuery = z.object({
  queue: z.enum(certificateQueues).optional().meta({
    description: 'What they wait for: `review`, `sign`, `settle` (a withdrawal), `unacknowledged` (by customs); or how they stand: `issued`, `ended`',
  }),
  status: certificate.shape.status.optional(),
  declarationNo: z.string().min(1).max(100).optional(),
  number: z.string().min(1).max(100).optional().meta({ description: 'There is one of a number' }),
  ...pageQuery(50, 200),
});
