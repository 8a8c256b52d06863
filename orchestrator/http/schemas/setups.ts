import { z } from 'zod';
import { checkKinds } from '../../../workflows/setup-checks/check.ts';
import {
  bilingual,
  decimal,
  decimalInput,
  definedOnly,
  instantText,
  name,
  reason,
  sha256,
  words,
} from './scalars.ts';
import { ruleSource } from './source.ts';

const check = z.string().min(1).max(40).meta({ description: 'Id of the check', example: 'cleaned' });
const date = z.iso.date().meta({ description: 'Last day on which it is valid', example: '2026-12-31' });

const told = {
  check,
  value: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('yes-no'), yes: z.boolean() }),
    z.strictObject({
      kind: z.literal('measured'),
      value: decimalInput.meta({ description: 'In the unit of the check' }),
    }),
    z.strictObject({ kind: z.literal('date'), date }),
  ]),
  evidence: z
    .array(sha256)
    .max(20)
    .default([])
    .meta({ description: 'Photos and scans that were stored before' }),
  remedy: words.optional().meta({ description: 'What was done since the check failed' }),
};
export const setupCheckInput = z.strictObject(told).transform(definedOnly);
export const setupCorrection = z.strictObject({ ...told, reason }).transform(definedOnly);
export const setupAbandonment = z.strictObject({ reason });

const value = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('yes-no'), yes: z.boolean() }),
  z.object({ kind: z.literal('measured'), value: decimal }),
  z.object({ kind: z.literal('date'), date: z.string() }),
]);

/** All that leaves the house of a set-up. Adding a member here is a decision about blindness. */
export const setup = z
  .object({
    id: z.string(),
    sampler: z.string(),
    sampleCode: z.string(),
    status: z.string(),
    checks: z.array(
      z.object({
        id: z.string(),
        name: bilingual,
        kind: z.enum(checkKinds),
        unit: z.string().optional(),
        limits: z
          .object({ least: decimal.nullable(), most: decimal.nullable() })
          .optional()
          .meta({ description: 'Both bounds are allowed' }),
        evidence: z.boolean().meta({ description: 'A photo or scan goes with it' }),
        twoPersons: z.boolean().meta({ description: 'A second person confirms it' }),
        source: ruleSource.optional(),
        state: z.enum(['to do', 'passed', 'failed']),
        attempts: z.int(),
      }),
    ),
    waiting: z.array(
      z.object({
        record: z.int().meta({ description: 'Number to confirm or decline' }),
        check: z.string(),
        notBy: z.string().meta({ description: 'User name of who told it: he may decline only' }),
      }),
    ),
    records: z.array(
      z.object({
        no: z.int(),
        kind: z.enum(['do', 'correct']),
        check: z.string(),
        value,
        evidence: z.array(z.string()),
        remedy: z.string().optional(),
        reason: z.string(),
        by: name,
        at: instantText,
        status: z.enum(['proposed', 'done', 'declined']),
        second: z.object({ by: name, at: instantText, reason: z.string().nullable() }).nullable(),
      }),
    ),
    reason: z.string().nullable(),
    startedAt: instantText,
    endedAt: instantText.nullable(),
  })
  .meta({ id: 'Setup' });
