import { z } from 'zod';
import { instant, unitId } from '../../workflows/kernel/brand.ts';
import type { Instant, UnitId } from '../../workflows/kernel/brand.ts';
import { ok, refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';
import { parseTagMap } from '../tag-map/parse.ts';
import type { TagMap } from '../tag-map/parse.ts';

/**
 * A recording of a unit: JSON Lines, the header first. `ms` is the time of receipt since the header's `started`, by a clock that does not
 * jump. A recording that was killed has no `end` and is whole all the same.
 */
const formatName = 'quaylab-plant-recording';

const iso = z.iso.datetime({ offset: true });
const ms = z.number().min(0);

const header = z.strictObject({
  format: z.literal(formatName),
  version: z.literal(1),
  unit: z.string().min(1),
  kind: z.string(),
  endpoint: z.string(),
  started: iso,
  /** The unit's tag map, whole: a replay has its names, types and tables from it. */
  tagMap: z.unknown(),
});

const ringRecord = z.strictObject({
  idx: z.int().min(1),
  time: iso.transform(instant),
  type: z.string(),
  sampleId: z.string(),
  no: z.number(),
  mass: z.number(),
  flow: z.number(),
  total: z.number(),
  kept: z.number(),
});

const line = z.union([
  /** A value that changed, in the tag map's engineering unit; null when its quality is bad. */
  z.strictObject({
    ms,
    tag: z.string(),
    value: z.union([z.number(), z.string(), z.boolean(), z.null()]),
    quality: z.enum(['good', 'uncertain', 'bad']),
    sourceTime: iso.nullable(),
  }),
  /** Records of the event ring as they were read together. */
  z.strictObject({ ms, records: z.array(ringRecord).min(1) }),
  /** Records that were overwritten before they were read. */
  z.strictObject({ ms, gap: z.strictObject({ from: z.int().min(1), to: z.int().min(1) }) }),
  z.strictObject({ ms, link: z.strictObject({ live: z.boolean(), reason: z.string().nullable() }) }),
  z.strictObject({ ms, end: z.enum(['stopped', 'time', 'state']) }),
]);

export type RecordedLine = Readonly<z.infer<typeof line>>;

export interface RecordingHeader {
  readonly unit: UnitId;
  readonly endpoint: string;
  readonly started: Instant;
  readonly tagMap: TagMap;
}

export interface Recording extends RecordingHeader {
  readonly lines: readonly RecordedLine[];
}

/** Each with its line feed: written in one piece, a line is whole or not there. */
export const headerText = ({ unit, endpoint, started, tagMap }: RecordingHeader): string =>
  `${JSON.stringify({ format: formatName, version: 1, unit, kind: tagMap.kind, endpoint, started, tagMap })}\n`;
export const lineText = (recorded: RecordedLine): string => `${JSON.stringify(recorded)}\n`;

/**
 * Reads a recording. Refuses `RECORDING_NOT_VALID` with the number of the first line that is wrong, and what to do; a last line that was
 * cut off, as by a full disk or a broken copy, is told as such. `field` is `line N`.
 *
 * @param name of the file, for messages.
 */
export function parseRecording(name: string, text: string): Outcome<Recording> {
  const rows = text.split('\n');
  // Every line ends with a line feed: what follows the last one is a line that was cut off.
  const rest = rows.pop() ?? '';
  const [first = ''] = rows;
  const head = header.safeParse(jsonOf(first));
  if (!head.success) {
    const remedy = 'Name a file that quaylab plant record has made.';
    return notValid(name, 1, `is not the header of a recording of version 1: ${faultOf(head.error)}`, remedy);
  }
  const tagMap = parseTagMap(head.data.tagMap);
  if (!tagMap.ok) return notValid(name, 1, tagMap.refusal.message, 'Record the unit again with a tag map of this version.');
  const lines: RecordedLine[] = [];
  for (const [index, row] of rows.entries()) {
    if (index === 0) continue;
    const parsed = line.safeParse(jsonOf(row));
    if (!parsed.success) return notValid(name, index + 1, `is not a line of a recording: ${faultOf(parsed.error)}`, removeFrom(index + 1));
    lines.push(parsed.data);
  }
  if (rest !== '') return notValid(name, rows.length + 1, 'is cut off', removeFrom(rows.length + 1));
  const unordered = lines.findIndex((each, index) => each.ms < (lines[index - 1]?.ms ?? 0));
  if (unordered >= 0) return notValid(name, unordered + 2, 'is earlier than the line before it', removeFrom(unordered + 2));
  const { unit, endpoint, started } = head.data;
  return ok({ unit: unitId(unit), endpoint, started: instant(started), tagMap: tagMap.value, lines });
}

const removeFrom = (number: number) => `Remove line ${number} and what follows it: the lines before it are whole and can be replayed.`;

const notValid = (name: string, number: number, what: string, remedy: string): Outcome<never> =>
  refuse({ code: 'RECORDING_NOT_VALID', field: `line ${number}`, message: `${name}: line ${number} ${what}.`, remedy });

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const faultOf = ({ issues: [issue] }: z.ZodError): string => `${issue?.path.join('.') || 'JSON'}: ${issue?.message ?? 'is wrong'}`;
