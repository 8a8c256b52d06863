import type { DecimalString } from '../kernel/brand.ts';
import { toDecimal, type Decimal } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { roundDown } from '../kernel/rounding.ts';
import { workingStep, type Worked, type WorkingStep } from '../kernel/working.ts';
import { refuseNotPositive } from './not-positive.ts';
import type { GrainSamplingRules } from './rules.ts';
import type { GrainSamplingBasis } from './types.ts';

/** Seconds of an hour, from t/h to a time between cuts. */
const secondsPerHour = 3600;

export interface CutIntervalRequest {
  readonly basis: GrainSamplingBasis;
  /** Mass of the lot or sublot. */
  readonly mass_t: DecimalString;
  /** Increments wanted from it, ≥ 1. */
  readonly increments: number;
  /** The highest flow, so that no faster stream loses increments. Needed on the time basis. */
  readonly maximumFlow_t_per_h?: DecimalString;
  /** Random number, 0 ≤ x < 1, drawn by the caller: where in the first interval the first cut lies. */
  readonly randomStart: DecimalString;
}

/** Cuts along the lot; the times are null on the mass basis. */
export interface CutInterval {
  readonly interval_t: DecimalString;
  readonly interval_s: DecimalString | null;
  readonly firstCut_t: DecimalString | null;
  readonly firstCut_s: DecimalString | null;
  readonly lastCut_t: DecimalString | null;
  readonly lastCut_s: DecimalString | null;
}

/**
 * Interval between cuts, Δm = L/k t, or Δt = 3600·L/(k·Q_max) s from the unrounded masses; both cut downwards, so that
 * `increments` × interval never exceeds the lot. The first cut lies at a random point of the first interval, the others follow
 * regularly; missed cuts are never caught up in a burst.
 *
 * Refuses `OUT_OF_RANGE`, `FLOW_NEEDED`, and `INTERVAL_TOO_SHORT` where nothing is left after cutting down.
 */
export function cutInterval(
  request: CutIntervalRequest,
  rules: Pick<GrainSamplingRules, 'formulas' | 'interval'>,
): Outcome<Worked<CutInterval>> {
  const { basis, mass_t, increments, maximumFlow_t_per_h: flow, randomStart } = request;
  const wrong = refuseNotPositive({ mass_t, maximumFlow_t_per_h: flow }) ?? refuseStart(randomStart) ?? refuseIncrements(increments);
  if (wrong) return wrong;
  const mass = toDecimal(mass_t);
  const byMass = mass.div(increments);
  const interval_t = roundDown(byMass, rules.interval.massDecimals);
  const massStep = workingStep(
    rules.formulas.massInterval,
    [
      ['L', mass, 't'],
      ['k', increments],
    ],
    { unrounded: byMass, reported: interval_t, unit: 't' },
  );
  if (basis === 'mass') {
    if (toDecimal(interval_t).isZero()) return refuseTooShort(byMass, 't');
    const along = cutsAlong(toDecimal(interval_t), 't', request, rules);
    return ok({
      value: { interval_t, interval_s: null, firstCut_t: along.first, firstCut_s: null, lastCut_t: along.last, lastCut_s: null },
      steps: [massStep, ...along.steps],
    });
  }
  if (flow === undefined) return refuseWithoutFlow();
  const byTime = mass.times(secondsPerHour).div(toDecimal(flow).times(increments));
  const interval_s = roundDown(byTime, rules.interval.timeDecimals);
  if (toDecimal(interval_s).isZero()) return refuseTooShort(byTime, 's');
  const along = cutsAlong(toDecimal(interval_s), 's', request, rules);
  const timeStep = workingStep(
    rules.formulas.timeInterval,
    [
      ['Δm', byMass, 't'],
      ['Q_max', flow, 't/h'],
    ],
    { unrounded: byTime, reported: interval_s, unit: 's' },
  );
  return ok({
    value: { interval_t, interval_s, firstCut_t: null, firstCut_s: along.first, lastCut_t: null, lastCut_s: along.last },
    steps: [massStep, timeStep, ...along.steps],
  });
}

interface Along {
  readonly first: DecimalString;
  readonly last: DecimalString;
  readonly steps: readonly WorkingStep[];
}

/** First and last cut, by the interval the sampler is set to. */
function cutsAlong(
  interval: Decimal,
  unit: 't' | 's',
  { randomStart, increments }: CutIntervalRequest,
  rules: Pick<GrainSamplingRules, 'formulas' | 'interval'>,
): Along {
  const decimals = unit === 't' ? rules.interval.massDecimals : rules.interval.timeDecimals;
  const start = interval.times(randomStart);
  const first = roundDown(start, decimals);
  const end = toDecimal(first).plus(interval.times(increments - 1));
  const last = roundDown(end, decimals);
  return {
    first,
    last,
    steps: [
      workingStep(
        rules.formulas.firstCut,
        [
          ['x', randomStart],
          ['Δ', interval, unit],
        ],
        { unrounded: start, reported: first, unit },
      ),
      workingStep(
        rules.formulas.lastCut,
        [
          ['s', first, unit],
          ['k', increments],
          ['Δ', interval, unit],
        ],
        { unrounded: end, reported: last, unit },
      ),
    ],
  };
}

function refuseStart(randomStart: DecimalString): Outcome<never> | null {
  const start = toDecimal(randomStart);
  if (start.gte(0) && start.lt(1)) return null;
  return refuse({
    code: 'OUT_OF_RANGE',
    field: 'randomStart',
    message: `${randomStart} is not within 0 ≤ x < 1.`,
    remedy: 'Draw a random number from 0 inclusive to 1 exclusive.',
  });
}

function refuseIncrements(increments: number): Outcome<never> | null {
  if (Number.isSafeInteger(increments) && increments >= 1) return null;
  return refuse({
    code: 'OUT_OF_RANGE',
    field: 'increments',
    message: `${increments} is not a number of increments.`,
    remedy: 'Give a whole number ≥ 1.',
  });
}

const refuseTooShort = (unrounded: Decimal, unit: 't' | 's') =>
  refuse({
    code: 'INTERVAL_TOO_SHORT',
    field: 'increments',
    message: `The interval would be ${unrounded.toSignificantDigits(3).toFixed()} ${unit}, less than a sampler can be set to.`,
    remedy: 'Take fewer increments from this mass, or lower the flow.',
  });

const refuseWithoutFlow = () =>
  refuse({
    code: 'FLOW_NEEDED',
    field: 'maximumFlow_t_per_h',
    message: 'The time between cuts follows from the highest flow, and none is given.',
    remedy: 'Give the highest flow in t/h, or sample on the mass basis.',
  });
