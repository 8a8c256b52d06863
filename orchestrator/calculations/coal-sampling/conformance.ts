import { z } from 'zod';
import { checkSamplingUnit } from '../../../workflows/coal-sampling/unit-check.ts';
import { calculation } from '../calculation.ts';
import { count, decimalOut, nonNegative, positive } from '../scalars.ts';
import { cut, cutFieldNames, toCut } from './cut.ts';
import { prefixed, renamed, withCallerFields } from '../caller-fields.ts';
import { findings, formulasOf, samplingRules, varianceFields } from './fields.ts';

const mostIncrements = 10_000;

const fieldNames = {
  ...prefixed('cutter', cutFieldNames),
  ...varianceFields,
  incrementsPerUnit: 'incrementsPlanned',
  totalKeptMass: 'totalKeptMass_kg',
  totalIncrementMass: 'totalIncrementMass_kg',
};

export const coalSamplingConformance = calculation({
  name: 'coal-sampling-conformance',
  title: { zh: '采样单元符合性核查', en: 'Conformance of a sampling unit' },
  summary: {
    zh: '核查正在采样或已结束的采样单元：子样质量、漏采、实采子样数和达到的精密度。',
    en: 'A running or finished unit against its plan: increment masses, missed cuts, increments delivered, precision reached.',
  },
  input: z.strictObject({
    state: z
      .enum(['running', 'finished'])
      .meta({ description: 'running: only what more cutting cannot mend is found' }),
    units: count().describe('sampling units of the lot'),
    incrementsPlanned: count().describe('planned increments of this unit'),
    requiredPrecision_pct: positive().describe('P_L of the plan, absolute % ash, dry'),
    incrementVariance_pct2: positive().describe('V_I of the plan'),
    preparationVariance_pct2: positive().describe('V_PT of the plan'),
    minimumIncrementMass_kg: positive().describe('least average increment mass of the plan'),
    taken: count(0).describe('increments taken'),
    missed: count(0).describe('cuts missed'),
    totalIncrementMass_kg: nonNegative().describe('all primary increments before division'),
    totalKeptMass_kg: nonNegative().describe('divided sample in the container'),
    keptTopSize_mm: positive()
      .optional()
      .describe('top size of the kept sample; default: what the rule pack assumes of an on-line system'),
    increments: z
      .array(
        z.strictObject({
          mass_kg: nonNegative().describe('weighed mass'),
          cutter: cut.describe('the cutter at the flow measured then'),
        }),
      )
      .max(mostIncrements)
      .default([])
      .describe('increments that were weighed, in order, each with its flow; default: none'),
  }),
  output: z.strictObject({
    validity: z.enum(['VALID', 'SUSPECT', 'INVALID']),
    findings,
    incrementsPlanned: z.int(),
    incrementsTaken: z.int(),
    incrementsMissed: z.int(),
    incrementsRemaining: z.int(),
    meanIncrementMass_kg: decimalOut.nullable(),
    achievedPrecision_pct: decimalOut.nullable(),
    increments: z
      .array(
        z.strictObject({
          expectedMass_kg: decimalOut,
          deviation_pct: decimalOut,
          verdict: z.enum(['NORMAL', 'WARN', 'FAULT']),
          warningsInRow: z.int(),
        }),
      )
      .readonly(),
  }),
  example: {
    state: 'finished',
    units: 3,
    incrementsPlanned: 23,
    requiredPrecision_pct: '1.200',
    incrementVariance_pct2: '20',
    preparationVariance_pct2: '0.20',
    minimumIncrementMass_kg: '7.40',
    taken: 23,
    missed: 0,
    totalIncrementMass_kg: '690',
    totalKeptMass_kg: '18.4',
    increments: [
      {
        mass_kg: '30.0',
        cutter: { kind: 'cross-belt', flow_t_per_h: '3000', aperture_mm: '150', beltSpeed_m_per_s: '4' },
      },
      {
        mass_kg: '23.5',
        cutter: { kind: 'cross-belt', flow_t_per_h: '3000', aperture_mm: '150', beltSpeed_m_per_s: '4' },
      },
    ],
  },
  formulas: formulasOf(
    'crossBeltIncrementMass',
    'fallingStreamIncrementMass',
    'incrementMassDeviation',
    'missedCuts',
    'achievedPrecision',
    'samplingValidity',
  ),
  run: (input, packs) => {
    const worked = checkSamplingUnit(
      {
        state: input.state,
        planned: {
          units: input.units,
          incrementsPerUnit: input.incrementsPlanned,
          precision: input.requiredPrecision_pct,
          incrementVariance: input.incrementVariance_pct2,
          preparationVariance: input.preparationVariance_pct2,
          minimumIncrementMass: input.minimumIncrementMass_kg,
        },
        delivered: {
          taken: input.taken,
          missed: input.missed,
          totalIncrementMass: input.totalIncrementMass_kg,
          totalKeptMass: input.totalKeptMass_kg,
          ...(input.keptTopSize_mm !== undefined && { keptTopSize: input.keptTopSize_mm }),
        },
        weighed: input.increments.map(({ mass_kg, cutter }) => ({ mass: mass_kg, cut: toCut(cutter) })),
      },
      samplingRules(packs),
    );
    return renamed(withCallerFields(worked, fieldNames), (value) => ({
      validity: value.validity,
      findings: value.findings,
      incrementsPlanned: value.incrementsPlanned,
      incrementsTaken: value.incrementsTaken,
      incrementsMissed: value.incrementsMissed,
      incrementsRemaining: value.remaining,
      meanIncrementMass_kg: value.meanIncrementMass,
      achievedPrecision_pct: value.achievedPrecision,
      increments: value.increments.map((each) => ({
        expectedMass_kg: each.expectedMass,
        deviation_pct: each.deviation,
        verdict: each.verdict,
        warningsInRow: each.warningsInRow,
      })),
    }));
  },
});
