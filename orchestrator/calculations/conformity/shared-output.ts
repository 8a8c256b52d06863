import { z } from 'zod';
import { adviceByGravity, gates, releaseOutcomes } from '../../../workflows/conformity/release-types.ts';
import { releaseFormulas } from '../../../workflows/conformity/matters.ts';
import type { AdvisingRules } from '../../../workflows/conformity/release.ts';
import type { ConformityFormulas } from '../../../workflows/conformity/rules.ts';
import type { Formula } from '../../../workflows/kernel/working.ts';
import { decimalOut } from '../scalars.ts';
import { sourceOut, words } from '../source-out.ts';

/** Shapes the calculations of conformity answer with. */

export const verdict = z.enum(['PASS', 'FAIL', 'NO_LIMIT', 'NOT_TESTED', 'INVALID_SAMPLE', 'BORDERLINE']);
export const regime = z.enum(['GBT8170_FULL', 'GBT8170_ROUNDED', 'ISO4259_RECIPIENT', 'ISO4259_SUPPLIER']);
export const nature = z.enum(['environment', 'other']);
export const comparison = z.enum(['<=', '<', '>=', '>']);

/** What each regime says; value and bound in the unit of the limit. */
export const regimes = z
  .array(z.object({ regime, verdict: z.enum(['PASS', 'FAIL']), compared: decimalOut, against: decimalOut }))
  .readonly();

export const gateAdvices = z
  .array(
    z.object({
      gate: z.enum(gates),
      advice: z.enum(adviceByGravity),
      allowed: z.array(z.enum(releaseOutcomes)).readonly(),
      basis: words,
      source: sourceOut.nullable(),
      outstanding: z.array(z.string()).readonly(),
    }),
  )
  .readonly();

/** What the calculations of a commodity's conformity follow. */
export const conformityFormulas = ({
  formulas,
  release,
}: AdvisingRules & { readonly formulas: ConformityFormulas }): readonly Formula[] => [
  ...Object.values(formulas),
  ...releaseFormulas(release),
];
