import { z } from 'zod';
import { sampleMasses } from '../../../workflows/grain-sampling/sample-masses.ts';
import { calculation } from '../calculation.ts';
import { count, positive } from '../scalars.ts';
import { sourceOut, words } from '../source-out.ts';
import { decimalOrNull, onDay } from './shared-output.ts';

export const grainMasses = calculation({
  name: 'grain-masses',
  title: { zh: '粮食原始样品和实验室样品量', en: 'Bulk and laboratory samples of grain' },
  summary: {
    zh: '按检验用途给出原始样品和实验室样品的最小量。',
    en: 'Least bulk and laboratory samples for what the sample is to be tested for.',
  },
  input: z.strictObject({
    purpose: z.string().describe('What the sample is for: mycotoxins, us-grading, general-quality, weeds-and-pests, gmo, moisture, …'),
    on: onDay('sampling'),
    sublots: count().default(1).describe('Sublots sampled separately; default: 1'),
    lotMass_t: positive().exactOptional().describe('Mass of the lot; needed for gmo, whose bulk sample follows from it; default: none'),
    thousandKernelMass_g: positive()
      .exactOptional()
      .describe('Mass of a thousand kernels; turns a number of kernels into a mass; default: only the number is told'),
  }),
  output: z.object({
    purpose: z.string(),
    bulkLeast_kg: decimalOrNull,
    bulkTotal_kg: decimalOrNull,
    laboratoryLeast_g: decimalOrNull,
    laboratoryDefault_g: decimalOrNull,
    laboratoryMost_g: decimalOrNull,
    kernelsLeast: z.int().nullable(),
    handling: words,
    source: sourceOut,
  }),
  example: { purpose: 'mycotoxins', on: '2026-11-21', sublots: 10 },
  formulas: (packs) => {
    const { formulas } = packs('grain').sampling;
    return [formulas.incrementsByTable, formulas.incrementsTotal, formulas.purposeMasses, formulas.bulkTotal, formulas.kernelMass];
  },
  run: (input, packs) => sampleMasses(input, packs('grain').sampling),
});
