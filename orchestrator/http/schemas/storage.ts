import { z } from 'zod';
import {
  bilingual,
  decimal,
  decimalInput,
  instantInput,
  instantText,
  name,
  reason,
  words,
  pageQuery,
} from './scalars.ts';

const seal = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .nullable()
  .meta({ description: 'As read on the seal; null: it carries none' });
const cabinet = z.string().min(1).max(20).meta({ example: 'RES-A' });
const slot = z.int().min(1).max(10_000);
const code = z.string().meta({ description: 'As on the label' });
const kg = decimalInput.meta({ description: 'kg', example: '0.850' });

/** What is said of a weighing of a closed container. */
export const weighed = { gross_kg: kg, tare_kg: kg };
export { seal as sealRead };

const flag = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .exactOptional();

const bottleStatuses = [
  'awaited',
  'claiming',
  'stored',
  'disposing',
  'fetching',
  'out',
  'disposed',
  'usedUp',
] as const;

export const bottlesQuery = z.object({
  cabinet: cabinet.exactOptional(),
  status: z.enum(bottleStatuses).exactOptional(),
  due: flag.meta({ description: 'Whether it may be disposed of today' }),
  onHold: flag,
  quarantined: flag,
  ...pageQuery(200, 500),
});

export const placing = z.discriminatedUnion('act', [
  z.strictObject({
    act: z.literal('PUT_AWAY'),
    cabinet,
    slot,
    seal,
    sealOff: seal
      .default(null)
      .meta({ description: 'The seal that was broken while it was out; null: it stayed closed' }),
    weighed: z.strictObject(weighed),
  }),
  z.strictObject({ act: z.literal('MOVE'), cabinet, slot, reason }),
]);

export const fetching = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('FETCH'), reason }),
  z.strictObject({ act: z.literal('USED_UP'), reason }),
]);

const day = z.iso.date();
export const keeping = z.discriminatedUnion('act', [
  z
    .strictObject({
      act: z.literal('RETAIN'),
      countedFrom: z
        .union([day, instantInput])
        .exactOptional()
        .meta({ description: 'Day or instant from which the rule counts: when the results were reported' }),
      until: day.exactOptional().meta({ description: 'Last day asked for beside the rule' }),
      reason,
    })
    .refine(({ countedFrom, until }) => countedFrom !== undefined || until !== undefined, {
      path: ['until'],
      message: 'Expected countedFrom, until, or both',
    }),
  z.strictObject({ act: z.literal('HOLD'), reason }),
  z.strictObject({ act: z.literal('LIFT_HOLD'), no: z.int().min(1), reason }),
  z.strictObject({ act: z.literal('LIFT_QUARANTINE'), reason }),
]);

export const disposing = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('PROPOSE'), method: words, reason }),
  z.strictObject({ act: z.literal('CONFIRM') }),
  z.strictObject({ act: z.literal('DECLINE'), reason }),
]);

export const cabinetParam = z.object({ cabinet });
export const cabinetActing = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('SCAN') }),
  z.strictObject({
    act: z.literal('SETTLE'),
    no: z.int().min(1).meta({ description: 'The order the cabinet is at' }),
    carriedOut: z.boolean().meta({
      description:
        'As a person has seen it, or done it by hand. While the machine that had the order is out of reach, `true` is a proposal until another person confirms it',
    }),
    reason,
  }),
  z.strictObject({ act: z.literal('CONFIRM'), no: z.int().min(1) }),
  z.strictObject({ act: z.literal('DECLINE'), no: z.int().min(1), reason }),
]);

const place = z.object({ cabinet: z.string(), slot: z.int() });
/** Null for who works blind: an officer's words may tell the cargo. */
const officersWords = z.string().nullable().meta({ description: 'null where you may not read it' });
const word = { by: name, at: instantText, reason: officersWords };

const refused = z.object({ code: z.string(), message: z.string(), remedy: z.string() });

