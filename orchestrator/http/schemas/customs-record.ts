import { z } from 'zod';
import { gateAdvice } from './conformity.ts';
import { departure, keptDecision } from './customs.ts';
import { instantText, sha256 } from './scalars.ts';

const customsPull = z
  .object({
    cursor: z.int(),
    client: z.string(),
    certificate: z
      .string()
      .nullable()
      .meta({
        description: 'Thumbprint of the certificate the client presented (x5t#S256); null without one',
      }),
    what: z.string(),
    number: z
      .string()
      .nullable()
      .meta({ description: 'Of the certificate; null where something else was pulled' }),
    version: z.int().nullable(),
    rendering: z.enum(['json', 'pdf', 'xml', 'jws']).nullable(),
    digest: sha256.nullable(),
    status: z
      .union([z.literal(200), z.literal(206), z.literal(304)])
      .nullable()
      .meta({ description: 'What was answered; null of pulls recorded before this was kept' }),
    at: instantText,
  })
  .meta({ id: 'CustomsPull' });

export const customsPullPage = z
  .object({
    items: z.array(customsPull),
    next: z.int().meta({ description: 'Send as `after` for the next page' }),
  })
  .meta({ id: 'CustomsPullPage' });

export const decisionDifference = z
  .object({
    declarationNo: z.string(),
    goodsItem: z.int(),
    gate: gateAdvice.shape.gate,
    advice: gateAdvice.shape.advice,
    outstanding: gateAdvice.shape.outstanding,
    outcome: keptDecision.shape.outcome,
    departure,
    decision: keptDecision,
  })
  .meta({ id: 'DecisionDifference' });
