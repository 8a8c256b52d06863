import { z } from 'zod';
import { incrementMass } from '../../../workflows/coal-sampling/increment-mass.ts';
import { minimumMassOf } from '../../../workflows/coal-sampling/minimum-mass.ts';
import { calculation } from '../calculation.ts';
import { decimalOut, nonNegative, positive } from '../scalars.ts';
import { cut, cutFieldNames, toCut } from './cut.ts';
import { renamed, withCallerFields } from '../caller-fields.ts';
import { formulasOf, samplingRules, topSize } from './fields.ts';

export const coalIncrementMass = calculation({
  name: 'coal-increment-mass',
  title: { zh: '初级子样质量', en: 'Mass of a primary increment' },
  summary: {
    zh: '由煤流量、切割器开口和速度计算横过皮带或落流采样器的子样质量。',
    en: 'Mass of one increment from flow, aperture and speed, for cross-belt and falling-stream cutters.',
  },
  input: cut,
  output: z.strictObject({ incrementMass_kg: decimalOut.describe('unrounded') }),
  example: { kind: 'cross-belt', flow_t_per_h: '3000', aperture_mm: '150', beltSpeed_m_per_s: '4' },
  formulas: formulasOf('crossBeltIncrementMass', 'fallingStreamIncrementMass'),
  run: (input, packs) =>
    renamed(
      withCallerFields(incrementMass(toCut(input), samplingRules(packs).formulas), cutFieldNames),
      (value) => ({
        incrementMass_kg: value,
      }),
    ),
});

const purpose = z.enum(['general', 'moisture', 'size-analysis-1', 'size-analysis-2']);

export const coalMinimumMass = calculation({
  name: 'coal-minimum-mass',
  title: { zh: '煤样最小质量', en: 'Least mass of a coal sample' },
  summary: {
    zh: '按标称最大粒度和用途查总样或缩分后样品的最小质量；粒度介于两行之间时取较大一行，不内插。',
    en: 'Least mass of a gross or divided sample by top size and purpose: the next larger row, never interpolated.',
  },
  input: z.strictObject({
    nominalTopSize_mm: topSize,
    purposes: z
      .array(purpose)
      .min(1)
      .max(4)
      .meta({
        description:
          'what the sample is for, size analysis to ±1 % or ±2 %; of several the largest mass rules',
      }),
    table: z
      .enum(['gbt', 'iso'])
      .default('gbt')
      .describe('GB/T 19494.1 table 3, or ISO 13909 and ISO 18283; default gbt'),
    sampleMass_kg: nonNegative().optional().describe('a sample to be judged; default: none'),
    statedMinimum_kg: positive()
      .optional()
      .describe('a least mass somebody states for the general sample, to be checked; default: none'),
  }),
  output: z.strictObject({
    minimumMass_kg: decimalOut,
    topSizeRow_mm: decimalOut,
    byPurpose: z.array(z.strictObject({ purpose, minimumMass_kg: decimalOut })).readonly(),
    verdict: z.enum(['SUFFICIENT', 'INSUFFICIENT', 'NOT_JUDGED']),
  }),
  example: {
    nominalTopSize_mm: '50',
    purposes: ['general', 'moisture'],
    table: 'gbt',
    sampleMass_kg: '172.5',
  },
  formulas: formulasOf('minimumMass'),
  run: (input, packs) => {
    const worked = minimumMassOf(
      {
        nominalTopSize: input.nominalTopSize_mm,
        purposes: input.purposes,
        table: input.table,
        ...(input.sampleMass_kg !== undefined && { sampleMass: input.sampleMass_kg }),
        ...(input.statedMinimum_kg !== undefined && { statedMinimum: input.statedMinimum_kg }),
      },
      samplingRules(packs),
    );
    const named = withCallerFields(worked, {
      nominalTopSize: 'nominalTopSize_mm',
      statedMinimum: 'statedMinimum_kg',
    });
    return renamed(named, ({ minimumMass, topSizeRow, byPurpose, verdict }) => ({
      minimumMass_kg: minimumMass,
      topSizeRow_mm: topSizeRow,
      byPurpose: byPurpose.map((each) => ({ purpose: each.purpose, minimumMass_kg: each.minimumMass })),
      verdict,
    }));
  },
});
