import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { packMl } from '../../workflows/plant-unit/messages.ts';
import type { PlantState } from '../../workflows/plant-unit/messages.ts';
import { RefusedError } from '../../workflows/kernel/refusal.ts';

const seen = z.strictObject({
  state: z.enum(Object.keys(packMl) as [PlantState, ...PlantState[]]),
  runId: z.number().nullable(),
  sampleId: z.string(),
  writeIdx: z.number(),
  infeed: z.strictObject({ sampleId: z.string(), containers: z.number() }).nullable(),
});

const content = z.strictObject({
  version: z.literal(1),
  /** The last record of the ring that is safe on our side; null before the first. */
  consumed: z.number().nullable(),
  /** The sample of the newest record that was told under nobody's name, as the plant names it. */
  nobodys: z.string().nullable(),
  /** Whose samples are whose, newest last; a record belongs to ours from `fromIdx` on. */
  samples: z.array(z.strictObject({ theirs: z.string(), ours: z.string(), fromIdx: z.number() })),
  /** What was seen when a command was asked for, and what was answered; newest last. */
  asked: z.array(z.strictObject({ commandId: z.string(), seen, answer: z.enum(['done', 'overtaken']).nullable() })),
  /** Jobs that were aborted on our side: nothing of the plant is theirs any more. */
  withdrawn: z.array(z.string()),
});

export type ShadowContent = Readonly<z.infer<typeof content>>;
export type AskedCommand = ShadowContent['asked'][number];
export type SharedSample = ShadowContent['samples'][number];

/** As many as a unit's process remembers of samples; commands and jobs are older than any that is asked again long before. */
const remembered = 32;

const empty: ShadowContent = { version: 1, consumed: null, nobodys: null, samples: [], asked: [], withdrawn: [] };

/**
 * What following a unit must not forget over a restart of the server, in one JSON file: on the platter before `change` returns, replaced
 * by renaming, so that a kill leaves either the old or the new content. Without the file nothing wrong is said: the records still in
 * the ring are told again, and those of a run under way under nobody's name.
 *
 * Throws a RefusedError `SHADOW_MEMORY_NOT_VALID` for a file that is not one of these.
 */
export class ShadowMemory {
  private readonly file: string;
  private current: ShadowContent;

  constructor(file: string) {
    this.file = file;
    this.current = existsSync(file) ? parse(file, readFileSync(file, 'utf8')) : empty;
  }

  get content(): ShadowContent {
    return this.current;
  }

  /** Throws what the file system throws; then nothing is changed. */
  change(changes: Partial<Omit<ShadowContent, 'version'>>): void {
    const next = { ...this.current, ...changes };
    const kept: ShadowContent = {
      ...next,
      samples: next.samples.slice(-remembered),
      asked: next.asked.slice(-remembered),
      withdrawn: next.withdrawn.slice(-remembered),
    };
    mkdirSync(dirname(this.file), { recursive: true });
    replace(this.file, JSON.stringify(kept));
    this.current = kept;
  }
}

function replace(file: string, text: string): void {
  const next = `${file}.next`;
  const descriptor = openSync(next, 'w');
  try {
    writeSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(next, file);
}

function parse(file: string, text: string): ShadowContent {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    throw notValid(file, (error as Error).message);
  }
  const parsed = content.safeParse(raw);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw notValid(file, `${issue?.path.join('.') || '(file)'}: ${issue?.message ?? 'is not valid'}`);
}

const notValid = (file: string, why: string) =>
  new RefusedError({
    code: 'SHADOW_MEMORY_NOT_VALID',
    field: file,
    message: `${file} is not what a unit in shadow mode remembers: ${why}.`,
    remedy:
      'Bring the file back from a copy, or remove it: then what the ring still holds is told again, and a run under way is not followed.',
  });
