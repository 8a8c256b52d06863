import { z } from 'zod';
import { instantText, name, reason } from './scalars.ts';

const found = z.enum(['destination', 'departure', 'nowhere']);
const carrierState = z.enum(['none', 'atStation', 'underWay', 'arrived', 'lost', 'stuck']);

export const tubeParam = z.object({ tube: z.string().min(1).max(20).meta({ example: 'T-1' }) });
export const tubeActing = z.strictObject({
  act: z.literal('SETTLE'),
  no: z.int().min(1).meta({ description: 'The order the tube is at' }),
  found: found.meta({
    description: 'Where a person has seen the carrier: at its destination, where it was to leave, or nowhere',
  }),
  reason,
});

const ways = { no: z.int(), carrier: z.string(), from: z.string(), to: z.string(), at: instantText };

export const pneumaticTube = z
  .object({
    id: z.string(),
    stations: z.array(z.string()),
    machine: z
      .string()
      .nullable()
      .meta({ description: 'The unit that sends by command; null where people work the tube' }),
    machineLive: z.boolean().nullable().meta({ description: 'Whether that unit answers now' }),
    carrier: z
      .object({ state: carrierState, station: z.string().nullable(), read: z.string() })
      .nullable()
      .meta({ description: 'Of the newest transfer, as the PLC shows it; null where it tells nothing current' }),
    orders: z.array(
      z.object({
        ...ways,
        status: z
          .enum(['waiting', 'with-machine', 'under-way', 'unanswered'])
          .meta({ description: 'unanswered: a person looks, and says where the carrier is' }),
        problem: z.object({ code: z.string(), message: z.string() }).nullable(),
      }),
    ),
    contradictions: z
      .array(
        z.object({
          ...ways,
          found,
          by: name,
          reason: z.string(),
          shown: z.object({ state: carrierState, station: z.string().nullable() }).nullable(),
          seenAt: instantText,
        }),
      )
      .meta({ description: 'Where the PLC told otherwise than people had said; the newest' }),
  })
  .meta({ id: 'PneumaticTube' });
