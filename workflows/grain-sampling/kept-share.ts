import type { DecimalString } from '../kernel/brand.ts';
import { Decimal, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { roundUp } from '../kernel/rounding.ts';
import type { RuleSource } from '../kernel/source.ts';
import { workingStep, type Worked } from '../kernel/working.ts';
import { cutMass } from './cut-mass.ts';
import { bagsTooSmall, noBulk, ofSampler, tooLight } from './plan-refusals.ts';
import type { GrainSamplingRules } from './rules.ts';
import { sampleMasses } from './sample-masses.ts';
import type { GrainSampler, GrainSamplingRequest, GrainUnit } from './types.ts';

const secondsPerHour = 3600;
const percent = 100;

interface KeptShare {
  /** What the divider keeps of each cut, %. */
  readonly keptShare_pct: DecimalString;
  /** Least bulk sample of a unit, kg. */
  readonly bulkLeast_kg: DecimalString;
  /** Of the bulk sample. */
  readonly source: RuleSource;
}

/**
 * Setting of the divider: the unit with the fewest increments gives the bulk sample of the purpose at the usual flow, with the tolerance
 * of the collected mass in hand. By time what is kept does not depend on the flow, because of a slower stream as many more cuts come as
 * they are lighter: the planned number at the greatest flow, which the interval is for, tells it.
 *
 * Refuses `BULK_NOT_IN_PURPOSE`, `CUTS_TOO_LIGHT`, `BAGS_TOO_SMALL`, and what purposes and cut masses refuse.
 */
export function keptShare(
  request: GrainSamplingRequest,
  units: readonly GrainUnit[],
  rules: GrainSamplingRules,
): Outcome<Worked<KeptShare>> {
  const { purpose, on, sampler, holds, basis = 'mass' } = request;
  const lotMass_t = toDecimalString(holds.reduce((sum, { mass_t }) => sum.plus(mass_t), new Decimal(0)));
  const masses = sampleMasses({ purpose, sublots: units.length, on, lotMass_t }, rules);
  if (!masses.ok) return masses;
  const { bulkLeast_kg, source } = masses.value.value;
  if (bulkLeast_kg === null) return refuse(noBulk(purpose));
  const cut = (flow_t_per_h: DecimalString) =>
    cutMass(
      { flow_t_per_h, opening_mm: sampler.opening_mm, cutterSpeed_m_per_s: sampler.traverseSpeed_m_per_s },
      rules,
    );
  const usual = cut(sampler.usualFlow_t_per_h);
  if (!usual.ok) return refuse(ofSampler(usual.refusal));
  const largest = cut(sampler.maximumFlow_t_per_h);
  if (!largest.ok) return refuse(ofSampler(largest.refusal));
  const { value: planned, steps } = basis === 'time' ? largest.value : usual.value;
  const fewest = Math.min(...units.map(({ increments }) => increments));
  const tolerance = toDecimal(rules.collectedMass.tolerancePercent).plus(percent);
  if (toDecimal(planned.cutMass_kg).isZero())
    return refuse(tooLight(bulkLeast_kg, fewest, planned.cutMass_kg));
  const share = toDecimal(bulkLeast_kg).times(tolerance).div(toDecimal(planned.cutMass_kg).times(fewest));
  const keptShare_pct = roundUp(share, rules.reported.shareDecimals);
  if (toDecimal(keptShare_pct).gt(percent)) return refuse(tooLight(bulkLeast_kg, fewest, planned.cutMass_kg));
  const most = Decimal.max(...units.map((unit) => mostCuts(unit, sampler)));
  const fullest = most.times(largest.value.value.cutMass_kg).times(keptShare_pct).div(percent);
  const room = toDecimal(sampler.bagCapacity_kg).times(sampler.bags);
  if (fullest.gt(room))
    return refuse(bagsTooSmall(toDecimalString(fullest.toDecimalPlaces(1)), toDecimalString(room)));
  const step = workingStep(
    rules.formulas.keptShare,
    [
      ['M', bulkLeast_kg, 'kg'],
      ['t', rules.collectedMass.tolerancePercent, '%'],
      ['k', fewest],
      ['m', planned.cutMass_kg, 'kg'],
    ],
    { unrounded: share, reported: keptShare_pct, unit: '%' },
  );
  return ok({
    value: { keptShare_pct, bulkLeast_kg, source },
    steps: [...masses.value.steps, ...steps, step],
  });
}

/**
 * How many cuts of the greatest flow weigh as much as all cuts of a unit at most do. An interval of time is cut down to its step, so a
 * few more fit into the unit than are planned; and the number that come is up to one above the number that fit.
 */
const mostCuts = ({ increments, mass_t, interval_s }: GrainUnit, { maximumFlow_t_per_h }: GrainSampler) =>
  interval_s === undefined
    ? new Decimal(increments)
    : toDecimal(mass_t).times(secondsPerHour).div(toDecimal(interval_s).times(maximumFlow_t_per_h)).plus(1);
