import { workingStep, type Formula, type WorkingStep } from '../kernel/working.ts';
import type { Verdict } from './types.ts';

/** Worst first. A found failure outweighs what was not tested; neither, nor a limit that does not exist, is ever a pass. */
const worstFirst: readonly Verdict[] = ['INVALID_SAMPLE', 'FAIL', 'NOT_TESTED', 'BORDERLINE', 'NO_LIMIT', 'PASS'];

/** The worst of the verdicts; `NO_LIMIT` of none, because then nothing was judged. */
export const overallOf = (verdicts: readonly Verdict[]): Verdict =>
  worstFirst.find((verdict) => verdicts.includes(verdict)) ?? 'NO_LIMIT';

/** How often each verdict occurs, and the worst. */
export function overallStep(formula: Formula, verdicts: readonly Verdict[], overall: Verdict): WorkingStep {
  const counted = worstFirst.flatMap((verdict) => {
    const count = verdicts.filter((each) => each === verdict).length;
    return count > 0 ? [[verdict, count] as const] : [];
  });
  return workingStep(formula, counted, { unrounded: null, reported: overall });
}
