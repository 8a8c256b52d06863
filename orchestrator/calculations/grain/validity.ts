import { z } from 'zod';
import { compareCollectedMass } from '../../../workflows/grain-sampling/collected-mass.ts';
import { lotValidity } from '../../../workflows/grain-sampling/lot-validity.ts';
import { calculation } from '../calculation.ts';
import { count, decimalOut, nonNegative, positive, quantity } from '../scalars.ts';
import { finding } from './shared-output.ts';

export const grainCollectedMass = calculation({
  name: 'grain-collected-mass',
  title: { zh: '收集量与预期量比较', en: 'Collected against expected mass' },
  summary: {
    zh: '由份样数、单次切割质量和二次缩分留样比例求预期量，与实际收集量比较。',
    en: 'Expected mass from increments, cut mass and the share a secondary divider keeps, compared with what was collected.',
  },
  input: z.strictObject({
    collected_kg: positive().describe('Mass collected'),
    increments: count().describe('Increments taken'),
    cutMass_kg: positive().describe('Expected mass of one cut'),
    keptShare_pct: quantity({ above: '0', max: '100' })
      .prefault('100')
      .describe('Share of each cut a secondary divider keeps; default: 100'),
  }),
  output: z.object({
    verdict: z.enum(['WITHIN_TOLERANCE', 'OUT_OF_TOLERANCE']),
    expected_kg: decimalOut,
    deviation_pct: decimalOut,
  }),
  example: { collected_kg: '12.7', increments: 100, cutMass_kg: '13.333', keptShare_pct: '1' },
  formulas: (packs) => {
    const { formulas } = packs('grain').sampling;
    return [formulas.expectedMass, formulas.collectedMass];
  },
  run: (input, packs) => compareCollectedMass(input, packs('grain').sampling),
});

export const grainLotValidity = calculation({
  name: 'grain-lot-validity',
  title: { zh: '粮食样品有效性', en: 'Validity of a grain sample' },
  summary: {
    zh: '份样数、未采样区段和收集量都符合时样品有效，否则存疑并列出原因。',
    en: 'A sample is valid where increments, gaps and collected mass all hold, otherwise suspect, with the reasons.',
  },
  input: z.strictObject({
    requiredIncrements: count().describe('Increments planned'),
    obtainedIncrements: count(0).describe('Increments obtained'),
    interval_t: positive().describe('Planned interval between cuts'),
    longestGap_t: nonNegative().describe(
      'The most grain that passed between two cuts, before the first or after the last',
    ),
    expected_kg: positive().describe('Expected mass of the sample'),
    collected_kg: nonNegative().describe('Mass collected'),
  }),
  output: z.object({ validity: z.enum(['VALID', 'SUSPECT']), findings: z.array(finding).readonly() }),
  example: {
    requiredIncrements: 100,
    obtainedIncrements: 98,
    interval_t: '5',
    longestGap_t: '15',
    expected_kg: '13.333',
    collected_kg: '12.7',
  },
  formulas: (packs) => {
    const { formulas } = packs('grain').sampling;
    return [formulas.obtainedIncrements, formulas.unsampledGap, formulas.collectedMass, formulas.lotValidity];
  },
  run: (input, packs) => lotValidity(input, packs('grain').sampling),
});
