import { z } from 'zod';
import type { LotValue } from '../workflows/assay/types.ts';
import { adviceByGravity, gates, releaseOutcomes, type GateAdvice } from '../workflows/conformity/release-types.ts';
import type { ConformityFinding, ConformityStatement, ItemVerdict, Limit, LotStatement, RegimeVerdict } from '../workflows/conformity/types.ts';
import { basis, bilingual, decimal, objectOf, source, text } from './json-primitives.ts';

/** The statement of conformity and the values it rests on, as certificates and the interfaces publish them. */

const verdict = z.enum(['PASS', 'FAIL', 'NO_LIMIT', 'NOT_TESTED', 'INVALID_SAMPLE', 'BORDERLINE']);
const regime = z
  .enum(['GBT8170_FULL', 'GBT8170_ROUNDED', 'ISO4259_RECIPIENT', 'ISO4259_SUPPLIER'])
  .describe('How a value is compared with its limit');

const lotNo = z.int().min(1).describe('Number of the lot, of a cargo of several; absent otherwise');

export const lotValueSchema = objectOf<LotValue>()({
  item: text,
  basis: basis.nullable(),
  name: bilingual,
  unit: text,
  method: text,
  value: decimal.describe('Unrounded: what is compared with limits'),
  reported: decimal.describe('Rounded once: what is printed'),
  lot: lotNo.optional(),
});

const limit = objectOf<Limit>()({
  item: text,
  basis: basis.nullable(),
  name: bilingual,
  unit: text,
  comparison: z.enum(['<=', '<', '>=', '>']),
  limit: decimal,
  nature: z.enum(['environment', 'other']),
  reproducibility: decimal.optional(),
  decisionRule: regime.optional(),
  source,
});

const regimeVerdict = objectOf<RegimeVerdict>()({
  regime,
  verdict: z.enum(['PASS', 'FAIL']),
  compared: decimal.describe('The value as this regime compares it'),
  against: decimal.describe("The limit with the regime's margin"),
});

const itemVerdict = objectOf<ItemVerdict>()({
  limit,
  value: decimal.nullable(),
  verdict,
  decisionRule: regime,
  regimes: z.array(regimeVerdict).describe('What each regime that can be computed says; the decision rule is the one applied'),
  conditional: z.boolean(),
  condition: bilingual.optional(),
  lot: lotNo.optional(),
});

export const gateSchema = z.enum(gates);

export const gateAdviceSchema = objectOf<GateAdvice>()({
  gate: gateSchema,
  advice: z.enum(adviceByGravity),
  allowed: z.array(z.enum(releaseOutcomes)).describe('What an officer may decide as things stand'),
  basis: bilingual,
  source: source.nullable().describe('The law or rule the advice rests on; null while no rule has been applied'),
  outstanding: z.array(z.string()),
});

const finding = objectOf<ConformityFinding>()({
  code: z.enum(['UNIT_FAILS', 'NO_LIMIT', 'QUARANTINE_FINDING', 'RELAXATION_CLAIMED', 'PROVINCE_LIMITS_NOT_KNOWN']),
  zh: text,
  en: text,
  unitNo: z.int().min(1).optional(),
  item: text.optional(),
  lot: lotNo.optional(),
});

const lotStatement = objectOf<LotStatement>()({
  no: z.int().min(1),
  name: bilingual,
  quantity: decimal.describe('What was sampled of it, in the quantity unit of the sampling'),
  units: z.array(z.int().min(1)).min(1).describe('Sampling units, by number'),
  overall: verdict,
  conclusion: bilingual,
  advice: z.array(gateAdviceSchema).describe('What would follow if the lot were all of the cargo'),
});

export const conformitySchema = objectOf<ConformityStatement>()({
  items: z.array(itemVerdict),
  overall: verdict,
  conclusion: bilingual,
  decisionRule: bilingual,
  findings: z.array(finding).describe('What a person has to know besides the verdicts'),
  advice: z.array(gateAdviceSchema),
  lots: z
    .array(lotStatement)
    .min(2)
    .optional()
    .describe('Of a cargo of several lots, each by itself; absent of one'),
});