/** All that leaves the house of a stored bottle. Adding a member here is a decision about blindness. */
export const storedBottle = z
  .object({
    id: z.string(),
    code,
    kind: z.string(),
    status: z.enum(bottleStatuses),
    slot: place.nullable(),
    claim: place.nullable().meta({ description: 'The slot it has asked for; read it again' }),
    slotRefusal: refused.nullable().meta({ description: 'Why the last slot was not given, or the bottle not given out' }),
    inMachine: z.boolean().meta({ description: 'Only the machine of its cabinet gives it out' }),
    keepUntil: z.string().nullable().meta({ description: 'Last day; null while it has no end' }),
    disposableFrom: z.string().nullable(),
    decidedBy: z.enum(['rule', 'contract', 'dispute', 'legal-hold', 'not-begun']),
    retentionOverAt: instantText.nullable(),
    onHold: z.boolean(),
    holds: z.array(z.object({ no: z.int(), ...word, lifted: z.object(word).nullable() })),
    quarantined: z.boolean(),
    findings: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string() })),
    wantedForTest: z.boolean(),
    disposal: z.object({ ...word, method: z.string(), notBy: z.string() }).nullable(),
    record: z.array(
      z.object({
        what: z.string(),
        ...word,
        slot: place.nullable(),
        found: z
          .object({ seal: z.string().nullable(), mass: decimal.meta({ description: 'kg, net' }) })
          .nullable(),
      }),
    ),
    startedAt: instantText,
    endedAt: instantText.nullable(),
  })
  .meta({ id: 'StoredBottle' });

export const storageCabinet = z
  .object({
    id: z.string(),
    name: bilingual,
    slots: z.array(
      z.object({
        slot: z.int(),
        code: z.string().nullable(),
        since: instantText.nullable(),
        plc: z
          .enum(['occupied', 'empty'])
          .nullable()
          .meta({ description: 'What its PLC says; null where it has none or says nothing current' }),
        label: z.string().nullable().meta({ description: 'As the machine of a commanded cabinet read it' }),
        differs: z.boolean().meta({ description: 'The PLC contradicts what is recorded' }),
      }),
    ),
    machine: z
      .string()
      .nullable()
      .meta({ description: 'The unit that stores and retrieves by command; null where people do' }),
    machineLive: z.boolean().nullable().meta({ description: 'Whether that unit answers now' }),
    orders: z.array(
      z.object({
        no: z.int(),
        op: z.enum(['store', 'retrieve', 'scan']),
        code: z.string().nullable(),
        slot: z.int().nullable(),
        at: instantText,
        status: z
          .enum(['waiting', 'with-machine', 'unanswered'])
          .meta({ description: 'unanswered: a person looks, and says what became of it' }),
        problem: z.object({ code: z.string(), message: z.string() }).nullable(),
        proposal: z
          .object({ by: name, at: instantText, reason: z.string() })
          .nullable()
          .meta({ description: 'Who says that it was carried out; another person confirms it' }),
      }),
    ),
    lastScan: z
      .object({
        at: instantText,
        by: name,
        refusal: refused.nullable().meta({ description: 'Why it was not made' }),
        differences: z.array(
          z.object({ slot: z.int(), recorded: z.string().nullable(), read: z.string().nullable() }),
        ),
      })
      .nullable(),
    contradictions: z
      .array(
        z.object({
          no: z.int(),
          op: z.enum(['store', 'retrieve']),
          code: z.string(),
          slot: z.int(),
          carriedOut: z.boolean().meta({ description: 'What was said' }),
          by: name,
          second: name.nullable().meta({ description: 'Who confirmed it' }),
          at: instantText,
          reason: z.string(),
          shown: z
            .object({ occupied: z.boolean(), label: z.string().nullable() })
            .nullable()
            .meta({ description: 'What the slot shows; null where it tells nothing' }),
          seenAt: instantText,
        }),
      )
      .meta({ description: 'Where the machine showed otherwise than people had said; the newest' }),
  })
  .meta({ id: 'StorageCabinet' });
