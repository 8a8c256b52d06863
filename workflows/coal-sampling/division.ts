import type { DecimalString } from '../kernel/brand.ts';
import { toDecimal } from '../kernel/decimal.ts';
import type { Finding } from '../kernel/finding.ts';
import { workingStep, type WorkingStep } from '../kernel/working.ts';
import type { CoalSamplingRules } from './rules.ts';
import * as finding from './sampler-findings.ts';
import type { DivisionFeed } from './sampler-rules.ts';

/** One stage of a sampling system that divides. */
export interface DivisionStage {
  readonly feed: DivisionFeed;
  /** Cuts (increments, by hand) of each thing divided. */
  readonly cuts: number;
  /** mm, of the coal that is divided. */
  readonly topSize: DecimalString;
}

/**
 * Checks the division stages, in order: fewest cuts by what is divided (ISO 13909-4:2016; ASTM D2013; GB/T 474-2008), and nothing
 * over the largest top size is divided uncrushed.
 */
export function checkDivision(
  stages: readonly DivisionStage[],
  { sampler, formulas }: CoalSamplingRules,
): { readonly steps: readonly WorkingStep[]; readonly findings: readonly Finding[] } {
  const steps: WorkingStep[] = [];
  const findings: Finding[] = [];
  stages.forEach(({ feed, cuts, topSize }, index) => {
    const stage = index + 1;
    const rule = sampler.divisionCuts.find((each) => each.feed === feed);
    const largest = sampler.largestDividedTopSize.value;
    const few = rule !== undefined && cuts < rule.count;
    const coarse = toDecimal(topSize).gt(toDecimal(largest));
    if (few) findings.push(finding.tooFewDivisionCuts(stage, cuts, rule.count));
    if (coarse) findings.push(finding.dividedUncrushed(stage, topSize, largest));
    steps.push(
      workingStep(
        { ...formulas.divisionCuts, source: rule?.source ?? formulas.divisionCuts.source },
        [
          ['stage', stage],
          ['divides', feed],
          ['cuts', cuts],
          ['least', rule?.count ?? 0],
          ['d', topSize, 'mm'],
          ['largest d', largest, 'mm'],
        ],
        { unrounded: null, reported: few || coarse ? 'NOT_ADEQUATE' : 'ADEQUATE' },
      ),
    );
  });
  return { steps, findings };
}
