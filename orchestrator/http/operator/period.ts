import { instant } from '../../../workflows/kernel/brand.ts';
import type { Instant } from '../../../workflows/kernel/brand.ts';
import { later } from '../../../workflows/kernel/step.ts';
import { checkRange } from '../../services/shift-report.ts';
import { accepted } from '../http-refusal.ts';

const day_ms = 86_400_000;
const usual_ms = 30 * day_ms;
/** A quarter: longer times are compared one with another. */
const longest_ms = 92 * day_ms;

/** The time of which figures are asked; refuses as `checkRange` does. */
export function periodOf(
  asked: { readonly from?: Instant; readonly to?: Instant },
  now: Date,
): { readonly from: Instant; readonly to: Instant } {
  const to = asked.to ?? instant(now.toISOString());
  return accepted(checkRange(asked.from ?? later(to, -usual_ms), to, longest_ms));
}
