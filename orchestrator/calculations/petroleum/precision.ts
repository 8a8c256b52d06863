import { z } from 'zod';
import { precisionLimits } from '../../../workflows/petroleum-assay/precision.ts';
import { judgeTwoResults } from '../../../workflows/petroleum-assay/repeatability.ts';
import { iso4259On } from '../../../workflows/iso4259/edition.ts';
import { calculation, type PackSource } from '../calculation.ts';
import { decimalOut, quantity } from '../scalars.ts';

const item = z
  .string()
  .min(1)
  .max(100)
  .describe('item of the precision table of the petroleum pack, for example water-distillation');

const formsOfPrecision = (packs: PackSource) => {
  const { constant, power, linear, proportional } = packs('petroleum').precision.formulas;
  return [constant, power, linear, proportional];
};

export const petroleumPrecision = calculation({
  name: 'petroleum-precision',
  title: { zh: '试验方法的重复性和再现性', en: 'Repeatability and reproducibility of a method' },
  summary: {
    zh: '给定水平下某试验方法的重复性限 r 和再现性限 R。',
    en: 'The limits r and R of a test method at a level.',
  },
  input: z.strictObject({
    item,
    level: quantity({ min: '0' }).describe(
      'level X in the unit of the method: the mean of the results, or the limit to be judged',
    ),
  }),
  output: z.strictObject({
    name: z.strictObject({ zh: z.string(), en: z.string() }),
    method: z.string(),
    unit: z.string().describe('unit of level, r and R'),
    repeatability: decimalOut,
    reproducibility: decimalOut,
  }),
  example: { item: 'sediment', level: '0.05' },
  formulas: formsOfPrecision,
  run: (input, packs) => precisionLimits(input.item, input.level, packs('petroleum').precision),
});

export const petroleumRepeatability = calculation({
  name: 'petroleum-repeatability',
  title: { zh: '两个结果的重复性', en: 'Two results against the repeatability' },
  summary: {
    zh: '同一实验室两个结果之差是否在方法的重复性 r 内；在则取平均值，否则至少再取三个结果。',
    en: 'Whether two results of one laboratory agree within r of the method: then their mean, else at least three more results.',
  },
  input: z.strictObject({
    item,
    results: z
      .tuple([quantity({ min: '0' }), quantity({ min: '0' })])
      .describe('both results, in the unit of the method'),
    decimals: z.int().min(0).max(10).describe('digits after the point to which the method reports'),
    on: z.iso.date().describe('day of the test: chooses the edition of ISO 4259-2'),
  }),
  output: z.strictObject({
    verdict: z.enum(['ACCEPT_MEAN', 'MORE_RESULTS_NEEDED']),
    difference: decimalOut,
    repeatability: decimalOut,
    mean: decimalOut.nullable(),
    furtherResults: z.int(),
  }),
  example: { item: 'water-distillation', results: ['0.52', '0.44'], decimals: 2, on: '2026-06-09' },
  formulas: (packs) => [
    packs('petroleum').precision.formulas.level,
    ...formsOfPrecision(packs),
    ...packs('laboratory').iso4259.editions.map(({ formulas }) => formulas.twoResults),
  ],
  run: (input, packs) => {
    const edition = iso4259On(packs('laboratory').iso4259, input.on);
    return edition.ok ? judgeTwoResults(input, packs('petroleum').precision, edition.value) : edition;
  },
});
