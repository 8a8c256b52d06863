import type { DecimalString } from '../kernel/brand.ts';
import { Decimal, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { roundDown, roundGbt8170 } from '../kernel/rounding.ts';
import { workingStep, type Worked, type WorkingStep } from '../kernel/working.ts';
import { belowFewestGrabs, belowTargetGrabs, type PetroleumFinding } from './findings.ts';
import { grabMargin } from './grab-margin.ts';
import { shareAmongReceivers, type ReceiverPlan } from './receiver-plan.ts';
import type { PetroleumSamplingRules } from './rules.ts';

const minutesPerHour = 60;

export interface SamplerSetupRequest {
  /** PV, m³ */
  readonly parcelVolume: DecimalString;
  /** b, mL, as the extractor was tested */
  readonly grab: DecimalString;
  readonly receivers: readonly { readonly id: string; /** mL */ readonly capacity: DecimalString }[];
  /** SV_min, mL: what testing, retention and mixing need. */
  readonly leastSample: DecimalString;
  /** Q_max, m³/h */
  readonly largestFlow: DecimalString;
  /** f, grabs/min */
  readonly fastestRate: DecimalString;
  /** Digits after the point that the controller takes for B in m³. */
  readonly intervalDecimals: number;
}

export interface SamplerSetup {
  /** `NOT_WORKABLE`: the grabs would not give the least sample. */
  readonly verdict: 'WORKABLE' | 'NOT_WORKABLE';
  /** B, m³ for one grab. */
  readonly interval: DecimalString;
  readonly decidedBy: 'receiver' | 'extractor';
  /** Whole grabs. */
  readonly expectedGrabs: DecimalString;
  readonly mostGrabs: DecimalString;
  readonly fewestGrabs: DecimalString;
  /** mL */
  readonly expectedSample: DecimalString;
  /** SV_max, mL: together, what the receivers may hold. */
  readonly mostSample: DecimalString;
  readonly marginOfError: DecimalString;
  readonly receivers: readonly ReceiverPlan[];
  readonly findings: readonly PetroleumFinding[];
}

type Rules = Pick<PetroleumSamplingRules, 'setUp' | 'margin' | 'decimals' | 'formulas'>;

/**
 * Sets up a sampler for a parcel (ASTM D4177/API MPMS 8.2, 14.3.1): the interval B is the larger of what the receivers demand
 * (B ≥ PV/N_max, filled to 80 % at most) and what the extractor can follow (B ≥ Q_max/(60·f)), raised to the controller's decimals;
 * then the grabs are checked against the least sample and the target. All volumes and flows > 0.
 *
 * Refuses `NO_RECEIVERS`, `RECEIVER_TOO_SMALL` (holds no grab), `RECEIVER_TWICE`, field `receivers`; `SAMPLE_LARGER_THAN_RECEIVERS`,
 * field `leastSample`; `PARCEL_SMALLER_THAN_INTERVAL`, field `parcelVolume`.
 */
export function setUpSampler(request: SamplerSetupRequest, rules: Rules): Outcome<Worked<SamplerSetup>> {
  const plan = shareAmongReceivers(request, rules);
  if (!plan.ok) return plan;
  const { mostGrabs, mostSample, steps: receiverSteps } = plan.value;
  const b = toDecimal(request.grab);
  const parcel = toDecimal(request.parcelVolume);
  const fewestGrabs = wholeAtLeast(toDecimal(request.leastSample), b);
  if (fewestGrabs.gt(mostGrabs)) return refuseLargeSample(request.leastSample, mostSample);

  const { interval, decidedBy, steps: intervalSteps } = chooseInterval(request, mostGrabs, rules);
  const expected = parcel.div(interval);
  const grabs = expected.floor();
  if (grabs.isZero()) return refuseSmallParcel(request.parcelVolume, toDecimalString(interval));
  const margin = grabMargin(grabs, rules);
  if (!margin.ok) return margin;

  const enough = grabs.gte(fewestGrabs);
  const target = toDecimal(rules.setUp.targetGrabs.value);
  const onTarget = grabs.gte(target);
  const sample = grabs.times(b);
  const { formulas, decimals } = rules;
  const intervalShown = roundDown(interval, request.intervalDecimals);
  const steps: readonly WorkingStep[] = [
    ...receiverSteps,
    workingStep(
      formulas.fewestGrabs,
      [
        ['SV_min', request.leastSample, 'mL'],
        ['b', b, 'mL'],
      ],
      {
        unrounded: toDecimal(request.leastSample).div(b),
        reported: fewestGrabs.toFixed(),
        unit: 'grabs',
      },
    ),
    ...intervalSteps,
    workingStep(
      formulas.expectedGrabs,
      [
        ['PV', parcel, 'm³'],
        ['B', intervalShown, 'm³'],
      ],
      { unrounded: expected, reported: grabs.toFixed(), unit: 'grabs' },
    ),
    workingStep(
      formulas.enoughGrabs,
      [
        ['⌊N_exp⌋', grabs],
        ['N_min', fewestGrabs],
      ],
      { unrounded: null, reported: enough ? 'WORKABLE' : 'NOT_WORKABLE' },
    ),
    workingStep(
      formulas.targetGrabs,
      [
        ['⌊N_exp⌋', grabs],
        ['target', target],
      ],
      { unrounded: null, reported: onTarget ? 'REACHED' : 'ANNOTATED' },
    ),
    workingStep(
      formulas.expectedSample,
      [
        ['⌊N_exp⌋', grabs],
        ['b', b, 'mL'],
      ],
      {
        unrounded: sample,
        reported: roundGbt8170(toDecimalString(sample), decimals.volume),
        unit: 'mL',
      },
    ),
    ...margin.value.steps,
    ...plan.value.shareSteps,
  ];
  return ok({
    value: {
      verdict: enough ? 'WORKABLE' : 'NOT_WORKABLE',
      interval: intervalShown,
      decidedBy,
      expectedGrabs: toDecimalString(grabs),
      mostGrabs: toDecimalString(mostGrabs),
      fewestGrabs: toDecimalString(fewestGrabs),
      expectedSample: roundGbt8170(toDecimalString(sample), decimals.volume),
      mostSample: roundDown(mostSample, decimals.volume),
      marginOfError: margin.value.value.marginOfError,
      receivers: plan.value.receivers,
      findings: [
        ...(enough ? [] : [belowFewestGrabs(grabs.toFixed(), fewestGrabs.toFixed())]),
        ...(onTarget ? [] : [belowTargetGrabs(grabs.toFixed(), target.toFixed())]),
        ...margin.value.value.findings,
      ],
    },
    steps,
  });
}

interface ChosenInterval {
  readonly interval: Decimal;
  readonly decidedBy: SamplerSetup['decidedBy'];
  readonly steps: readonly WorkingStep[];
}

function chooseInterval(request: SamplerSetupRequest, mostGrabs: Decimal, { formulas }: Rules): ChosenInterval {
  const { intervalDecimals, fastestRate, largestFlow } = request;
  const parcel = toDecimal(request.parcelVolume);
  const flow = toDecimal(largestFlow);
  const perHour = toDecimal(fastestRate).times(minutesPerHour);
  const forReceiver = raisedQuotient(parcel, mostGrabs, intervalDecimals);
  const forExtractor = raisedQuotient(flow, perHour, intervalDecimals);
  const decidedBy = flow.times(mostGrabs).gt(parcel.times(perHour)) ? 'extractor' : 'receiver';
  const interval = Decimal.max(forReceiver, forExtractor);
  const [ofReceiver, ofExtractor] = [parcel.div(mostGrabs), flow.div(perHour)];
  const shown = (value: Decimal) => value.toFixed(intervalDecimals);
  return {
    interval,
    decidedBy,
    steps: [
      workingStep(
        formulas.receiverInterval,
        [
          ['PV', parcel, 'm³'],
          ['N_max', mostGrabs],
        ],
        { unrounded: ofReceiver, reported: shown(forReceiver), unit: 'm³' },
      ),
      workingStep(
        formulas.extractorInterval,
        [
          ['Q_max', flow, 'm³/h'],
          ['f', fastestRate, 'grabs/min'],
        ],
        {
          unrounded: ofExtractor,
          reported: shown(forExtractor),
          unit: 'm³',
        },
      ),
      workingStep(
        formulas.controllerInterval,
        [
          ['B receiver', ofReceiver, 'm³'],
          ['B extractor', ofExtractor, 'm³'],
          ['decimals', intervalDecimals],
        ],
        { unrounded: Decimal.max(ofReceiver, ofExtractor), reported: shown(interval), unit: 'm³' },
      ),
    ],
  };
}

/** Least number of so many decimals that is not below the quotient; exact, though the quotient may not end. */
function raisedQuotient(dividend: Decimal, divisor: Decimal, decimals: number): Decimal {
  const scale = new Decimal(10).pow(decimals);
  return wholeAtLeast(dividend.times(scale), divisor).div(scale);
}

/** Least whole number not below the quotient of two numbers > 0; exact. */
function wholeAtLeast(dividend: Decimal, divisor: Decimal): Decimal {
  const floor = dividend.div(divisor).floor();
  return floor.times(divisor).lt(dividend) ? floor.plus(1) : floor;
}

const refuseLargeSample = (leastSample: DecimalString, mostSample: Decimal) =>
  refuse({
    code: 'SAMPLE_LARGER_THAN_RECEIVERS',
    field: 'leastSample',
    message: `The least sample of ${leastSample} mL is more than the ${mostSample.toFixed()} mL the receivers may hold, in whole grabs.`,
    remedy: 'Add a receiver, take a larger one, or ask for less sample.',
  });

const refuseSmallParcel = (parcel: DecimalString, interval: DecimalString) =>
  refuse({
    code: 'PARCEL_SMALLER_THAN_INTERVAL',
    field: 'parcelVolume',
    message: `The parcel of ${parcel} m³ ends before the first grab: the interval is ${interval} m³.`,
    remedy: 'Check the flow and the grab rate, or sample such a parcel by hand.',
  });
