import { z } from 'zod';
import { containerKinds, stageKinds } from '../../../config/site/display-schema.ts';
import { runCommands } from '../../services/possible-commands.ts';
import { subscription, waitingRun, workingRun } from './plant.ts';
import { bilingual, instantText } from './scalars.ts';

const span = z.object({ low: z.number(), high: z.number() }).meta({ id: 'Span' });

const shownTag = z
  .object({
    name: z
      .string()
      .meta({ description: 'As in the readings of listUnits, and in getTrends', example: 'Act.BeltFlow' }),
    title: bilingual,
    kind: z.enum(['analog', 'flag', 'state', 'counter', 'text', 'time']),
    direction: z.enum(['read', 'write']).meta({ description: 'write: a setting; it has no reading' }),
    unit: z.string().nullable().meta({ description: 'Engineering unit' }),
    range: span.nullable().meta({ description: 'Ends of the scale of an analog' }),
    normal: span
      .nullable()
      .meta({ description: 'Outside it the value is abnormal; null where there is no band' }),
    decimals: z.int().nullable(),
    values: z.array(z.object({ value: z.string(), title: bilingual, normal: z.boolean() })).meta({
      description: 'Words for what a flag ("true", "false") or a state (its number as text) can be',
    }),
    trend: z.boolean().meta({ description: 'Its past is kept: getTrends takes it' }),
  })
  .meta({ id: 'ShownTag' });

const worded = z
  .object({ tag: z.string(), value: z.string().nullable(), title: z.union([bilingual, z.null()]) })
  .meta({ id: 'WordedValue', description: 'null: not known now' });

const nullableTag = z.string().nullable();
const containers = z
  .object({
    kind: z.enum(containerKinds),
    title: bilingual,
    first: z.int().meta({ description: 'Number of the first place' }),
    count: z.int(),
    capacity: z.object({ value: z.number(), unit: z.string() }).nullable(),
    tags: z.object({
      position: nullableTag,
      sealed: nullableTag,
      mass: nullableTag,
      fill: nullableTag,
      code: nullableTag,
      places: z.array(z.string()).meta({ description: 'One tag a place, in their order' }),
    }),
  })
  .meta({ id: 'Containers' });

export const possibleCommand = z
  .object({
    run: z.string(),
    command: z.enum(runCommands),
    possible: z.boolean(),
    refusal: z
      .object({ code: z.string(), message: z.string(), remedy: z.string() })
      .nullable()
      .meta({ description: 'Why not' }),
  })
  .meta({ id: 'PossibleCommand' });

export const unitDescription = z
  .object({
    unit: z.string(),
    kind: z.string().meta({ example: 'coal-cross-belt-sampler' }),
    title: bilingual,
    place: z.union([bilingual, z.null()]),
    capacity: z.int().meta({ description: 'Samples it works at at once' }),
    shadow: z.boolean(),
    serverTime: instantText,
    readAt: instantText,
    live: z.boolean(),
    reason: z.string().nullable(),
    state: worded,
    mode: worded,
    fault: z
      .object({
        code: z.int(),
        class: z.int(),
        title: z.union([bilingual, z.null()]),
        classTitle: z.union([bilingual, z.null()]),
        firstOut: z.int(),
        firstOutTitle: z.union([bilingual, z.null()]),
      })
      .nullable()
      .meta({ description: 'Codes are 0 where none stands; null when not known' }),
    interlocks: z.object({
      wordTag: z.string(),
      firstOutTag: z.string(),
      bits: z.array(
        z.object({
          bit: z.int(),
          title: bilingual,
          set: z.boolean().nullable().meta({ description: 'Set blocks; null: not known' }),
          firstOut: z.boolean(),
        }),
      ),
    }),
    watchdogs: z.object({
      plc: z.object({ tag: z.string(), everyMs: z.int(), lostAfterMs: z.int() }),
      ours: z.object({ tag: z.string(), everyMs: z.int(), seen: z.boolean().nullable() }),
      subscription: subscription.nullable(),
      clockDrift_s: z.number(),
      certificates: z.array(
        z.object({
          whose: z.enum(['plc', 'ours']),
          subject: z.string(),
          validTo: z.string(),
          daysLeft: z.int(),
        }),
      ),
    }),
    stages: z
      .array(
        z.object({ id: z.string(), kind: z.enum(stageKinds), title: bilingual, tags: z.array(shownTag) }),
      )
      .meta({ description: 'Functional units in the order of the flow; the controller last' }),
    containers: containers.nullable(),
    holders: z.array(workingRun),
    waiting: z.array(waitingRun),
    commands: z
      .array(possibleCommand)
      .meta({ description: 'What each run it serves would answer now; only of runs that you may command' }),
  })
  .meta({ id: 'UnitDescription' });
