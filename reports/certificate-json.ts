import { z } from 'zod';
import type {
  Certificate,
  CertifiedUnit,
  Observation,
  Deviation,
  LaboratoryIdentity,
  Party,
} from '../workflows/certificate/content.ts';
import { ok, refuse, type Outcome } from '../workflows/kernel/refusal.ts';
import type { CitedPack } from '../workflows/kernel/source.ts';
import { conformitySchema, lotValueSchema } from './conformity-schema.ts';
import { bilingual, date, decimal, objectOf, siteOverride, text } from './json-primitives.ts';

const instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)
  .describe('Instant, ISO 8601 in UTC with milliseconds');
const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .describe('SHA-256, 64 hex digits');
const count = z.int().min(0);

const party = objectOf<Party>()({ name: text, address: z.string().optional() });
const laboratory = objectOf<LaboratoryIdentity>()({
  name: bilingual,
  address: bilingual,
  office: text,
  location: bilingual,
  demonstration: z.boolean().describe('True: a specimen of a demonstration system without legal effect'),
});

const unit = objectOf<CertifiedUnit>()({
  no: z.int().min(1),
  label: bilingual.describe('A unit of the lot, a hold, a parcel'),
  quantity: decimal.describe('In the quantity unit of the sampling'),
  interval: decimal.describe('Between two increments, in the interval unit of the sampling'),
  incrementsPlanned: count,
  incrementsTaken: count,
  sampleMass: decimal.describe('Divided gross sample in the container, kg'),
  achievedPrecision: decimal.nullable().describe('Absolute %, ash on dry basis, 95 %'),
  validity: z.enum(['VALID', 'SUSPECT', 'INVALID']),
});

const observation = objectOf<Observation>()({
  item: text,
  name: bilingual,
  method: text,
  finding: bilingual,
  units: z.array(z.int().min(1)),
});

const deviation = objectOf<Deviation>()({
  code: text,
  zh: text,
  en: text,
  acceptedBy: z.string().optional(),
  reason: z.string().optional(),
});
const pack = objectOf<CitedPack>()({
  id: text,
  version: text,
  hash: sha256,
  overrides: z.array(siteOverride).optional(),
});

/** The shape of a certificate as it is published; unknown members are refused. */
export const certificateSchema = objectOf<Certificate>()({
  schema: z.literal('urn:quaylab:certificate:1'),
  number: text.describe('Certificate number, unique'),
  version: z.int().min(1),
  issuedAt: instant,
  preparedBy: text,
  reviewedBy: text,
  approvedBy: objectOf<Certificate['approvedBy']>()({ name: text, title: bilingual }),
  journalHead: objectOf<Certificate['journalHead']>()({ position: count, hash: sha256 }),
  kind: objectOf<Certificate['kind']>()({ code: text, title: bilingual }),
  laboratory,
  customer: party,
  consignor: party,
  consignee: party,
  declarationNo: text,
  goodsItem: z.int().min(1),
  inspectionOrderNo: z.string().nullable(),
  commodity: objectOf<Certificate['commodity']>()({ name: bilingual, hsCode: text }),
  declaredMass: objectOf<Certificate['declaredMass']>()({ value: decimal, unit: z.literal('t') }),
  transport: objectOf<Certificate['transport']>()({
    vessel: text,
    voyage: text,
    billOfLading: text,
    portOfLoading: text,
    portOfDischarge: text,
  }),
  item: objectOf<Certificate['item']>()({ description: bilingual, condition: bilingual }),
  dates: objectOf<Certificate['dates']>()({
    arrival: date.nullable(),
    samplingFrom: instant,
    samplingTo: instant,
    received: instant,
    testingFrom: instant,
    testingTo: instant,
  }),
  sampling: objectOf<Certificate['sampling']>()({
    standard: text,
    method: bilingual,
    basis: z.enum(['time', 'mass', 'volume']),
    intervalUnit: z.enum(['s', 't', 'm³']),
    quantityUnit: z.enum(['t', 'm³']),
    requiredPrecision: decimal
      .nullable()
      .describe('Absolute %, ash on dry basis, 95 %; null for what is not sampled for a precision'),
    units: z.array(unit).min(1),
    preparationStandard: text,
  }),
  results: z.array(lotValueSchema).min(1),
  observations: z.array(observation).describe('What was observed and not measured'),
  conformity: conformitySchema,
  deviations: z.array(deviation),
  suppliedByCustomer: z.array(text).describe('Paths of fields whose data came from the customer'),
  packs: z.array(pack).min(1),
  lineageDigest: sha256,
  assayCodes: z.array(text).min(1),
});

/**
 * Reads a certificate that came from outside (a file, a PDF's attachment, another system).
 *
 * Refuses with `CERTIFICATE_INVALID`, naming the first field that is wrong.
 */
export function parseCertificate(value: unknown): Outcome<Certificate> {
  const parsed = certificateSchema.safeParse(value);
  if (conforms(value, parsed.success)) return ok(value);
  const issue = parsed.error?.issues[0];
  const field = (issue?.path ?? [])
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('');
  return refuse({
    code: 'CERTIFICATE_INVALID',
    ...(field !== '' && { field: field.replace(/^\./, '') }),
    message: issue?.message ?? 'The value is not a certificate.',
    remedy: 'Compare it with the schema certificate-1.schema.json.',
  });
}

/** The schema has checked what the nominal types of the members promise. */
const conforms = (_value: unknown, success: boolean): _value is Certificate => success;
