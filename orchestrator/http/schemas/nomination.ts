import { z } from 'zod';
import { nominatedKinds } from '../../../workflows/nomination/nomination.ts';
import { coal, grain, petroleum } from './declaration.ts';
import { decimal, decimalInput, definedOnly, instantText, name, reason } from './scalars.ts';

export const nominationParam = z.object({ number: z.string().min(1).max(40) });
export const nominatedLineParam = nominationParam.extend({
  line: z
    .string()
    .regex(/^[1-9]\d{0,2}$/, 'Expected the number of a line')
    .transform(Number)
    .meta({ type: 'integer', minimum: 1 }),
});

const party = z.object({ name: z.string(), address: z.string().optional() });
const cargoLine = z.object({
  line: z.int(),
  kind: z.enum(nominatedKinds),
  product: z.string(),
  declarationNo: z.string().nullable(),
  goodsItem: z.int().nullable(),
  mass: decimal.nullable(),
  volume: decimal.nullable(),
  holds: z.array(z.object({ name: z.string(), quantity: decimal })),
  billsOfLading: z.array(z.string()),
  originPort: z.string(),
  consignor: party,
  consignee: party,
});
const nominated = {
  number: z.string(),
  revision: z.int(),
  ship: z.object({ name: z.string(), imo: z.string(), voyage: z.string() }),
  berth: z.string().nullable(),
  eta: instantText,
  etb: instantText.nullable(),
  etd: instantText.nullable(),
};
const received = { by: z.string(), at: instantText };

export const nomination = z
  .object({
    id: z.string(),
    status: z.enum(['open', 'cancelled', 'closed']),
    ...nominated,
    lines: z.array(
      cargoLine.extend({
        declared: z
          .object({
            consignment: z.string(),
            revision: z.int().meta({ description: 'It was declared from' }),
            changedSince: z.boolean(),
          })
          .nullable(),
      }),
    ),
    received: z.object(received),
    former: z.array(
      z.object({ ...received, nomination: z.object({ ...nominated, lines: z.array(cargoLine) }) }),
    ),
    cancelled: z.object({ ...received, reason: z.string() }).nullable(),
  })
  .meta({ id: 'NominationAsItStands' });

export const cancellation = z.strictObject({ reason });

/** What the nomination says already; `declarationNo`, `goodsItem` and `declaredMass` only where it leaves them open. */
const said = { transport: true, consignor: true, consignee: true } as const;
const open = { declarationNo: true, goodsItem: true, declaredMass: true } as const;
const told = {
  portOfDischarge: name,
  arrival: z
    .union([z.iso.date(), z.iso.datetime({ offset: true })])
    .nullable()
    .default(null)
    .meta({ description: 'When the ship came in' }),
  declaredMass: decimalInput.optional().meta({ description: 't; only where the nomination has none' }),
};

/** What a nomination cannot tell of a cargo line that is declared. */
export const lineDeclaration = z
  .discriminatedUnion('kind', [
    coal.omit(said).partial(open).extend(told).transform(definedOnly),
    grain
      .omit({ ...said, holds: true })
      .partial(open)
      .extend(told)
      .transform(definedOnly),
    petroleum
      .omit({ ...said, parcels: true })
      .partial(open)
      .extend(told)
      .transform(definedOnly),
  ])
  .meta({ id: 'NominatedLineDeclaration' });

export const nominationExample = {
  number: 'NOM-2026-0117',
  revision: 1,
  ship: { name: 'MV Example Star', imo: '9074729', voyage: '026E' },
  berth: 'K3',
  eta: '2026-05-03T22:10:00+08:00',
  etb: null,
  etd: null,
  lines: [
    {
      line: 1,
      kind: 'coal',
      product: 'Steam coal, screened 0-50 mm',
      declarationNo: '531620261234567890',
      goodsItem: 1,
      mass: '52480',
      holds: [
        { name: '1', quantity: '26000' },
        { name: '3', quantity: '26480' },
      ],
      billsOfLading: ['NEWC-88123'],
      originPort: 'Newcastle',
      consignor: { name: 'Example Mining Pty Ltd' },
      consignee: { name: 'Example Energy Co., Ltd.', address: '1 Harbour Road' },
    },
  ],
};

export const lineDeclarationExample = {
  kind: 'coal',
  inspectionOrderNo: 'ZX2026-0417',
  commodity: { name: { zh: '动力煤', en: 'Steam coal' }, hsCode: '2701129000' },
  coalClass: 'other',
  coalKind: 'screened',
  lotSize: 'large',
  expectedAshDry: '14.20',
  nominalTopSize: '50',
  basis: 'mass',
  sampler: 'CS-01',
  preparationLine: 'CP-01',
  haulDistance: null,
  customer: { name: 'Example Energy Co., Ltd.' },
  portOfDischarge: 'Example Port',
  arrival: '2026-05-03T22:10:00+08:00',
};
