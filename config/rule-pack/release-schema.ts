import { z } from 'zod';
import { guardCases, resultCases } from '../../workflows/conformity/release-rules.ts';
import { adviceByGravity, releaseOutcomes } from '../../workflows/conformity/release-types.ts';
import { bilingual, formula, identifier, source } from './primitives.ts';

/** The release rules of a section, `ReleaseRules`. */

const gateRule = z.strictObject({ advice: z.enum(adviceByGravity), allowed: z.array(z.enum(releaseOutcomes)).min(1) }).nullable();
const members = { removal: gateRule, use: gateRule, basis: bilingual, source };

const rule = z
  .strictObject(members)
  .refine(({ removal, use }) => removal !== null || use !== null, 'a matter must mean something at one gate at least')
  .refine(
    ({ use }) => !use?.allowed.includes('USE_ALLOWED') || use.advice === 'RELEASE',
    'use may be allowed only where release is advised',
  );

export const releaseSchema = z.strictObject({
  cases: z.strictObject(
    Object.fromEntries([...resultCases, ...guardCases].map((name) => [name, rule])) as Record<
      (typeof resultCases)[number] | (typeof guardCases)[number],
      typeof rule
    >,
  ),
  quarantine: formula,
  releaseFirst: z.strictObject({ ...members, products: z.array(identifier).min(1) }).exactOptional(),
});
