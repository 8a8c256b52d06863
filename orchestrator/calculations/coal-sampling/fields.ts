import { z } from 'zod';
import type { CoalSamplingFormulas } from '../../../workflows/coal-sampling/formulas.ts';
import { ok, refuse, type Outcome } from '../../../workflows/kernel/refusal.ts';
import type { Formula, Worked } from '../../../workflows/kernel/working.ts';
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

/** A refusal told with the caller's field names instead of the core's; of a path, each name. */
export function withFields<T>(outcome: Outcome<T>, names: Readonly<Record<string, string>>): Outcome<T> {
  if (outcome.ok || outcome.refusal.field === undefined) return outcome;
  const field = outcome.refusal.field
    .split('.')
    .map((name) => names[name] ?? name)
    .join('.');
  return refuse({ ...outcome.refusal, field });
}

/** Field names of an object that stands in a field of the caller. */
export const prefixed = (field: string, names: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(names).map(([core, name]) => [core, `${field}.${name}`]));

/** The value of a worked answer brought to the caller's names; the steps stay. */
export const renamed = <From, To>(outcome: Outcome<Worked<From>>, rename: (value: From) => To): Outcome<Worked<To>> =>
  outcome.ok ? ok({ value: rename(outcome.value.value), steps: outcome.value.steps }) : outcome;
