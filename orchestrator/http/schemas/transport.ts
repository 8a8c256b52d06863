import { z } from 'zod';
import { blindCode } from '../../../workflows/kernel/brand.ts';
import { urgency } from './plant.ts';
import { instantText, name, openPageQuery, reason, words } from './scalars.ts';
import { sealRead, weighed } from './storage.ts';

/** More than a box or a tube carrier takes. */
const mostContainers = 50;

const code = z.string().min(1).max(40).transform(blindCode).meta({ description: 'As on the label' });
const place = z.string().trim().min(1).max(100);
const means = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person') }),
  z.strictObject({ kind: z.literal('vehicle') }),
  z.strictObject({
    kind: z.literal('tube'),
    tube: z.string().min(1).max(20),
    urgency: urgency.default('normal'),
  }),
]);

export const carriagesQuery = z.object({
  code: code
    .exactOptional()
    .meta({ description: 'The carriage that has this container: for who holds it in his hands' }),
  ...openPageQuery,
});

export const carriageWish = z.strictObject({
  codes: z.array(code).min(1).max(mostContainers),
  from: place.meta({ description: 'Place; of a tube its station' }),
  to: place,
  means,
  receiver: name
    .nullable()
    .default(null)
    .meta({ description: 'User name of the only one who may receive it' }),
});

const { gross_kg } = weighed;
export const carriageAct = z.discriminatedUnion('act', [
  z.strictObject({
    act: z.literal('RELEASE'),
    containers: z
      .array(z.strictObject({ code, seal: sealRead, ...weighed }))
      .min(1)
      .max(mostContainers),
  }),
  z.strictObject({
    act: z.literal('TAKE'),
    carrier: place.meta({ description: 'User name, vehicle, or number of the tube carrier' }),
    trayInPlace: z.boolean().default(false).meta({ description: 'Of a tube: you saw the tray in its place' }),
  }),
  z.strictObject({
    act: z.literal('RECEIVE'),
    containers: z.array(z.strictObject({ code, seal: sealRead, gross_kg })).max(mostContainers),
    missing: z.array(code).max(mostContainers).default([]),
    condition: words,
  }),
  z.strictObject({ act: z.literal('REFUSE'), reason }),
  z.strictObject({ act: z.literal('MISS'), reason }),
  z.strictObject({ act: z.literal('WITHDRAW'), reason }),
]);

export const carriageLoss = z.strictObject({ reason });

const deed = { by: name, at: instantText };
/** All that leaves the house of a carriage: its codes, and nothing of what they are of. */
export const carriage = z
  .object({
    id: z.string(),
    status: z.string(),
    codes: z.array(z.string()),
    from: z.string(),
    to: z.string(),
    means,
    receiver: z.string().nullable(),
    requested: z.object(deed),
    released: z.object(deed).nullable(),
    taken: z.object({ ...deed, carrier: z.string() }).nullable(),
    byMachine: z.boolean().meta({ description: 'Its tube takes commands: TAKE puts it in, and the tube tells when it left and came' }),
    loaded: z
      .object({ ...deed, carrier: z.string() })
      .nullable()
      .meta({ description: 'Who put it into a carrier of such a tube' }),
    tubeRefusal: z
      .object({ code: z.string(), message: z.string(), remedy: z.string() })
      .nullable()
      .meta({ description: 'Why the tube did not take it, or gave it back' }),
    arrivedAt: instantText.nullable().meta({ description: 'When the tube brought it to its station' }),
    dueAt: instantText.nullable().meta({ description: 'When it is overdue' }),
    missing: z.object({ ...deed, reason: z.string() }).nullable(),
    received: z.object({ ...deed, condition: z.string(), missing: z.array(z.string()) }).nullable(),
    findings: z.array(z.object({ code: z.string(), container: z.string(), zh: z.string(), en: z.string() })),
    reason: z.string().nullable(),
    endedAt: instantText.nullable(),
  })
  .meta({ id: 'Carriage' });
