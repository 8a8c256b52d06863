import type { DecimalString } from '../kernel/brand.ts';
import { toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome, type Refusal } from '../kernel/refusal.ts';
import type { RulePackRef, RuleSource } from '../kernel/source.ts';
import type { Worked, WorkingStep } from '../kernel/working.ts';
import { massByFlow } from '../sampler-run/increment-masses.ts';
import { cutInterval, type CutInterval } from './cut-interval.ts';
import { keptShare } from './kept-share.ts';
import { basisNotInScheme, noIncrements, ofHold, refuseHolds, tooFast } from './plan-refusals.ts';
import type { GrainSamplingRules } from './rules.ts';
import type { SublotPlan } from './sublot-plan.ts';
import { planSublots } from './sublots.ts';
import type { GrainSampler, GrainSamplingPlan, GrainSamplingRequest, GrainUnit } from './types.ts';

const secondsPerHour = 3600;

/**
 * Plans the sampling of a cargo of grain by a diverter, hold by hold, by mass or by time: sublots and increments by the scheme, the
 * bulk sample by the purpose, the divider so that even the unit with the fewest increments gives it at the usual flow. By time the
 * interval follows from the greatest flow: a slower stream gets more cuts than planned, never fewer.
 *
 * Refuses `HOLDS_MISSING`, `HOLD_REPEATED`, `INCREMENTS_NOT_IN_SCHEME`, `BASIS_NOT_IN_SCHEME` (a scheme that sets the time between
 * cuts, by mass), `BULK_NOT_IN_PURPOSE`, `CUTS_TOO_LIGHT`, `INTERVAL_TOO_SHORT`, `BAGS_TOO_SMALL`, and what schemes,
 * purposes, cut masses and intervals refuse, with the field of the request.
 */
export function planGrainSampling(
  request: GrainSamplingRequest,
  rules: GrainSamplingRules,
  pack: RulePackRef,
): Outcome<Worked<GrainSamplingPlan>> {
  const { scheme, on, purpose, basis, sampler } = request;
  const wrong = refuseHolds(request.holds);
  if (wrong) return refuse(wrong);
  const steps: WorkingStep[] = [];
  const units: GrainUnit[] = [];
  let edition: RuleSource | null = null;
  for (const hold of request.holds) {
    const sublots = planSublots(
      {
        scheme,
        on,
        lotMass_t: hold.mass_t,
        plan: 'default',
        ...(basis === 'time' && { maximumFlow_t_per_h: sampler.maximumFlow_t_per_h }),
      },
      rules,
    );
    if (!sublots.ok) return refuse(ofScheme(sublots.refusal, scheme, hold.name));
    steps.push(...sublots.value.steps);
    const more = unitsOf(hold.name, units.length, sublots.value.value, request, rules);
    if (!more.ok) return more;
    steps.push(...more.value.steps);
    units.push(...more.value.value);
    edition = sublots.value.value.edition;
  }
  const divider = keptShare(request, units, rules);
  if (!divider.ok) return divider;
  const { keptShare_pct, bulkLeast_kg, source } = divider.value.value;
  return ok({
    value: {
      scheme,
      edition: edition ?? source,
      purpose,
      ...(basis && { basis }),
      units,
      sampler,
      keptShare_pct,
      bulkLeast_kg,
      incrementMass: {
        expected: massByFlow(sampler.opening_mm, sampler.traverseSpeed_m_per_s),
        rules: rules.incrementMass,
      },
      sources: [
        ...(edition ? [edition] : []),
        source,
        rules.interval.source,
        rules.gap.source,
        rules.collectedMass.source,
        rules.incrementMass.source,
      ],
      pack,
    },
    steps: [...steps, ...divider.value.steps],
  });
}

/** Only a scheme that sets the time between cuts needs a flow, and by mass it is given none. */
const ofScheme = (refusal: Refusal, scheme: string, hold: string): Refusal =>
  refusal.code === 'FLOW_NEEDED' ? basisNotInScheme(scheme) : ofHold(refusal, hold);

function unitsOf(
  hold: string,
  before: number,
  { sublots, sublotMass_t, incrementsPerSublot }: SublotPlan,
  { scheme, sampler, basis = 'mass' }: GrainSamplingRequest,
  rules: GrainSamplingRules,
): Outcome<Worked<readonly GrainUnit[]>> {
  if (incrementsPerSublot === null) return refuse(noIncrements(scheme));
  const interval = cutInterval(
    {
      basis,
      mass_t: sublotMass_t,
      increments: incrementsPerSublot,
      maximumFlow_t_per_h: sampler.maximumFlow_t_per_h,
      randomStart: '0' as DecimalString,
    },
    rules,
  );
  if (!interval.ok) return refuse(ofHold(interval.refusal, hold));
  const { interval_t, interval_s } = interval.value.value;
  const hasty = fasterThanSampler(hold, interval.value.value, sampler);
  if (hasty) return refuse(hasty);
  const gapAbove_t = toDecimalString(toDecimal(interval_t).times(rules.gap.mostIntervals));
  return ok({
    value: Array.from({ length: sublots }, (_, index) => ({
      no: before + index + 1,
      hold,
      sublot: index + 1,
      sublots,
      mass_t: sublotMass_t,
      increments: incrementsPerSublot,
      interval_t,
      ...(interval_s !== null && { interval_s }),
      gapAbove_t,
    })),
    // Where in the first interval the first cut lies is drawn when the unit begins.
    steps: interval.value.steps.slice(0, interval_s === null ? 1 : 2),
  });
}

function fasterThanSampler(
  hold: string,
  { interval_t, interval_s }: Pick<CutInterval, 'interval_t' | 'interval_s'>,
  { shortestInterval_s, maximumFlow_t_per_h }: GrainSampler,
): Refusal | undefined {
  if (interval_s !== null) {
    return toDecimal(interval_s).lt(shortestInterval_s)
      ? tooFast(hold, `${interval_s} s`, `${shortestInterval_s} s`)
      : undefined;
  }
  const shortest = toDecimal(shortestInterval_s).times(maximumFlow_t_per_h).div(secondsPerHour);
  return toDecimal(interval_t).lt(shortest)
    ? tooFast(hold, `${interval_t} t`, `${toDecimalString(shortest.toDecimalPlaces(3))} t`)
    : undefined;
}
