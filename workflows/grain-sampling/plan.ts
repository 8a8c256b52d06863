import type { DecimalString } from '../kernel/brand.ts';
import { Decimal, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome, type Refusal } from '../kernel/refusal.ts';
import { roundUp } from '../kernel/rounding.ts';
import type { RulePackRef, RuleSource } from '../kernel/source.ts';
import { workingStep, type Worked, type WorkingStep } from '../kernel/working.ts';
import { massByFlow } from '../sampler-run/increment-masses.ts';
import type { IncrementMassCheck } from '../sampler-run/increment-masses.ts';
import { cutInterval } from './cut-interval.ts';
import { cutMass } from './cut-mass.ts';
import type { GrainSamplingRules } from './rules.ts';
import { sampleMasses } from './sample-masses.ts';
import type { SublotPlan } from './sublot-plan.ts';
import { planSublots } from './sublots.ts';

/** A cargo of grain, and the diverter that is to cut it. */
export interface GrainSamplingRequest {
  /** Scheme and purpose of the rule pack. */
  readonly scheme: string;
  readonly purpose: string;
  /** Day of sampling, ISO date. */
  readonly on: string;
  /** Parts that are unloaded and sampled one by one: holds, in their order. */
  readonly holds: readonly { readonly name: string; readonly mass_t: DecimalString }[];
  readonly sampler: GrainSampler;
}

export interface GrainSampler {
  readonly opening_mm: DecimalString;
  readonly traverseSpeed_m_per_s: DecimalString;
  readonly maximumFlow_t_per_h: DecimalString;
  /** At which the cargo mostly comes; the divider is set for it. */
  readonly usualFlow_t_per_h: DecimalString;
  /** Between two cuts. */
  readonly shortestInterval_s: DecimalString;
  readonly bags: number;
  readonly bagCapacity_kg: DecimalString;
}

/** One sampling unit: a hold, or a sublot of one. */
export interface GrainUnit {
  readonly no: number;
  readonly hold: string;
  /** 1, 2 … of so many in the hold. */
  readonly sublot: number;
  readonly sublots: number;
  readonly mass_t: DecimalString;
  readonly increments: number;
  readonly interval_t: DecimalString;
  /** So much without a cut is a gap. */
  readonly gapAbove_t: DecimalString;
}

export interface GrainSamplingPlan {
  readonly scheme: string;
  readonly edition: RuleSource;
  readonly purpose: string;
  readonly units: readonly GrainUnit[];
  readonly sampler: GrainSampler;
  /** What the divider keeps of each cut, %. */
  readonly keptShare_pct: DecimalString;
  /** Least bulk sample of a unit, kg. */
  readonly bulkLeast_kg: DecimalString;
  /** What a cut should weigh before division, for the run to judge it; plans of before have none. */
  readonly incrementMass?: IncrementMassCheck;
  readonly sources: readonly RuleSource[];
  readonly pack: RulePackRef;
}

/**
 * Plans the sampling of a cargo of grain by a diverter, hold by hold, on the mass basis: sublots and increments by the scheme, the
 * bulk sample by the purpose, the divider so that even the unit with the fewest increments gives it at the usual flow.
 *
 * Refuses `HOLDS_MISSING`, `HOLD_REPEATED`, `INCREMENTS_NOT_IN_SCHEME`, `BULK_NOT_IN_PURPOSE`, `CUTS_TOO_LIGHT`, `INTERVAL_TOO_SHORT`,
 * `BAGS_TOO_SMALL`, and what schemes, purposes, cut masses and intervals refuse, with the field of the request.
 */
export function planGrainSampling(
  request: GrainSamplingRequest,
  rules: GrainSamplingRules,
  pack: RulePackRef,
): Outcome<Worked<GrainSamplingPlan>> {
  const wrong = refuseHolds(request.holds);
  if (wrong) return refuse(wrong);
  const steps: WorkingStep[] = [];
  const units: GrainUnit[] = [];
  let edition: RuleSource | null = null;
  for (const hold of request.holds) {
    const sublots = planSublots(
      { scheme: request.scheme, on: request.on, lotMass_t: hold.mass_t, plan: 'default' },
      rules,
    );
    if (!sublots.ok) return refuse(ofHold(sublots.refusal, hold.name));
    steps.push(...sublots.value.steps);
    const more = unitsOf(hold.name, units.length, sublots.value.value, request, rules);
    if (!more.ok) return more;
    steps.push(...more.value.steps);
    units.push(...more.value.value);
    edition = sublots.value.value.edition;
  }
  const divider = divide(request, units, rules);
  if (!divider.ok) return divider;
  const { keptShare_pct, bulkLeast_kg, source } = divider.value.value;
  return ok({
    value: {
      scheme: request.scheme,
      edition: edition ?? source,
      purpose: request.purpose,
      units,
      sampler: request.sampler,
      keptShare_pct,
      bulkLeast_kg,
      incrementMass: {
        expected: massByFlow(request.sampler.opening_mm, request.sampler.traverseSpeed_m_per_s),
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

function unitsOf(
  hold: string,
  before: number,
  { sublots, sublotMass_t, incrementsPerSublot }: SublotPlan,
  { scheme, sampler }: GrainSamplingRequest,
  rules: GrainSamplingRules,
): Outcome<Worked<readonly GrainUnit[]>> {
  if (incrementsPerSublot === null) return refuse(noIncrements(scheme));
  const interval = cutInterval(
    {
      basis: 'mass',
      mass_t: sublotMass_t,
      increments: incrementsPerSublot,
      randomStart: '0' as DecimalString,
    },
    rules,
  );
  if (!interval.ok) return refuse(ofHold(interval.refusal, hold));
  const { interval_t } = interval.value.value;
  const shortest = toDecimal(sampler.shortestInterval_s)
    .times(sampler.maximumFlow_t_per_h)
    .div(secondsPerHour);
  if (toDecimal(interval_t).lt(shortest))
    return refuse(tooFast(hold, interval_t, toDecimalString(shortest.toDecimalPlaces(3))));
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
      gapAbove_t,
    })),
    // Where in the first interval the first cut lies is drawn when the unit begins.
    steps: interval.value.steps.slice(0, 1),
  });
}

