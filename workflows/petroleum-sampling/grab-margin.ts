import type { DecimalString } from '../kernel/brand.ts';
import { type Decimal, squareRoot, toDecimal } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { roundUp } from '../kernel/rounding.ts';
import { workingStep, type Worked } from '../kernel/working.ts';
import { marginAboveBest, type PetroleumFinding } from './findings.ts';
import type { PetroleumSamplingRules } from './rules.ts';

export interface GrabMargin {
  /** Share of the value, at 95 %; raised to the decimals of the pack, never told better than it is. */
  readonly marginOfError: DecimalString;
  /** Whether the number of grabs reaches the best margin that may be claimed. */
  readonly reachesBest: boolean;
  readonly findings: readonly PetroleumFinding[];
}

/**
 * Margin of error from the number of grabs, E = 0.98/√N at 95 %, not better than 0.010 (ASTM D4177, Annex A1). A parcel that does
 * not reach 0.010 is annotated, not failed. Whether it is reached is compared in squares: 9604 grabs reach it exactly.
 *
 * Refuses `NO_GRABS`, field `grabs`.
 */
export function grabMargin(
  grabs: Decimal,
  rules: Pick<PetroleumSamplingRules, 'margin' | 'decimals' | 'formulas'>,
): Outcome<Worked<GrabMargin>> {
  if (grabs.lt(1)) {
    return refuse({
      code: 'NO_GRABS',
      field: 'grabs',
      message: `${grabs.toFixed()} grabs have no margin of error.`,
      remedy: 'Give the number of grabs, at least 1.',
    });
  }
  const { coefficient, best } = rules.margin;
  const reachesBest = grabs.times(toDecimal(best).pow(2)).gte(toDecimal(coefficient).pow(2));
  const unrounded = reachesBest ? toDecimal(best) : toDecimal(coefficient).div(squareRoot(grabs));
  const marginOfError = roundUp(unrounded, rules.decimals.margin);
  const step = workingStep(
    rules.formulas.marginOfError,
    [
      ['coefficient', coefficient],
      ['N', grabs],
      ['best', best],
    ],
    { unrounded, reported: marginOfError },
  );
  return ok({ value: { marginOfError, reachesBest, findings: reachesBest ? [] : [marginAboveBest(marginOfError, best)] }, steps: [step] });
}
