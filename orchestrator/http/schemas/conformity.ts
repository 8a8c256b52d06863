import { z } from 'zod';
import { basis, bilingual, decimal } from './scalars.ts';
import { ruleSource } from './source.ts';

const verdict = z.enum(['PASS', 'FAIL', 'NO_LIMIT', 'NOT_TESTED', 'INVALID_SAMPLE', 'BORDERLINE']);

export const lotValue = z
  .object({
    item: z.string(),
    basis,
    name: bilingual,
    unit: z.string(),
    method: z.string(),
    value: decimal.meta({ description: 'Unrounded, compared with limits' }),
    reported: decimal.meta({ description: 'Rounded once, as reported' }),
  })
  .meta({ id: 'LotValue' });

const limit = z
  .object({
    item: z.string(),
    basis,
    name: bilingual,
    unit: z.string(),
    comparison: z.enum(['<=', '>=']),
    limit: decimal,
    nature: z.enum(['environment', 'other']),
    reproducibility: decimal.optional(),
    source: ruleSource,
  })
  .meta({ id: 'Limit' });

export const gate = z.enum(['removal', 'use']).meta({ description: '准予提离 removal · 准予销售或使用 use' });

export const gateAdvice = z
  .object({
    gate,
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
  })
  .meta({ id: 'GateAdvice', description: 'What the laboratory advises at one gate; customs decides' });

export const conformityStatement = z
  .object({
    items: z.array(
      z.object({
        limit,
        value: decimal.nullable(),
        verdict,
        conditional: z.boolean(),
        condition: bilingual.optional(),
      }),
    ),
    overall: verdict,
    conclusion: bilingual,
    decisionRule: bilingual,
    advice: z.array(gateAdvice),
  })
  .meta({ id: 'ConformityStatement' });
