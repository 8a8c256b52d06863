import { z } from 'zod';
import { adviceByGravity, decisionOutcomes } from '../../../workflows/conformity/release-types.ts';
import { gate, gateAdvice } from './conformity.ts';
import { bilingual, decimal, decimalInput, instantText, name, sha256, words } from './scalars.ts';

const outcome = z.enum(decisionOutcomes);
const goodsItem = z.int().min(1).max(999);
const writtenOff = decimal.meta({ description: 't' });

const customsDecision = z.object({
  id: z.string(),
  goodsItem: z.int(),
  gate,
  outcome,
  officer: z.string(),
  quantity: decimal.nullable(),
  remark: z.string().nullable(),
  supersedes: z.string().nullable(),
  correction: z.boolean(),
  at: instantText,
});

export const keptDecision = customsDecision
  .extend({
    stands: z.boolean().meta({
      description: 'False once another superseded it, or the certificate it was made on was withdrawn',
    }),
  })
  .meta({ id: 'CustomsDecision' });

export const decisionReceipt = customsDecision
  .extend({ remaining: writtenOff.meta({ description: 't not yet released at this gate, as it is now' }) })
  .meta({ id: 'CustomsDecisionReceipt' });

export const writeOffs = z.array(
  z
    .object({
      gate,
      by: z.enum(['declared', 'measured']).meta({ description: 'What the total is by' }),
      total: writtenOff,
      released: writtenOff,
      remaining: writtenOff,
    })
    .meta({ id: 'WriteOff' }),
);

export const decisionBody = z
  .strictObject({
    goodsItem,
    gate,
    outcome: outcome.meta({ description: 'CANCELLED takes back a decision posted in error; it names it in `supersedes`' }),
    officer: name,
    quantity: decimalInput
      .nullable()
      .default(null)
      .meta({ description: 't this decision covers; null = all' }),
    remark: words.nullable().default(null),
    supersedes: name
      .nullable()
      .default(null)
      .meta({ description: 'Id of the decision at this gate that this one takes the place of' }),
    correction: z
      .boolean()
      .default(false)
      .meta({ description: 'True: more is released than was declared or measured, and that is no mistake' }),
  })
  .meta({ id: 'CustomsDecisionRequest' });

export const decisionExample = {
  goodsItem: 1,
  gate: 'removal',
  outcome: 'RELEASED',
  officer: '5316-021',
  quantity: '52480',
  remark: null,
  supersedes: null,
  correction: false,
};

const standing = z.enum(['issued', 'replaced', 'withdrawn']);
const acknowledgementStatus = z.enum(['RECEIVED', 'RECEIVED_WITH_WARNINGS', 'UNREADABLE', 'REJECTED']);

export const acknowledgement = z
  .object({
    id: z.string(),
    client: z.string(),
    status: acknowledgementStatus,
    message: z.string().nullable(),
    digest: sha256,
    of: standing.meta({ description: 'How the certificate stood when it was acknowledged' }),
    at: instantText,
  })
  .meta({ id: 'Acknowledgement' });

export const acknowledgementBody = z
  .strictObject({
    status: acknowledgementStatus,
    message: words.nullable().default(null),
    digest: sha256.meta({ description: 'SHA-256 (hex) of the bytes received, any rendering' }),
  })
  .meta({ id: 'AcknowledgementRequest' });

export const acknowledgementExample = { status: 'RECEIVED', message: null, digest: 'ab'.repeat(32) };

const changeRow = z
  .object({
    cursor: z.int(),
    type: z.enum([
      'certificate.issued',
      'certificate.replaced',
      'certificate.withdrawn',
      'advice.changed',
      'decision.recorded',
    ]),
    declarationNo: z.string(),
    certificateNo: z.string().nullable(),
    at: instantText,
  })
  .meta({ id: 'ChangeRow' });

export const changePage = z
  .object({
    changes: z.array(changeRow),
    next: z.int().meta({ description: 'Send as `after` next time' }),
  })
  .meta({ id: 'ChangePage' });

const adviceCode = z.enum(adviceByGravity);
export const departure = z.enum(['LAXER', 'STRICTER', 'OTHER']).meta({
  description:
    'LAXER: the decision lets pass what the advice does not; STRICTER: the other way round; OTHER: both keep the goods, in different ways',
});

const rendering = z.object({ sha256, href: z.string() });

export const issuedCertificate = z
  .object({
    number: z.string(),
    version: z.int(),
    status: standing,
    kind: z.object({ code: z.string(), title: bilingual }),
    declarationNo: z.string(),
    goodsItem: z.int(),
    issuedAt: instantText,
    pdf: rendering,
    json: rendering,
    xml: rendering.nullable().meta({ description: 'Null for a kind that eCert has no type of document for' }),
    jws: rendering,
    replaces: z.string().nullable().meta({ description: 'Number of the certificate whose place it took' }),
    replacedBy: z.string().nullable().meta({ description: 'Number of the certificate that took its place' }),
    withdrawn: z.object({ reason: z.string(), at: instantText }).nullable(),
  })
  .meta({ id: 'IssuedCertificate' });

export const releaseAdvice = z
  .object({
    declarationNo: z.string(),
    version: z.int(),
    items: z.array(
      z.object({
        goodsItem: z.int(),
        gates: z.array(gateAdvice),
        certificateNo: z.string().nullable(),
        decisions: z.array(keptDecision),
        writeOff: writeOffs,
        differences: z
          .array(
            z.object({
              decision: z.string().meta({ description: 'Id of the decision' }),
              gate,
              advice: adviceCode,
              outcome,
              departure,
            }),
          )
          .meta({ description: 'Where decisions that stand depart from the advice' }),
      }),
    ),
  })
  .meta({ id: 'ReleaseAdvice' });
