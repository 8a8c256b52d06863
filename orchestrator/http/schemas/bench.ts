import { z } from 'zod';
import { basis, bilingual, decimal, definedOnly, instantText, reason } from './scalars.ts';
import { ruleSource } from './source.ts';

const item = z
  .object({
    item: z.string(),
    basis,
    name: bilingual,
    unit: z.string(),
    method: z.string(),
    decimals: z.int(),
    minimum: decimal,
    maximum: decimal,
    repeatability: z.array(
      z.object({
        from: decimal.optional(),
        fromInclusive: z.boolean().optional(),
        to: decimal.optional(),
        toInclusive: z.boolean().optional(),
        limit: decimal,
        relative: z.boolean(),
      }),
    ),
    source: ruleSource,
  })
  .meta({ id: 'AssayItem' });

const verdict = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('need-more'),
      have: z.int(),
      reason: z.enum(['first', 'exceeds-T', 'exceeds-1.2T']),
    }),
    z.object({
      kind: z.literal('accepted'),
      mean: decimal,
      rounded: decimal,
      used: z.array(z.int()),
      limit: decimal,
      range: decimal,
    }),
    z.object({ kind: z.literal('reviewer-chooses'), triples: z.array(z.array(z.int())), limit: decimal }),
    z.object({ kind: z.literal('discard-all'), limit: decimal }),
  ])
  .meta({ id: 'DeterminationVerdict' });

/** All an analyst gets to see. Adding a member here is a decision about blindness. */
export const assayTask = z
  .object({
    code: z.string(),
    status: z.enum(['testing', 'in-review', 'approved']),
    items: z.array(
      z.object({
        definition: item,
        determinations: z.array(z.object({ value: decimal, analyst: z.string(), at: instantText })),
        verdict,
        round: z.int(),
      }),
    ),
    receivedAt: instantText,
    version: z.int(),
  })
  .meta({ id: 'AssayTask' });

const symbol = z.string().min(1).max(20).meta({ description: 'Symbol of the item', example: 'Mad' });

/** The value stays as typed: how many decimals were written is part of the record. */
export const determinationBody = z.strictObject({
  item: symbol,
  value: z
    .string()
    .max(40)
    .regex(/^-?\d+(\.\d+)?$/, 'Expected a decimal number, for example "8.42"'),
});

export const assayReview = z
  .strictObject({
    decision: z.enum(['ACCEPT', 'RETURN']),
    items: z.array(symbol).min(1).optional().meta({ description: 'Items to return; default: all' }),
    reason: reason.optional(),
  })
  .refine(({ decision, reason: given }) => decision === 'ACCEPT' || given !== undefined, {
    path: ['reason'],
    message: 'A return needs a reason.',
  })
  .transform(definedOnly);
