import { z } from 'zod';
import type { BiasQuestion } from '../../../workflows/coal-sampling/bias-certificate.ts';
import { isoDate } from './fields.ts';

/** The bias test of a sampler, as callers give it. */
export const biasTestFields = {
  on: isoDate.describe('day it is asked for'),
  biasTest: z
    .strictObject({
      testedOn: isoDate.describe('day of the accepted test'),
      validUntil: isoDate.describe('last day it holds, by its certificate'),
    })
    .optional()
    .describe('default: there is none'),
  equipmentChangedOn: isoDate.optional().describe('when it was last new, moved or modified; default: never since the test'),
};

export const toBiasQuestion = ({ on, biasTest, equipmentChangedOn }: z.output<z.ZodObject<typeof biasTestFields>>): BiasQuestion => ({
  on,
  ...(biasTest !== undefined && { certificate: biasTest }),
  ...(equipmentChangedOn !== undefined && { equipmentChangedOn }),
});

export const biasStates = z.enum(['CURRENT', 'NONE', 'EXPIRED', 'EQUIPMENT_CHANGED']);
