import { z } from 'zod';
import { Decimal } from '../../../workflows/kernel/decimal.ts';
import { grabMargin } from '../../../workflows/petroleum-sampling/grab-margin.ts';
import { calculation } from '../calculation.ts';
import { count, decimalOut } from '../scalars.ts';
import { findings } from './finding.ts';

export const petroleumGrabMargin = calculation({
  name: 'petroleum-grab-margin',
  title: { zh: '抓样数引起的误差限', en: 'Margin of error from the number of grabs' },
  summary: {
    zh: '给定抓样数在 95 % 下的误差限；小批量予以注明。',
    en: 'The margin of error at 95 % that a number of grabs gives; small parcels are annotated.',
  },
  input: z.strictObject({ grabs: count(1, 1_000_000_000).describe('number of grabs of the parcel, N') }),
  output: z.strictObject({ marginOfError: decimalOut, reachesBest: z.boolean(), findings }),
  example: { grabs: 9604 },
  formulas: (packs) => [packs('petroleum').sampling.formulas.marginOfError],
  run: ({ grabs }, packs) => grabMargin(new Decimal(grabs), packs('petroleum').sampling),
});
