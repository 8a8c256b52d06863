import { z } from 'zod';
import { lineStages } from '../../../workflows/coal-preparation/stages.ts';
import { decimalInput, instantInput, instantText, name, reason, sha256 } from './scalars.ts';

/** Ids go to a PLC and onto labels: 40 bytes at most. */
const seal = z.string().trim().min(1).max(40).meta({ description: 'Seal number as on the seal' });
const position = z.int().min(1).max(1000).meta({ description: 'Place in the carousel, from 1' });
const positive = decimalInput.refine((value) => Number(value) > 0, 'Expected a number above 0');
const mass = positive.meta({ description: 'kg, net' });
/** Of one increment; more than a few show nothing more. */
const mostPhotos = 10;
const takenAt = instantInput.meta({
  description: 'ISO 8601 with zone',
  example: '2026-05-04T11:21:00+08:00',
});

const deed = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('void-increment'), increment: z.int().min(1) }),
  z.discriminatedUnion('contents', [
    z.strictObject({
      kind: z.literal('replace-container'),
      contents: z.literal('kept'),
      position,
      mass,
      seal,
    }),
    z.strictObject({ kind: z.literal('replace-container'), contents: z.literal('discarded'), position }),
    z.strictObject({ kind: z.literal('replace-container'), contents: z.literal('none'), position }),
  ]),
  z.strictObject({ kind: z.literal('begin-manual') }),
  z.strictObject({
    kind: z.literal('manual-increment'),
    amount: positive.meta({ description: 'kg; of a grab mL' }),
    takenAt,
    evidence: z.array(sha256).max(mostPhotos).exactOptional().meta({ description: 'Photos of its taking, stored before' }),
  }),
  z.strictObject({ kind: z.literal('manual-container'), position, mass, seal }),
  z.strictObject({ kind: z.literal('skip-stage'), stage: z.enum(lineStages) }),
]);

export const interventionInput = z.strictObject({ deed, reason });

const numbers = z
  .array(z.int().min(1))
  .min(1)
  .max(500)
  .meta({ description: 'Of the proposed interventions' });
export const settlementInput = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('CONFIRM'), numbers }),
  z.strictObject({ decision: z.literal('DECLINE'), numbers, reason }),
]);

export const intervention = z
  .object({
    no: z.int(),
    kind: z.string(),
    details: z.record(z.string(), z.union([z.string(), z.number()])),
    evidence: z.array(sha256),
    reason: z.string(),
    by: name,
    at: instantText,
    status: z.enum(['proposed', 'done', 'declined']),
    second: z.object({ by: name, at: instantText, reason: z.string().nullable() }).nullable(),
  })
  .meta({ id: 'Intervention' });
