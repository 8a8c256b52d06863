import { z } from 'zod';
import { declarationSchema } from './declaration.ts';
import { urgency } from './plant.ts';
import { definedOnly, instantInput, instantText, name, reason, words } from './scalars.ts';

/** What customs knows of a goods item, and what it instructs. */
const known = z.strictObject({
  kind: z.literal('order'),
  declarationNo: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9-]{4,40}$/),
  goodsItem: z.int().min(1).max(999),
  inspectionOrderNo: name,
  required: z
    .array(name)
    .min(1)
    .nullable()
    .default(null)
    .meta({ description: 'Ids of items that must be tested' }),
  samplingStandard: name.nullable().default(null),
  urgency: urgency.optional().meta({ description: 'Default: normal' }),
  dueAt: instantInput
    .optional()
    .meta({ description: 'When the certificate must be there, ISO 8601 with zone; default: nothing is due' }),
  remark: words.nullable().default(null),
});

/** `kind` is `order` for what customs knows; any other kind is a whole declaration. */
export const orderBody = z
  .discriminatedUnion('kind', [known.transform(definedOnly), declarationSchema])
  .meta({ id: 'InspectionOrderRequest' });

export const orderExample = {
  kind: 'order',
  declarationNo: '531620261234567890',
  goodsItem: 1,
  inspectionOrderNo: 'ZX2026-0417',
  required: ['Pb', 'Cd'],
  samplingStandard: 'GB/T 30642-2014',
  urgency: 'urgent',
  dueAt: '2026-05-08T18:00:00+08:00',
  remark: null,
};

const placed = {
  declarationNo: z.string(),
  goodsItem: z.int(),
  inspectionOrderNo: z.string(),
  required: z.array(z.string()).nullable(),
  samplingStandard: z.string().nullable(),
  urgency: urgency.optional(),
  dueAt: instantText.nullish(),
  remark: z.string().nullable(),
  status: z.enum(['waiting', 'declared', 'rejected']),
  placedAt: instantText,
  problem: z
    .object({ code: z.string(), field: z.string().optional(), message: z.string(), remedy: z.string() })
    .nullable()
    .meta({ description: 'Why it waits though it was complete' }),
};

/** An order as customs sees it: who rejected it is no matter of theirs. */
export const placedOrder = z
  .object({ ...placed, rejection: z.object({ at: instantText, reason: z.string() }).nullable() })
  .meta({ id: 'PlacedInspectionOrder' });

export const inspectionOrder = z
  .object({
    id: z.string(),
    ...placed,
    client: z.string(),
    consignment: z.string().nullable(),
    rejection: z.object({ by: z.string(), at: instantText, reason: z.string() }).nullable(),
  })
  .meta({ id: 'InspectionOrder' });

export const rejectionBody = z.strictObject({ reason });
