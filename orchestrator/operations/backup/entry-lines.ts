import { z } from 'zod';
import { processId } from '../../../workflows/kernel/brand.ts';
import type { JournalEntry } from '../../storage/ports.ts';

const lineSchema = z.strictObject({
  position: z.int().min(1),
  process: z.string().min(1).transform(processId),
  seq: z.int().min(1),
  inputId: z.string(),
  answers: z.string().nullable(),
  effects: z.int().min(0),
  finished: z.boolean(),
  body: z.string(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});

const fields = Object.keys(lineSchema.shape);

/** Entries as JSON Lines, each body byte for byte as it was hashed. */
export const linesOf = (entries: readonly JournalEntry[]): Buffer =>
  Buffer.from(entries.map((entry) => `${JSON.stringify(entry, fields)}\n`).join(''));

/** Throws for a line that is no entry. */
export const entriesIn = (lines: Buffer): readonly JournalEntry[] =>
  lines
    .toString('utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => lineSchema.parse(JSON.parse(line)));
