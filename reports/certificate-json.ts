import { z } from 'zod';
import type {
  Certificate,
  CertifiedFinding,
  CertifiedQuantity,
  CertifiedSampling,
  CertifiedUnit,
  Observation,
  Deviation,
  LaboratoryIdentity,
  Notice,
  Party,
  Treatment,
} from '../workflows/certificate/content.ts';
import { templateIds } from '../workflows/certificate/templates.ts';
import { releaseOutcomes } from '../workflows/conformity/release-types.ts';
import { measuringMethods } from '../workflows/consignment/measuring.ts';
import { ok, refuse, type Outcome } from '../workflows/kernel/refusal.ts';
import type { CitedPack } from '../workflows/kernel/source.ts';
import { conformitySchema, lotValueSchema } from './conformity-schema.ts';
import { bilingual, date, decimal, objectOf, siteOverride, source, text } from './json-primitives.ts';

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
  lot: z.int().min(1).optional().describe('Number of its lot, of a cargo of several; absent otherwise'),
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

const sampling = objectOf<CertifiedSampling>()({
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
});

const quantity = objectOf<CertifiedQuantity>()({
  value: decimal,
  unit: z.enum(['t', 'm3']),
  method: z.enum(measuringMethods),
  measuredAt: instant,
  document: z.string().nullable().describe('Number of the report it comes from'),
  recordedBy: text,
});

const finding = objectOf<CertifiedFinding>()({
  code: text,
  name: bilingual,
  where: bilingual.describe('The unit it was found in, or the whole cargo'),
  remark: text.describe('In the words of who found it'),
  foundBy: text,
  foundAt: instant,
  settled: objectOf<NonNullable<CertifiedFinding['settled']>>()({
    outcome: z.enum(releaseOutcomes),
    name: bilingual,
    by: text,
    at: instant,
  }).nullable(),
});

const treatment = objectOf<Treatment>()({
  method: bilingual,
  place: text,
  by: text,
  completedOn: date,
  certificateNo: z.string().nullable(),
});

const quarantine = objectOf<NonNullable<Certificate['quarantine']>>()({
  findings: z.array(finding),
  treatment: treatment.nullable(),
});

const notice = objectOf<Notice>()({
  addressee: party,
  reason: bilingual,
  required: bilingual,
  legalBasis: z.array(source).min(1),
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
  template: z.enum(templateIds).describe('What it is made of; parts that its template lacks are null or empty'),
  laboratory,
  customer: party,
  consignor: party,
  consignee: party,
  declarationNo: text,
  goodsItem: z.int().min(1),
  inspectionOrderNo: z.string().nullable(),
  replaces: objectOf<NonNullable<Certificate['replaces']>>()({ number: text, digest: sha256, reason: text })
    .nullable()
    .describe('The certificate this one takes the place of, and why'),
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
    samplingFrom: instant.nullable(),
    samplingTo: instant.nullable(),
    received: instant.nullable(),
    testingFrom: instant.nullable(),
    testingTo: instant.nullable(),
  }),
  sampling: sampling.nullable(),
  quantity: quantity.nullable().describe('How much cargo there is, by one measurement'),
  quarantine: quarantine.nullable().describe('What was found on site, and the treatment that was carried out'),
  notice: notice.nullable().describe('What makes it a notice: to whom, why, and what is required'),
  results: z.array(lotValueSchema),
  observations: z.array(observation).describe('What was observed and not measured'),
  conformity: conformitySchema.nullable(),
  deviations: z.array(deviation),
  remark: z.string().nullable(),
  suppliedByCustomer: z.array(text).describe('Paths of fields whose data came from the customer'),
  packs: z.array(pack).min(1),
  lineageDigest: sha256.nullable(),
  assayCodes: z.array(text),
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
