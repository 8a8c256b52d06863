import { z } from 'zod';
import { labelSizes } from '../../../reports/labels/label.ts';
import type { LabelResolution } from '../../../reports/labels/label-zpl.ts';
import { wholeNumber } from './scalars.ts';

/** More than any sample has vessels. */
const mostContainers = 500;

export const labelQuery = z.object({
  size: z.enum(labelSizes).default('60x40').meta({ description: 'Width and height, mm' }),
  dpi: z
    .enum(['203', '300'])
    .default('203')
    .transform((dpi): LabelResolution => (dpi === '203' ? 203 : 300))
    .meta({ description: 'Of the printer, for ZPL' }),
  container: wholeNumber(0, mostContainers, 0),
});