const secondsPerHour = 3600;
const percent = 100;

interface Division {
  readonly keptShare_pct: DecimalString;
  readonly bulkLeast_kg: DecimalString;
  readonly source: RuleSource;
}

function divide(
  request: GrainSamplingRequest,
  units: readonly GrainUnit[],
  rules: GrainSamplingRules,
): Outcome<Worked<Division>> {
  const { purpose, on, sampler, holds } = request;
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
  const counts = units.map(({ increments }) => increments);
  const [fewest, most] = [Math.min(...counts), Math.max(...counts)];
  const tolerance = toDecimal(rules.collectedMass.tolerancePercent).plus(percent);
  if (toDecimal(usual.value.value.cutMass_kg).isZero())
    return refuse(tooLight(bulkLeast_kg, fewest, usual.value.value.cutMass_kg));
  const share = toDecimal(bulkLeast_kg)
    .times(tolerance)
    .div(toDecimal(usual.value.value.cutMass_kg).times(fewest));
  const keptShare_pct = roundUp(share, rules.reported.shareDecimals);
  if (toDecimal(keptShare_pct).gt(percent))
    return refuse(tooLight(bulkLeast_kg, fewest, usual.value.value.cutMass_kg));
  const fullest = toDecimal(largest.value.value.cutMass_kg).times(most).times(keptShare_pct).div(percent);
  const room = toDecimal(sampler.bagCapacity_kg).times(sampler.bags);
  if (fullest.gt(room))
    return refuse(bagsTooSmall(toDecimalString(fullest.toDecimalPlaces(1)), toDecimalString(room)));
  const step = workingStep(
    rules.formulas.keptShare,
    [
      ['M', bulkLeast_kg, 'kg'],
      ['t', rules.collectedMass.tolerancePercent, '%'],
      ['k', fewest],
      ['m', usual.value.value.cutMass_kg, 'kg'],
    ],
    { unrounded: share, reported: keptShare_pct, unit: '%' },
  );
  return ok({
    value: { keptShare_pct, bulkLeast_kg, source },
    steps: [...masses.value.steps, ...usual.value.steps, step],
  });
}

function refuseHolds(holds: GrainSamplingRequest['holds']): Refusal | undefined {
  if (holds.length === 0) {
    return {
      code: 'HOLDS_MISSING',
      field: 'holds',
      message: 'No hold is named.',
      remedy: 'Name each hold with its mass in t.',
    };
  }
  const repeated = holds.find(({ name }, index) => holds.findIndex((other) => other.name === name) !== index);
  return repeated
    ? {
        code: 'HOLD_REPEATED',
        field: 'holds',
        message: `Hold ${repeated.name} is named twice.`,
        remedy: 'Name each hold once.',
      }
    : undefined;
}

/** A refusal of a part, in the words of the whole request. */
const ofHold = ({ field, ...refusal }: Refusal, hold: string): Refusal => ({
  ...refusal,
  field: field === 'lotMass_t' || field === 'mass_t' ? 'holds' : (field ?? 'holds'),
  message: `Hold ${hold}: ${refusal.message}`,
});
const ofSampler = ({ field, ...refusal }: Refusal): Refusal => ({
  ...refusal,
  field: `sampler.${field ?? ''}`,
});

const noIncrements = (scheme: string): Refusal => ({
  code: 'INCREMENTS_NOT_IN_SCHEME',
  field: 'scheme',
  message: `The scheme ${scheme} gives no number of increments.`,
  remedy: 'Choose a scheme that does, for example eu-mycotoxin or eu-large-lot.',
});

const noBulk = (purpose: string): Refusal => ({
  code: 'BULK_NOT_IN_PURPOSE',
  field: 'purpose',
  message: `The rule pack gives no bulk sample for the purpose ${purpose}.`,
  remedy: 'Choose a purpose with a bulk sample, for example mycotoxins.',
});

const tooFast = (hold: string, interval: string, shortest: string): Refusal => ({
  code: 'INTERVAL_TOO_SHORT',
  field: 'holds',
  message: `Hold ${hold} needs a cut every ${interval} t; at the greatest flow the sampler manages one every ${shortest} t.`,
  remedy: 'Unload more slowly, or choose a scheme with fewer increments.',
});

const tooLight = (bulk: string, increments: number, mass: string): Refusal => ({
  code: 'CUTS_TOO_LIGHT',
  field: 'sampler',
  message: `${increments} cuts of ${mass} kg do not give a bulk sample of ${bulk} kg.`,
  remedy: 'Widen the opening, slow the cutter, or choose a scheme with more increments.',
});

const bagsTooSmall = (kilograms: string, room: string): Refusal => ({
  code: 'BAGS_TOO_SMALL',
  field: 'sampler',
  message: `At the greatest flow ${kilograms} kg are kept; the bags hold ${room} kg.`,
  remedy: 'Hang more or larger bags.',
});
