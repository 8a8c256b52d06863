import { z } from 'zod';
import { checkSampler } from '../../../workflows/coal-sampling/sampler-adequacy.ts';
import { calculation } from '../calculation.ts';
import { count, decimalOut, nonNegative, positive } from '../scalars.ts';
import { biasStates, biasTestFields, toBiasQuestion } from './bias-test-fields.ts';
import { cut, cutFieldNames, toCut } from './cut.ts';
import { prefixed, renamed, withCallerFields } from '../caller-fields.ts';
import { adequacy, findings, formulasOf, samplingRules, topSize } from './fields.ts';

const fieldNames = {
  ...prefixed('cutter', cutFieldNames),
  nominalTopSize: 'nominalTopSize_mm',
  averageFlow: 'averageFlow_t_per_h',
  interval: 'interval.value',
  cycle: 'cycle_s',
  capacity: 'capacity_t_per_h',
};

export const coalSamplerAdequacy = calculation({
  name: 'coal-sampler-adequacy',
  title: { zh: '采样器适用性核查', en: 'Adequacy of a sampler' },
  summary: {
    zh: '按采样方案核查采样系统：切割器、子样质量、周期、处理能力、缩分、煤流变异和偏倚试验。',
    en: 'A sampling system against a plan: cutter, increment mass, cycle, capacity, division, flow variation, bias test.',
  },
  input: z.strictObject({
    minimumIncrementMass_kg: positive().describe('least average increment mass of the plan'),
    interval: z
      .strictObject({
        value: positive().describe('as planned'),
        unit: z.enum(['s', 't']).meta({ description: 'unit of the value' }),
      })
      .describe('interval of the plan: s on a time basis, t on a mass basis'),
    nominalTopSize_mm: topSize,
    cutter: cut.describe('the cutter at the highest flow'),
    profile: z
      .enum(['gbt-19494', 'astm'])
      .default('gbt-19494')
      .describe('whose speed limits; default gbt-19494'),
    averageFlow_t_per_h: positive()
      .optional()
      .describe('flow the average increment is cut from; default: the highest flow'),
    cycle_s: positive().describe('time the sampler needs for one cut, from start to ready'),
    capacity_t_per_h: positive().describe('what the system behind the cutter takes'),
    flowVariation_pct: nonNegative()
      .optional()
      .describe('coefficient of variation of the flow; needed on a mass basis'),
    division: z
      .array(
        z.strictObject({
          feed: z
            .enum(['gross-sample', 'primary-increment', 'divided-increment', 'manual'])
            .meta({ description: 'what the stage divides; manual: by hand' }),
          cuts: count().describe('cuts, or increments by hand, of each thing divided'),
          topSize_mm: positive().describe('top size of what is divided'),
        }),
      )
      .max(10)
      .describe('division stages in order; empty when nothing is divided'),
    ...biasTestFields,
  }),
  output: z.strictObject({
    verdict: adequacy,
    findings,
    averageIncrementMass_kg: decimalOut,
    intervalAtMaximumFlow_s: decimalOut,
    load_t_per_h: decimalOut,
    biasTest: biasStates,
  }),
  example: {
    minimumIncrementMass_kg: '17.00',
    interval: { value: '1600', unit: 's' },
    nominalTopSize_mm: '50',
    cutter: { kind: 'cross-belt', flow_t_per_h: '3000', aperture_mm: '150', beltSpeed_m_per_s: '4' },
    profile: 'gbt-19494',
    cycle_s: '30',
    capacity_t_per_h: '0.5',
    division: [{ feed: 'primary-increment', cuts: 6, topSize_mm: '13' }],
    on: '2026-06-01',
    biasTest: { testedOn: '2025-09-10', validUntil: '2026-09-09' },
  },
  formulas: formulasOf(
    'cutterAperture',
    'cutterSpeed',
    'crossBeltIncrementMass',
    'fallingStreamIncrementMass',
    'samplerCycle',
    'samplerCapacity',
    'flowVariation',
    'divisionCuts',
    'biasTestCurrent',
  ),
  run: (input, packs) => {
    const worked = checkSampler(
      {
        plan: {
          minimumIncrementMass: input.minimumIncrementMass_kg,
          interval: input.interval.value,
          intervalUnit: input.interval.unit,
        },
        nominalTopSize: input.nominalTopSize_mm,
        cut: toCut(input.cutter),
        profile: input.profile,
        ...(input.averageFlow_t_per_h !== undefined && { averageFlow: input.averageFlow_t_per_h }),
        cycle: input.cycle_s,
        capacity: input.capacity_t_per_h,
        ...(input.flowVariation_pct !== undefined && { flowVariation: input.flowVariation_pct }),
        division: input.division.map(({ feed, cuts, topSize_mm }) => ({ feed, cuts, topSize: topSize_mm })),
        bias: toBiasQuestion(input),
      },
      samplingRules(packs),
    );
    return renamed(withCallerFields(worked, fieldNames), (value) => ({
      verdict: value.verdict,
      findings: value.findings,
      averageIncrementMass_kg: value.averageIncrementMass,
      intervalAtMaximumFlow_s: value.intervalAtMaximumFlow,
      load_t_per_h: value.load,
      biasTest: value.biasTest,
    }));
  },
});
