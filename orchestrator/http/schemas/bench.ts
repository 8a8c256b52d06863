import { z } from 'zod';
import { basis, bilingual, decimal, definedOnly, instantText, pageQuery, reason } from './scalars.ts';
import { ruleSource } from './source.ts';

const named = { item: z.string(), name: bilingual, method: z.string(), source: ruleSource };
const measured = {
  ...named,
  basis: basis.optional(),
  unit: z.string(),
  decimals: z.int(),
  minimum: decimal,
  maximum: decimal,
  alsoFor: z.array(z.string()).optional(),
};
const repeatability = z.array(
  z.object({
    from: decimal.optional(),
    fromInclusive: z.boolean().optional(),
    to: decimal.optional(),
    toInclusive: z.boolean().optional(),
    limit: decimal,
    relative: z.boolean(),
  }),
);

const item = z
  .discriminatedUnion('rule', [
    z.object({ rule: z.literal('two-three-four'), ...measured, repeatability }),
    z.object({ rule: z.literal('parallel'), ...measured, repeatability }),
    z.object({
      rule: z.literal('iso-4259'),
      ...measured,
      precision: z.object({ item: z.string(), unit: z.string(), factor: decimal }),
    }),
    z.object({ rule: z.literal('precision-not-known'), ...measured, determinations: z.int() }),
    z.object({
      rule: z.literal('observation'),
      ...named,
      observers: z.int(),
      answers: z.array(z.object({ code: z.string(), name: bilingual, finding: z.string().optional() })),
    }),
  ])
  .meta({ id: 'AssayItem' });

const used = z.array(z.int()).meta({ description: 'Indices of the determinations that count' });
const verdict = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('need-more'),
      have: z.int(),
      wanted: z.int().optional().meta({ description: 'How many there have to be in all; absent for coal' }),
      reason: z.enum([
        'first',
        'exceeds-T',
        'exceeds-1.2T',
        'exceeds-allowed-difference',
        'exceeds-r',
        'further-observer',
      ]),
    }),
    z.object({
      kind: z.literal('accepted'),
      mean: decimal,
      rounded: decimal,
      used,
      limit: decimal,
      range: decimal,
    }),
    z.object({
      kind: z.literal('precision-not-known'),
      mean: decimal,
      rounded: decimal,
      used,
      range: decimal,
      reason: z.enum(['not-held', 'outside-range']),
    }),
    z.object({ kind: z.literal('reviewer-chooses'), triples: z.array(z.array(z.int())), limit: decimal }),
    z.object({ kind: z.literal('no-agreement'), pairs: z.int() }),
    z.object({ kind: z.literal('discard-all'), limit: decimal }),
    z.object({ kind: z.literal('observed'), answer: z.string() }),
    z.object({ kind: z.literal('observers-disagree'), answers: z.array(z.string()) }),
  ])
  .meta({ id: 'DeterminationVerdict' });

const entered = z.string().nullable().meta({
  description: 'A number, or the code of an answer; null while other observers have still to answer',
});

/** All an analyst gets to see. Adding a member here is a decision about blindness. */
export const assayTask = z
  .object({
    code: z.string(),
    status: z.enum(['testing', 'in-review', 'approved']),
    items: z.array(
      z.object({
        definition: item,
        determinations: z.array(z.object({ value: entered, analyst: z.string(), at: instantText })),
        verdict,
        round: z.int(),
      }),
    ),
    receivedAt: instantText,
    version: z.int(),
  })
  .meta({ id: 'AssayTask' });

const symbol = z.string().min(1).max(40).meta({ description: 'Symbol of the item', example: 'Mad' });

/** A number stays as typed: how many decimals were written is part of the record. */
export const determinationBody = z.strictObject({
  item: symbol,
  value: z
    .string()
    .max(40)
    .regex(
      /^(-?\d+(\.\d+)?|[a-z][a-z0-9]*(-[a-z0-9]+)*)$/,
      'Expected a decimal number, for example "8.42", or an answer of the item, for example "not-found"',
    )
    .meta({ description: 'A number in the unit of the item, or the code of one of its answers' }),
});

export const assayReview = z
  .strictObject({
    decision: z.enum(['ACCEPT', 'RETURN']),
    items: z.array(symbol).min(1).optional().meta({ description: 'Items to return; default: all' }),
    withoutPrecision: z.array(symbol).min(1).optional().meta({
      description: 'Items without a known repeatability, accepted on the word of the reviewer; each by name',
    }),
    reason: reason.optional(),
  })
  .refine(({ decision, reason: given }) => decision === 'ACCEPT' || given !== undefined, {
    path: ['reason'],
    message: 'A return needs a reason.',
  })
  .transform(definedOnly);

export const assayTasksQuery = z.object({
  status: z
    .enum(['open', 'testing', 'in-review', 'approved'])
    .default('open')
    .meta({ description: '`open`: those that are tested or reviewed' }),
  ...pageQuery(100, 200),
});
