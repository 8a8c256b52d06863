import { z } from 'zod';
import type { LotValue } from '../workflows/assay/types.ts';
import type {
  Certificate,
  CertifiedUnit,
  Deviation,
  LaboratoryIdentity,
  Party,
} from '../workflows/certificate/content.ts';
import type { ConformityStatement, GateAdvice, ItemVerdict, Limit } from '../workflows/conformity/types.ts';
import type { Bilingual } from '../workflows/kernel/bilingual.ts';
import { ok, refuse, type Outcome } from '../workflows/kernel/refusal.ts';
import type { RulePackRef, RuleSource } from '../workflows/kernel/source.ts';

/** An object with exactly the members of `T`: the compiler refuses one too few or too many, the parser one unknown. */
const objectOf =
  <T>() =>
  <Shape extends Record<keyof T, z.ZodType> & Record<Exclude<keyof Shape, keyof T>, never>>(shape: Shape) =>
    z.strictObject(shape);

const text = z.string().min(1);
const decimal = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .describe('Decimal number in plain notation, exact');
const instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)
  .describe('Instant, ISO 8601 in UTC with milliseconds');
const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}/)
  .describe('Date or instant, ISO 8601');
const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .describe('SHA-256, 64 hex digits');
const count = z.int().min(0);

const bilingual = objectOf<Bilingual>()({ zh: text, en: text }).describe(
  'The same words in Chinese and English',
);
const party = objectOf<Party>()({ name: text, address: z.string().optional() });
const basis = z.enum(['ar', 'ad', 'd', 'daf']).describe('As received, air-dried, dry, dry ash-free');
const verdict = z.enum(['PASS', 'FAIL', 'NO_LIMIT', 'NOT_TESTED', 'INVALID_SAMPLE', 'BORDERLINE']);

const laboratory = objectOf<LaboratoryIdentity>()({
  name: bilingual,
  address: bilingual,
  office: text,
  location: bilingual,
  demonstration: z.boolean().describe('True: a specimen of a demonstration system without legal effect'),
});

const unit = objectOf<CertifiedUnit>()({
  no: z.int().min(1),
  mass: decimal.describe('Mass of the sampling unit, t'),
  incrementsPlanned: count,
  incrementsTaken: count,
  sampleMass: decimal.describe('Divided gross sample in the container, kg'),
  achievedPrecision: decimal.nullable().describe('Absolute %, ash on dry basis, 95 %'),
  validity: z.enum(['VALID', 'SUSPECT', 'INVALID']),
});

const result = objectOf<LotValue>()({
  item: text,
  basis,
  name: bilingual,
  unit: text,
  method: text,
  value: decimal.describe('Unrounded: what is compared with limits'),
  reported: decimal.describe('Rounded once: what is printed'),
});

const source = objectOf<RuleSource>()({
  standard: text,
  edition: text,
  clause: text,
  confidence: z.enum(['confirmed', 'general', 'policy']),
  note: z.string().optional(),
});

const limit = objectOf<Limit>()({
  item: text,
  basis,
  name: bilingual,
  unit: text,
  comparison: z.enum(['<=', '>=']),
  limit: decimal,
  nature: z.enum(['environment', 'other']),
  reproducibility: decimal.optional(),
  source,
});

const itemVerdict = objectOf<ItemVerdict>()({
  limit,
  value: decimal.nullable(),
  verdict,
  conditional: z.boolean(),
  condition: bilingual.optional(),
});

const gateAdvice = objectOf<GateAdvice>()({
  gate: z.enum(['removal', 'use']),
  advice: z.enum([
    'PENDING',
    'RELEASE',
    'CONDITIONAL_REMOVAL',
    'TREAT',
    'RECTIFY',
    'RETURN',
    'DESTROY',
    'HOLD',
    'REINSPECT',
  ]),
  basis: bilingual,
  outstanding: z.array(z.string()),
});

const conformity = objectOf<ConformityStatement>()({
  items: z.array(itemVerdict),
  overall: verdict,
  conclusion: bilingual,
  decisionRule: bilingual,
  advice: z.array(gateAdvice),
});

const deviation = objectOf<Deviation>()({
  code: text,
  zh: text,
  en: text,
  acceptedBy: z.string().optional(),
  reason: z.string().optional(),
});
const pack = objectOf<RulePackRef>()({ id: text, version: text, hash: sha256 });

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
    basis: z.enum(['time', 'mass']),
    interval: decimal,
    intervalUnit: z.enum(['s', 't']),
    requiredPrecision: decimal.describe('Absolute %, ash on dry basis, 95 %'),
    units: z.array(unit).min(1),
    preparationStandard: text,
  }),
  results: z.array(result).min(1),
  conformity,
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
