import type { DecimalString } from '../kernel/brand.ts';
import { ceilQuotient, Decimal, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome, type Refusal } from '../kernel/refusal.ts';
import { roundDown } from '../kernel/rounding.ts';
import { workingStep, type Worked } from '../kernel/working.ts';
import { cutInterval, isEmptyInterval, secondsPerHour } from './interval.ts';
import type { CoalSamplingRules } from './rules.ts';
import type { SamplingBasis } from './types.ts';

export interface ScheduleRequest {
  readonly basis: SamplingBasis;
  readonly method: 'systematic' | 'stratified-random';
  /** Mass of the sampling unit, t, > 0. */
  readonly unitMass: DecimalString;
  /** Highest flow, t/h, > 0. */
  readonly maximumFlow: DecimalString;
  /** Planned increments n, a whole number ≥ 1. */
  readonly increments: number;
  /** s between two cuts the sampler can make, ≥ 0. */
  readonly samplerCycle: DecimalString;
  /** 0 ≤ x < 1, drawn by the caller: one for systematic sampling, one for each stratum for stratified random sampling. */
  readonly randomStarts: readonly DecimalString[];
}

export interface CutSchedule {
  readonly interval: DecimalString;
  readonly unit: 's' | 't';
  /** Where the sampler cuts, counted from the start of the unit; rising, each before the unit's end. */
  readonly cuts: readonly DecimalString[];
  /** Cuts that were put off because the sampler was not ready, by their number from 1. */
  readonly putOff: readonly number[];
}

/** More random numbers and cuts than this are no sampling unit. */
const mostCuts = 20_000;

/**
 * Cut points of one sampling unit (GB/T 19494.1-2023, systematic and stratified random sampling), in s on a time basis and in t
 * on a mass basis. The interval is cut down and the cuts go on until the unit's end, so there are never fewer than planned.
 * At the highest flow two cuts are never closer than the sampler's cycle: a stratified cut that would be is put off, and stays in
 * its own stratum. A start is brought down to the steps of the interval. On a time basis at a lower flow the unit lasts longer:
 * go on cutting at the same interval.
 *
 * Refuses `NOT_POSITIVE`, `INCREMENTS_OUT_OF_RANGE`, `INTERVAL_TOO_SHORT`, `CYCLE_LONGER_THAN_INTERVAL`,
 * `RANDOM_STARTS_MISMATCH` (tells how many are needed) and `RANDOM_START_OUT_OF_RANGE`.
 */
export function scheduleCuts(request: ScheduleRequest, rules: CoalSamplingRules): Outcome<Worked<CutSchedule>> {
  const refusal = refusalOf(request);
  if (refusal) return refuse(refusal);
  const mass = toDecimal(request.unitMass);
  const flow = toDecimal(request.maximumFlow);
  const planned = cutInterval(request.basis, { mass, units: 1, increments: request.increments, maximumFlow: flow }, rules);
  if (isEmptyInterval(planned.value)) return refuse(intervalTooShort(request));
  const { interval, intervalUnit: unit } = planned.value;
  const decimals = unit === 's' ? rules.interval.timeDecimals : rules.interval.massDecimals;
  const step = toDecimal(interval);
  // The unit's length as a quotient: 3600·M/G s, or M t.
  const length = unit === 's' ? { dividend: mass.times(secondsPerHour), divisor: flow } : { dividend: mass, divisor: new Decimal(1) };
  const cycle = cycleIn(unit, request, flow, decimals);
  if (cycle.gt(step)) return refuse(cycleTooLong(request, interval, unit));
  const strata = ceilQuotient(length.dividend, length.divisor.times(step));
  const needed = request.method === 'systematic' ? 1 : strata;
  if (request.randomStarts.length !== needed) return refuse(startsMismatch(needed, request.randomStarts.length));

  const starts = request.randomStarts.map((start) => toDecimal(roundDown(toDecimal(start).times(step), decimals)));
  const drawn = Array.from({ length: strata }, (_, index) => step.times(index).plus(starts[index] ?? starts[0] ?? 0));
  const { points, putOff } = request.method === 'systematic' ? { points: drawn, putOff: [] } : keepApart(drawn, cycle);
  const cuts = points.filter((point) => point.times(length.divisor).lt(length.dividend));
  const formula = request.method === 'systematic' ? rules.formulas.systematicCuts : rules.formulas.stratifiedCuts;
  const inputs = [
    ['Δ', interval, unit] as const,
    ['cycle', cycle, unit] as const,
    ['strata', strata] as const,
    ...request.randomStarts.map((start, index) => [request.method === 'systematic' ? 'x' : `x_${index + 1}`, start] as const),
  ];
  return ok({
    value: { interval, unit, cuts: cuts.map(toDecimalString), putOff: putOff.filter((number) => number <= cuts.length) },
    steps: [...planned.steps, workingStep(formula, inputs, { unrounded: null, reported: String(cuts.length) })],
  });
}

