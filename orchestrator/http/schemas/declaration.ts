import { z } from 'zod';
import { samplingMethods } from '../../../workflows/coal-sampling/types.ts';
import { declaredUses, provinces } from '../../../workflows/conformity/destination.ts';
import { grainSamplingBases } from '../../../workflows/grain-sampling/types.ts';
import { urgency } from './plant.ts';
import { decimalInput, definedOnly, instantInput, name, unitIdInput } from './scalars.ts';

const party = z
  .strictObject({ name, address: name.optional() })
  .transform(definedOnly)
  .meta({ description: 'Name and address as declared' });

/** What every declaration tells of one goods item. */
export const goods = {
  declarationNo: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9-]{4,40}$/),
  goodsItem: z.int().min(1).max(999),
  inspectionOrderNo: name.nullable(),
  commodity: z.strictObject({
    name: z.strictObject({ zh: name, en: name }),
    hsCode: z.string().regex(/^\d{6,13}$/),
  }),
  declaredMass: decimalInput.meta({ description: 't, > 0' }),
  sampler: unitIdInput,
  furtherSamplers: z
    .array(unitIdInput)
    .optional()
    .meta({ description: 'Others like it that cut the same cargo at the same time; default: none' }),
  urgency: urgency.optional().meta({ description: 'How pressing the cargo is; default: normal' }),
  dueAt: instantInput
    .optional()
    .meta({ description: 'When the certificate must be there, ISO 8601 with zone; default: nothing is due' }),
  rulePack: name.optional().meta({ description: "Rule pack to plan and judge by; default: the site's" }),
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
};

/** The declaration of each kind, for what is derived from it. */
export const coal = z.strictObject({
  kind: z.literal('coal'),
  ...goods,
  coalClass: z.enum(['lignite', 'other']),
  coalKind: z.enum(['raw', 'screened', 'cleaned', 'other-washed']),
  lotSize: z.enum(['large', 'small']).meta({ description: 'large = ship, small = train, truck or barge' }),
  expectedAshDry: decimalInput.meta({ description: '%, dry basis' }),
  nominalTopSize: decimalInput.meta({ description: 'mm' }),
  basis: z.enum(['time', 'mass']),
  method: z
    .enum(samplingMethods)
    .optional()
    .meta({ description: 'One cut at a random place in each interval, or at equal intervals (default)' }),
  preparationLine: unitIdInput,
  haulDistance: decimalInput.nullable().meta({ description: 'km from entry port to place of use' }),
  destinationProvince: z
    .enum(provinces)
    .optional()
    .meta({ description: 'Province of the place of use (ISO 3166-2); left out when unknown' }),
  declaredUse: z
    .enum(declaredUses)
    .optional()
    .meta({ description: 'loose-in-key-region: loose coal for a key region, with limits of its own' }),
  relaxationClaim: name
    .optional()
    .meta({ description: 'Why Article 8 of Order 16 of 2014 is claimed; recorded, limits stay' }),
});

const product = {
  product: name.meta({ description: "Id of the rule pack's limits, for example soybean, crude-oil" }),
  use: name.meta({
    description: "Declared use: id of the rule pack's limits, for example oil-crushing, refining",
  }),
  required: z
    .array(name)
    .min(1)
    .nullable()
    .meta({ description: 'Items customs asks for; null = all that have limits' }),
};

export const grain = z.strictObject({
  kind: z.literal('grain'),
  ...goods,
  ...product,
  holds: z
    .array(z.strictObject({ name, mass: decimalInput.meta({ description: 't' }) }))
    .min(1)
    .max(30)
    .meta({ description: 'Holds in the order they are unloaded' }),
  scheme: name.optional().meta({ description: "Sampling scheme; default: the site's" }),
  purpose: name.optional().meta({ description: "What the sample is for; default: the site's" }),
  basis: z.enum(grainSamplingBases).optional().meta({
    description:
      'Cuts by mass (default), or by time: in s, from the greatest flow of the sampler, so that a slower stream gets more of them',
  }),
});

export const petroleum = z.strictObject({
  kind: z.literal('petroleum'),
  ...goods,
  ...product,
  parcels: z
    .array(z.strictObject({ name, volume: decimalInput.meta({ description: 'm³ at line conditions' }) }))
    .min(1)
    .max(30)
    .meta({ description: 'Parcels in the order they are pumped' }),
});

/** Body of a declaration; figures are checked for meaning by the house, here only for form. */
export const declarationSchema = z
  .discriminatedUnion('kind', [
    coal.transform(definedOnly),
    grain.transform(definedOnly),
    petroleum.transform(definedOnly),
  ])
  .meta({ id: 'Declaration' });

export const declarationExample = {
  kind: 'coal',
  declarationNo: '531620261234567890',
  goodsItem: 1,
  inspectionOrderNo: 'ZX2026-0417',
  commodity: { name: { zh: '动力煤', en: 'Steam coal' }, hsCode: '2701129000' },
  coalClass: 'other',
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
