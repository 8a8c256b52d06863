import type { DecimalString } from '../kernel/brand.ts';
import { Decimal, sumOf, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { roundGbt8170 } from '../kernel/rounding.ts';
import { workingStep, type WorkingStep } from '../kernel/working.ts';
import type { BatchRequest, UnsampledFlow } from './batch.ts';
import { quotient, type Ratio } from './ratio.ts';
import type { PetroleumSamplingFormula, PetroleumSamplingRules } from './rules.ts';

/** Seconds of an hour: stops are timed in s, flows are per hour. */
const secondsPerHour = 3600;
/** 1 g/mL in kg/m³. */
const kgPerM3OfOneGramPerMl = 1000;

/** The end-of-batch factors as exact quotients. */
export interface PerformanceFactors {
  /** SV, mL */
  readonly sampleVolume: Ratio;
  readonly minimumVolumeRatio: Ratio;
  /** % of the parcel */
  readonly unsampledPercent: Ratio;
  readonly expectedGrabs: Ratio;
  readonly grabFactor: Ratio;
  readonly grabCountRatio: Ratio;
  readonly performanceFactor: Ratio;
  readonly linearity: readonly Ratio[];
}

/** m³ that passed while nothing was sampled, times 3600. */
const unsampledTimesHour = ({ unsampled }: BatchRequest): Decimal =>
  sumOf(
    unsampled.map((each) =>
      'volume' in each
        ? toDecimal(each.volume).times(secondsPerHour)
        : toDecimal(each.flow).times(toDecimal(each.duration)),
    ),
  );

/** Volume that passed unsampled, m³. */
export const unsampledVolume = (batch: BatchRequest): Decimal =>
  unsampledTimesHour(batch).div(secondsPerHour);

/** SV in mL: measured, or net mass in g over tested density in kg/m³. */
export const sampleVolumeOf = ({ sample }: BatchRequest): Ratio =>
  sample.origin === 'weighed'
    ? { dividend: toDecimal(sample.netMass).times(kgPerM3OfOneGramPerMl), divisor: toDecimal(sample.density) }
    : { dividend: toDecimal(sample.volume), divisor: new Decimal(1) };

export function performanceFactors(batch: BatchRequest): PerformanceFactors {
  const [parcel, interval, b] = [
    toDecimal(batch.parcelVolume),
    toDecimal(batch.interval),
    toDecimal(batch.grab),
  ];
  const sample = sampleVolumeOf(batch);
  return {
    sampleVolume: sample,
    minimumVolumeRatio: {
      dividend: sample.dividend,
      divisor: sample.divisor.times(toDecimal(batch.leastSample)),
    },
    unsampledPercent: {
      dividend: unsampledTimesHour(batch).times(100),
      divisor: parcel.times(secondsPerHour),
    },
    expectedGrabs: { dividend: parcel, divisor: interval },
    grabFactor: { dividend: sample.dividend, divisor: sample.divisor.times(batch.grabs.count).times(b) },
    grabCountRatio: { dividend: interval.times(batch.grabs.count), divisor: parcel },
    performanceFactor: {
      dividend: sample.dividend.times(interval),
      divisor: sample.divisor.times(parcel).times(b),
    },
    linearity: batch.intervals.map((part) => ({
      dividend: toDecimal(part.sampleVolume).times(parcel).times(sample.divisor),
      divisor: toDecimal(part.parcelVolume).times(sample.dividend),
    })),
  };
}

/** The factors as an inspector writes them down, in the order they are calculated. */
export function factorSteps(
  batch: BatchRequest,
  factors: PerformanceFactors,
  { formulas, decimals }: Pick<PetroleumSamplingRules, 'formulas' | 'decimals'>,
): readonly WorkingStep[] {
  const volume = quotient(factors.sampleVolume);
  const expected = quotient(factors.expectedGrabs);
  const { grab: b, parcelVolume: PV, interval: B } = batch;
  const N = batch.grabs.count;
  const step = (
    key: PetroleumSamplingFormula,
    inputs: Parameters<typeof workingStep>[1],
    value: Decimal,
    places: number,
    unit = '',
  ) =>
    workingStep(formulas[key], inputs, {
      unrounded: value,
      reported: roundGbt8170(toDecimalString(value), places),
      unit,
    });
  const { sample } = batch;
  return [
    ...(sample.origin === 'weighed'
      ? [
          step(
            'sampleVolume',
            [
              ['m', sample.netMass, 'g'],
              ['ρ', sample.density, 'kg/m³'],
            ],
            volume,
            decimals.volume,
            'mL',
          ),
        ]
      : []),
    step(
      'minimumVolumeRatio',
      [
        ['SV', volume, 'mL'],
        ['SV_min', batch.leastSample, 'mL'],
      ],
      quotient(factors.minimumVolumeRatio),
      decimals.factor,
    ),
    step(
      'unsampledShare',
      [...batch.unsampled.flatMap((each, index) => unsampledInputs(each, index + 1)), ['PV', PV, 'm³']],
      quotient(factors.unsampledPercent),
      decimals.percent,
      '%',
    ),
    step(
      'expectedGrabs',
      [
        ['PV', PV, 'm³'],
        ['B', B, 'm³'],
      ],
      expected,
      decimals.volume,
      'grabs',
    ),
    step(
      'grabFactor',
      [
        ['SV', volume, 'mL'],
        ['N', N],
        ['b', b, 'mL'],
      ],
      quotient(factors.grabFactor),
      decimals.factor,
    ),
    step(
      'grabCountRatio',
      [
        ['N', N],
        ['N_exp', expected],
      ],
      quotient(factors.grabCountRatio),
      decimals.factor,
    ),
    step(
      'performanceFactor',
      [
        ['SV', volume, 'mL'],
        ['N_exp', expected],
        ['b', b, 'mL'],
      ],
      quotient(factors.performanceFactor),
      decimals.factor,
    ),
    ...factors.linearity.map((ratio, index) => {
      const part = batch.intervals[index];
      const inputs = [
        ['ΔSV', part?.sampleVolume ?? '', 'mL'],
        ['ΔPV', part?.parcelVolume ?? '', 'm³'],
        ['SV', volume, 'mL'],
        ['PV', PV, 'm³'],
      ] as const;
      return step('linearityFactor', inputs, quotient(ratio), decimals.factor);
    }),
  ];
}

const unsampledInputs = (each: UnsampledFlow, no: number): Parameters<typeof workingStep>[1] =>
  'volume' in each
    ? [[`V_${no}`, each.volume, 'm³']]
    : [
        [`Q_${no}`, each.flow, 'm³/h'],
        [`Δt_${no}`, each.duration, 's'],
      ];

/** A factor as shown. */
export const shownFactor = (ratio: Ratio, places: number): DecimalString =>
  roundGbt8170(toDecimalString(quotient(ratio)), places);
