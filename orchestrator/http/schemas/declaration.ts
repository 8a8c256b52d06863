import { z } from 'zod';
import { declaredUses, provinces } from '../../../workflows/conformity/destination.ts';
import { decimalInput, definedOnly, name, unitIdInput } from './scalars.ts';

const party = z
  .strictObject({ name, address: name.optional() })
  .transform(definedOnly)
  .meta({ description: 'Name and address as declared' });

/** Body of a declaration; figures are checked for meaning by the house, here only for form. */
export const declarationSchema = z
  .strictObject({
    declarationNo: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9-]{4,40}$/),
    goodsItem: z.int().min(1).max(999),
    inspectionOrderNo: name.nullable(),
    commodity: z.strictObject({
      name: z.strictObject({ zh: name, en: name }),
      hsCode: z.string().regex(/^\d{6,13}$/),
      class: z.enum(['lignite', 'other']),
    }),
    coalKind: z.enum(['raw', 'screened', 'cleaned', 'other-washed']),
    lotSize: z.enum(['large', 'small']).meta({ description: 'large = ship, small = train, truck or barge' }),
    declaredMass: decimalInput.meta({ description: 't, > 0' }),
    expectedAshDry: decimalInput.meta({ description: '%, dry basis' }),
    nominalTopSize: decimalInput.meta({ description: 'mm' }),
    basis: z.enum(['time', 'mass']),
    sampler: unitIdInput,
    preparationLine: unitIdInput,
    rulePack: name.optional().meta({ description: "Rule pack to plan and judge by; default: the site's" }),
    haulDistance: decimalInput.nullable().meta({ description: 'km from entry port to place of use' }),
    destinationProvince: z.enum(provinces).optional().meta({ description: 'Province of the place of use (ISO 3166-2); left out when unknown' }),
    declaredUse: z.enum(declaredUses).optional().meta({ description: 'loose-in-key-region: loose coal for a key region, with limits of its own' }),
    relaxationClaim: name.optional().meta({ description: 'Why Article 8 of Order 16 of 2014 is claimed; recorded, limits stay' }),
    transport: z.strictObject({
      vessel: name,
      voyage: name,
      billOfLading: name,
      portOfLoading: name,
      portOfDischarge: name,
      arrival: z.union([z.iso.date(), z.iso.datetime({ offset: true }), z.null()]),
    }),
    customer: party,
    consignor: party,
    consignee: party,
  })
  .transform(definedOnly)
  .meta({ id: 'Declaration' });

export const declarationExample = {
  declarationNo: '531620261234567890',
  goodsItem: 1,
  inspectionOrderNo: 'ZX2026-0417',
  commodity: { name: { zh: '动力煤', en: 'Steam coal' }, hsCode: '2701129000', class: 'other' },
  coalKind: 'screened',
  lotSize: 'large',
  declaredMass: '52480',
  expectedAshDry: '14.20',
  nominalTopSize: '50',
  basis: 'mass',
  sampler: 'CS-01',
  preparationLine: 'CP-01',
  haulDistance: null,
  transport: {
    vessel: 'MV Example Star',
    voyage: '026E',
    billOfLading: 'NEWC-88123',
    portOfLoading: 'Newcastle',
    portOfDischarge: 'Example Port',
    arrival: '2026-05-03T22:10:00+08:00',
  },
  customer: { name: 'Example Energy Co., Ltd.' },
  consignor: { name: 'Example Mining Pty Ltd' },
  consignee: { name: 'Example Energy Co., Ltd.', address: '1 Harbour Road' },
};