/** The cycle in the unit of the interval at the highest flow, raised to its steps. */
function cycleIn(unit: 's' | 't', { samplerCycle }: ScheduleRequest, flow: Decimal, decimals: number): Decimal {
  const seconds = toDecimal(samplerCycle);
  const exact = unit === 's' ? seconds : seconds.times(flow).div(secondsPerHour);
  return exact.toDecimalPlaces(decimals, Decimal.ROUND_UP);
}

/** A cut is put off to the cycle's end after the one before; because the cycle fits the interval it stays in its stratum. */
function keepApart(drawn: readonly Decimal[], cycle: Decimal) {
  const points: Decimal[] = [];
  const putOff: number[] = [];
  for (const point of drawn) {
    const last = points.at(-1);
    const ready = last === undefined ? point : last.plus(cycle);
    if (ready.gt(point)) putOff.push(points.length + 1);
    points.push(Decimal.max(ready, point));
  }
  return { points, putOff };
}

function refusalOf(request: ScheduleRequest): Refusal | null {
  const positive = { unitMass: request.unitMass, maximumFlow: request.maximumFlow };
  const wrong = Object.entries(positive).find(([, value]) => !toDecimal(value).gt(0));
  if (wrong) {
    const [field, value] = wrong;
    return { code: 'NOT_POSITIVE', field, message: `${field} is ${value}.`, remedy: `Give ${field} greater than zero.` };
  }
  if (toDecimal(request.samplerCycle).lt(0)) {
    const message = `A cycle of ${request.samplerCycle} s does not exist.`;
    return { code: 'NOT_POSITIVE', field: 'samplerCycle', message, remedy: 'Give the cycle in s, 0 or more.' };
  }
  if (!Number.isSafeInteger(request.increments) || request.increments < 1 || request.increments > mostCuts / 2) {
    return {
      code: 'INCREMENTS_OUT_OF_RANGE',
      field: 'increments',
      message: `${request.increments} increments cannot be scheduled.`,
      remedy: `Give a whole number from 1 to ${mostCuts / 2}.`,
    };
  }
  const start = request.randomStarts.find((each) => toDecimal(each).lt(0) || toDecimal(each).gte(1));
  return start === undefined
    ? null
    : {
        code: 'RANDOM_START_OUT_OF_RANGE',
        field: 'randomStarts',
        message: `${start} is no random start.`,
        remedy: 'Draw each number from 0 (inclusive) to 1 (exclusive).',
      };
}

const intervalTooShort = ({ unitMass, maximumFlow, increments }: ScheduleRequest): Refusal => ({
  code: 'INTERVAL_TOO_SHORT',
  field: 'unitMass',
  message: `${unitMass} t at ${maximumFlow} t/h pass before ${increments} increments can be cut.`,
  remedy: 'Lower the flow of the belt, or sample by hand (GB/T 475).',
});

const cycleTooLong = ({ samplerCycle }: ScheduleRequest, interval: DecimalString, unit: string): Refusal => ({
  code: 'CYCLE_LONGER_THAN_INTERVAL',
  field: 'samplerCycle',
  message: `A sampler that needs ${samplerCycle} s for a cut cannot cut every ${interval} ${unit} at the highest flow.`,
  remedy: 'Lower the flow, plan more units of fewer increments, or use a faster sampler.',
});

const startsMismatch = (needed: number, given: number): Refusal => ({
  code: 'RANDOM_STARTS_MISMATCH',
  field: 'randomStarts',
  message: `${given} random starts are given, ${needed} are needed.`,
  remedy: `Draw ${needed}: one for systematic sampling, one for each stratum for stratified random sampling.`,
});
