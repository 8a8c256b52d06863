import { z } from 'zod';
import { blindControlSchema } from './blind-control-schema.ts';
import { iso4259Schema } from './iso4259-schema.ts';
import { numbersSchema } from './numbers-schema.ts';
import { qualityControlSchema } from './quality-control-schema.ts';
import { reinspectionSchema } from './reinspection-schema.ts';

/** The sections of a laboratory pack. */
export const laboratorySections = z.strictObject({
  iso4259: iso4259Schema,
  numbers: numbersSchema,
  qualityControl: qualityControlSchema,
  reinspection: reinspectionSchema,
  blindControl: blindControlSchema,
});
