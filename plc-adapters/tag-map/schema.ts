import { z } from 'zod';
import { packMl } from '../../workflows/plant-unit/messages.ts';
import type { PlantState } from '../../workflows/plant-unit/messages.ts';
import type { UnitCommandName } from '../unit-driver.ts';

/** What a tag map file may say. Cross-checks between its parts are in `parse.ts`. */

const unitKinds = [
  'coal-cross-belt-sampler',
  'coal-falling-stream-sampler',
  'coal-preparation-line',
  'grain-diverter-sampler',
  'petroleum-in-line-sampler',
  'pneumatic-tube',
  'storage-cabinet',
] as const;
export type UnitKind = (typeof unitKinds)[number];

/** OPC UA built-in types a tag may have, by their short names in PLC programs. */
const tagTypes = [
  'Bool', 'Int16', 'UInt16', 'Int32', 'UInt32', 'Float', 'Double', 'String', 'DateTime',
] as const; // prettier-ignore
export type TagType = (typeof tagTypes)[number];

const commandNames = [
  'reset', 'start', 'stop', 'hold', 'unhold', 'suspend', 'unsuspend', 'abort', 'clear', 'complete', 'load',
  'skip-stage', 'eject', 'store', 'retrieve', 'scan', 'send',
] as const satisfies readonly UnitCommandName[]; // prettier-ignore

const stateNames = Object.keys(packMl) as PlantState[];

/** `Sts.AckSeq`, `Crusher6.Act.MassIn`, or a whole array at once: `Cmd.Param[0..15]`. */
const tagName = z
  .string()
  .regex(
    /^[A-Za-z]\w*(\.[A-Za-z]\w*)*(\[\d+(\.\.\d+)?\])?$/,
    'is not a tag name such as Act.BeltFlow or Cmd.Param[0..15]',
  );

const tagReference = z.string().min(1);
const numberKey = z.string().regex(/^\d+$/, 'is not a whole number');
const duration = z.int().positive();

const tagSpec = z.strictObject({
  type: z.enum(tagTypes),
  /** R: the PLC writes it; W: we write it; RW: we write it and read it back. */
  dir: z.enum(['R', 'W', 'RW']),
  /** Engineering unit of the value after scaling, for example `t/h`. */
  unit: z.string().min(1).optional(),
  /** Engineering value = raw × factor + offset. */
  factor: z.number().refine((factor) => factor !== 0, 'must not be zero').optional(),
  offset: z.number().optional(),
  /** The node where it does not follow `nodePattern`; may contain `${unit}`. */
  node: z.string().regex(/^nsu=[^;]+;[sigb]=.+$/, 'is not of the form nsu=<uri>;s=<name>').optional(),
}); // prettier-ignore

const resultText = z.strictObject({
  code: z.string().regex(/^[A-Z][A-Z_]+$/, 'is not a code in capitals'),
  text: z.string().min(1),
});

/** PackML's own numbers (ISA-TR88.00.02): what the short form `commands: methods` stands for. */
const packMlCommands = {
  reset: { code: 1 }, start: { code: 2 }, stop: { code: 3 }, hold: { code: 4 }, unhold: { code: 5 },
  suspend: { code: 6 }, unsuspend: { code: 7 }, abort: { code: 8 }, clear: { code: 9 }, complete: { code: 10 },
}; // prettier-ignore

/** Writes `commands: methods` out. */
const spellOut = (raw: unknown): unknown =>
  typeof raw === 'object' && raw !== null && 'commands' in raw && raw.commands === 'methods'
    ? { ...raw, commands: packMlCommands, commandsBy: 'methods' }
    : raw;

const tagMapFile = z.strictObject({
  kind: z.enum(unitKinds),
  version: z.string().regex(/^\d+\.\d+\.\d+$/, 'is not a version such as 1.0.0'),
  namespaceUri: z.string().min(1),
  /** How many samples the unit works at at once; 1 when absent. A line that pipelines has room for more. */
  capacity: z.int().min(1).max(32).optional(),
  /** How a node id is made from `${namespaceUri}`, `${unit}` and `${tag}`. */
  nodePattern: z
    .string()
    .startsWith('nsu=')
    .refine((pattern) => pattern.includes('${tag}'), 'does not contain ${tag}'),
  tags: z.record(tagName, tagSpec),
  commands: z.partialRecord(
    z.enum(commandNames),
    z.strictObject({
      code: z.int().min(1),
      /** Overrides `timing.doneWithinMs` where the plant takes longer. */
      doneWithinMs: duration.optional(),
    }),
  ),
  /** How commands reach the unit: by the numbers of the common block (when absent), or as OPC UA method calls. */
  commandsBy: z.enum(['tags', 'methods']).optional(),
  /** The object whose methods are called; may contain `${namespaceUri}` and `${unit}`. */
  methodObject: z.string().startsWith('nsu=').optional(),
  /** What is written to Cmd.UnitMode: the mode we believe the unit is in; 0 = any. */
  commandMode: z.int().min(0),
  states: z.record(numberKey, z.enum(stateNames)),
  ackResults: z.record(numberKey, resultText),
  doneResults: z.record(numberKey, resultText),
  /** Bit of Sts.IntlkWord → what it means; Sts.IntlkFirstOut is the bit + 1. */
  interlocks: z.record(numberKey, z.string().min(1)),
  ring: z.strictObject({
    size: z.int().min(2).max(4096),
    /** Tag of one record without its field, with `${slot}`. */
    record: z.string().refine((pattern) => pattern.includes('${slot}'), 'does not contain ${slot}'),
    writeIdx: tagReference,
    readIdx: tagReference,
    types: z.record(numberKey, z.enum(['increment', 'missed', 'container', 'grab', 'missed-grab', 'stage', 'through'])),
  }),
  /** Which tag tells the sample a unit is working for. */
  jobSampleId: tagReference,
  /** Which tags tell that material flows; null for a unit without a stream. */
  stream: z
    .strictObject({
      flow: tagReference,
      /** Flowing means `flow` above this, in the tag's unit. */
      flowingAbove: z.number().min(0),
      total: tagReference,
    })
    .nullable(),
  timing: z.strictObject({
    /** Requested publishing and sampling interval. */
    publishingMs: z.int().min(100).max(1000),
    /** Publishing intervals without a change until the server sends a keep-alive. */
    keepAliveCount: z.int().min(5).max(10),
    /** A start has this long for its first connection before the unit is told as not live. */
    firstConnectionMs: duration.default(15_000),
    /** How often the PLC counts Sts.PlcHeartbeat up. */
    plcHeartbeatMs: duration,
    /** Missed periods after which the PLC counts as silent. */
    plcHeartbeatLostAfter: z.int().min(2),
    /** How often we count Cmd.OrchHeartbeat up; the PLC holds after 10 s without. */
    orchestratorHeartbeatMs: duration.max(5000),
    /** How often everything is read whether or not a change was notified. */
    reconcileMs: duration,
    /** Longest wait for AckSeq while the unit is live. */
    ackWithinMs: duration,
    /** Longest wait for DoneSeq while the unit is live. */
    doneWithinMs: duration,
    /** A command that could not be written within this time is not written any more: the plant has moved on. */
    sendWithinMs: duration,
  }),
});

export const tagMapSchema = z.preprocess(spellOut, tagMapFile);

export type TagMapFile = z.infer<typeof tagMapSchema>;

/** True where commands are OPC UA method calls. */
export const speaksMethods = ({ commandsBy }: Pick<TagMapFile, 'commandsBy'>): boolean => commandsBy === 'methods';

export type TagSpec = z.infer<typeof tagSpec>;
