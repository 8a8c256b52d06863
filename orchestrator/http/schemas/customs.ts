import { z } from 'zod';
import { gate, gateAdvice } from './conformity.ts';
import { decimal, decimalInput, instantText, name, sha256, words } from './scalars.ts';

const outcome = z.enum(['RELEASED', 'CONDITIONAL', 'REFUSED', 'RETURNED', 'DESTROYED', 'TREATMENT_ORDERED']);
const goodsItem = z.int().min(1).max(999);

export const customsDecision = z
  .object({
    id: z.string(),
    goodsItem: z.int(),
    gate,
    outcome,
    officer: z.string(),
    quantity: decimal.nullable(),
    remark: z.string().nullable(),
    at: instantText,
  })
  .meta({ id: 'CustomsDecision' });

export const decisionBody = z
  .strictObject({
    goodsItem,
    gate,
    outcome,
    officer: name,
    quantity: decimalInput
      .nullable()
      .default(null)
      .meta({ description: 't this decision covers; null = all' }),
    remark: words.nullable().default(null),
  })
  .meta({ id: 'CustomsDecisionRequest' });

export const decisionExample = {
  goodsItem: 1,
  gate: 'removal',
  outcome: 'RELEASED',
  officer: '5316-021',
  quantity: '52480',
  remark: null,
};

const acknowledgementStatus = z.enum(['RECEIVED', 'RECEIVED_WITH_WARNINGS', 'UNREADABLE', 'REJECTED']);

export const acknowledgement = z
  .object({
    id: z.string(),
    client: z.string(),
    status: acknowledgementStatus,
    message: z.string().nullable(),
    digest: sha256,
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
    type: z.enum(['certificate.issued', 'advice.changed', 'decision.recorded']),
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

const rendering = z.object({ sha256, href: z.string() });

export const issuedCertificate = z
  .object({
    number: z.string(),
    version: z.int(),
    status: z.enum(['issued', 'replaced', 'withdrawn']),
    declarationNo: z.string(),
    issuedAt: instantText,
    pdf: rendering,
    json: rendering,
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
        decisions: z.array(customsDecision),
      }),
    ),
  })
  .meta({ id: 'ReleaseAdvice' });
