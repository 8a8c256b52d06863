import { z } from 'zod';
import { bilingual, decimal, formula, positiveDecimal, source } from './primitives.ts';

/** What every section with limits shares, `DecisionRules`: how values are compared, and the bounds themselves. */

const regime = z.enum(['GBT8170_FULL', 'GBT8170_ROUNDED', 'ISO4259_RECIPIENT', 'ISO4259_SUPPLIER']);

export const nature = z.enum(['environment', 'other']);

/** Members of `Criterion`. */
export const criterion = {
  comparison: z.enum(['<=', '<', '>=', '>']),
  limit: decimal,
  reproducibility: positiveDecimal.exactOptional(),
  decisionRule: regime.exactOptional(),
};

/** A margin of ISO 4259-2 needs R. */
export const hasMargin = (limit: { readonly decisionRule?: string; readonly reproducibility?: string }): boolean =>
  !limit.decisionRule?.startsWith('ISO4259') || limit.reproducibility !== undefined;
export const marginMissing = { message: 'a decision rule of ISO 4259 needs the reproducibility', path: ['reproducibility'] };

/** Members of `DecisionRules`. The section's own regime must be one that can be computed without R. */
export const decisionRules = {
  decision: z.strictObject({ regime: regime.extract(['GBT8170_FULL', 'GBT8170_ROUNDED']), statement: bilingual, source }),
  borderline: z.strictObject({ divisor: positiveDecimal, source }),
  iso4259: z.strictObject({ factor: positiveDecimal, source }),
  formulas: z.strictObject({
    fullValue: formula,
    roundedValue: formula,
    recipient: formula,
    supplier: formula,
    nearLimit: formula,
    applicableLimits: formula,
    overallVerdict: formula,
    releaseAdvice: formula,
  }),
};
