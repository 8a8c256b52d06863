import { z } from 'zod';
import { processId } from '../../../workflows/kernel/brand.ts';
import { instantInput, instantText, wholeNumber } from './scalars.ts';

/** Entries of one page: a row of about 400 bytes each. */
const largestPage = 500;
const id = z.string().min(1).max(200);

export const auditQuery = z.object({
  process: id.transform(processId).exactOptional(),
  actor: id
    .exactOptional()
    .meta({ description: 'User name, client id, or what else entries name as their actor' }),
  definition: id.exactOptional().meta({ description: 'Id without version, for example coal-sampling' }),
  from: instantInput.exactOptional().meta({ description: 'Included' }),
  to: instantInput.exactOptional().meta({ description: 'Not included' }),
  before: wholeNumber(1, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER).meta({
    description: '`next` of the page before; default: the newest',
  }),
  limit: wholeNumber(1, largestPage, 100),
});

export const auditPositionParam = z.object({
  position: z
    .string()
    .regex(/^[1-9]\d{0,14}$/, 'Expected the position of an entry, from 1')
    .transform(Number)
    .meta({ type: 'integer', minimum: 1, example: 4711 }),
});

const row = {
  position: z.int(),
  at: instantText,
  process: z.string(),
  seq: z.int().meta({ description: 'Number in the process' }),
  definition: z.string().meta({ description: '`id@version`' }),
  type: z.string().meta({ description: 'What came in' }),
  actor: z.object({ kind: z.string(), id: z.string(), name: z.string().nullable() }),
  effects: z.array(z.string()).meta({ description: 'Kinds of what it asked for' }),
  hash: z.string(),
  onHold: z.boolean().meta({ description: 'The process was on hold after it' }),
};

export const auditPage = z
  .object({
    items: z.array(z.object(row)).meta({ description: 'The newest first' }),
    next: z.int().nullable().meta({
      description:
        'Goes on `before` this; null: there are no more. A page can hold fewer than `limit`, and still go on.',
    }),
  })
  .meta({ id: 'AuditPage' });

const content = z.record(z.string(), z.unknown());

export const auditEntry = z
  .object({
    ...row,
    inputId: z.string(),
    answers: z.string().nullable().meta({ description: 'Effect that it answers' }),
    input: content.meta({ description: 'The event with all it carries' }),
    asked: z.array(z.object({ id: z.string(), kind: z.string(), params: content })),
    timers: z
      .array(z.object({ name: z.string(), dueAt: instantText }))
      .meta({ description: 'That run after it' }),
    state: z.unknown().meta({ description: 'Of the process after it; null where its first step failed' }),
    hold: z.object({ code: z.string(), message: z.string() }).nullable(),
    previousHash: z.string().nullable().meta({ description: 'Of the entry before; null for the first' }),
  })
  .meta({ id: 'AuditEntry' });

export const auditVerification = z
  .object({
    running: z
      .object({ checked: z.int(), of: z.int(), startedAt: instantText })
      .nullable()
      .meta({ description: 'null: nothing is being checked now' }),
    result: z
      .object({
        intact: z.boolean(),
        entries: z.int().nullable().meta({ description: 'Checked; null when one is broken' }),
        head: z.string().nullable().meta({ description: 'Hash of the newest that was checked' }),
        broken: z
          .object({ position: z.int(), process: z.string(), reason: z.string() })
          .nullable()
          .meta({ description: 'The first entry that is missing, changed or out of order' }),
        finishedAt: instantText,
      })
      .nullable()
      .meta({ description: 'Of the newest check that came to its end' }),
  })
  .meta({ id: 'AuditVerification' });
