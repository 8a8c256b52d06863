import { z } from 'zod';
import type { CoalSamplingFormulas } from '../../../workflows/coal-sampling/formulas.ts';
import type { Formula } from '../../../workflows/kernel/working.ts';
import type { PackSource } from '../calculation.ts';
import { percent, positive } from '../scalars.ts';

/** Fields that several calculations of coal sampling share. */

export const coalKind = z
  .enum(['raw', 'screened', 'cleaned', 'other-washed'])
  .meta({ description: 'raw or screened coal, cleaned coal, other washed coal with middlings' });
export const expectedAsh = percent().describe('expected ash, dry basis, from load port or history');
export const topSize = positive().describe('nominal top size');
export const isoDate = z.iso.date();

export const findings = z.array(z.strictObject({ code: z.string(), zh: z.string(), en: z.string() })).readonly();
export const adequacy = z.enum(['ADEQUATE', 'NOT_ADEQUATE']);

export const varianceFields = { incrementVariance: 'incrementVariance_pct2', preparationVariance: 'preparationVariance_pct2' };

/** The coal pack's sampling section. */
export const samplingRules = (packs: PackSource) => packs('coal').sampling;

/** The formulas of some keys, in that order. */
export const formulasOf =
  (...keys: readonly (keyof CoalSamplingFormulas)[]) =>
  (packs: PackSource): readonly Formula[] =>
    keys.map((key) => samplingRules(packs).formulas[key]);
