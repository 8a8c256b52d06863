import type { Bilingual } from '../kernel/bilingual.ts';
import type { DecimalString } from '../kernel/brand.ts';
import { Decimal, meanOf, squareRoot, sumOf, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { roundGbt8170 } from '../kernel/rounding.ts';
import { workingStep, type Worked } from '../kernel/working.ts';
import { bandOf, judgeBias, type BiasBand, type BiasEstimate, type BiasVerdict } from './bias-verdict.ts';
import { testIndependence, type IndependenceTest } from './independence.ts';
import { testForOutlier, type OutlierTest, type Spread } from './outliers.ts';
import { differenceOf, pairsRefusal, type ResultPair } from './pairs.ts';
import { studentT, upperTail } from './quantiles.ts';
import type { QualityControlRules } from './rules.ts';

export interface BiasQuestion {
  /** First the system's result, second the stopped-belt reference's, in the order they were taken. */
  readonly pairs: readonly ResultPair[];
  /** Acceptable bias; left out: the default of the edition in force on the day, where it has one. */
  readonly band?: BiasBand;
  /** Day of the test, ISO date. */
  readonly on: string;
}

export interface BiasFinding extends Bilingual {
  readonly code: string;
}

export interface BiasTest {
  readonly pairs: number;
  readonly meanDifference: DecimalString;
  readonly standardDeviation: DecimalString;
  /** Null when all differences are equal. */
  readonly t: DecimalString | null;
  readonly tCritical: DecimalString;
  /** Whether the bias differs from zero: |t| > t_c. */
  readonly significant: boolean;
  /** Confidence interval of the bias. */
  readonly lower: DecimalString;
  readonly upper: DecimalString;
  readonly band: BiasBand;
  readonly outlier: OutlierTest;
  readonly independence: IndependenceTest;
  /** Pairs that would show a bias of half the band's width; null when beyond the practicable. */
  readonly pairsNeeded: number | null;
  readonly verdict: BiasVerdict;
  readonly findings: readonly BiasFinding[];
}

/**
 * Bias test of a sampling system against stopped-belt reference samples (GB/T 19494.3-2023 clause 5; ISO 13909-8): outliers,
 * independence, interval d̄ ± t·s_d/√k against the acceptable band. `ACCEPTABLE`: the interval lies inside the band and no test is
 * failed; `BIASED`: it lies wholly outside; `NOT_SHOWN`: anything else, a failed test included.
 * Refuses `TOO_FEW_PAIRS`, `TOO_MANY_PAIRS`, `BAND_REQUIRED` and `BAND_EMPTY`.
 */
export function testBias(
  { pairs, band: given, on }: BiasQuestion,
  rules: QualityControlRules,
): Outcome<Worked<BiasTest>> {
  const { biasTest: limits, formulas } = rules;
  const refusal = pairsRefusal(pairs, limits.leastPairs);
  if (refusal) return refuse(refusal);
  const band = bandOf(given, on, limits);
  if (!band.ok) return band;

  const estimate = estimateOf(pairs, toDecimal(limits.confidence));
  const { spread, deviation, tCritical, halfWidth } = estimate;
  const k = pairs.length;
  const outlier = testForOutlier(spread, rules);
  const independence = testIndependence(spread.values, rules);
  const needed = pairsNeeded(spread.squares.div(k - 1), band.value, limits);
  const findings = findingsOf(outlier.value, independence.value);
  const verdict = judgeBias(estimate, band.value, findings.length > 0);
  const t = deviation.isZero() ? null : spread.mean.times(squareRoot(new Decimal(k))).div(deviation);
  const shown = (value: Decimal) => roundGbt8170(toDecimalString(value), limits.decimals);
  const interval = { lower: shown(spread.mean.minus(halfWidth)), upper: shown(spread.mean.plus(halfWidth)) };
  // t² against t_c², without the root
  const significant = spread.mean
    .pow(2)
    .times(k)
    .times(k - 1)
    .gt(tCritical.pow(2).times(spread.squares));
  const s = ['s_d', deviation] as const;
  return ok({
    value: {
      pairs: k,
      meanDifference: shown(spread.mean),
      standardDeviation: shown(deviation),
      t: t && shown(t),
      tCritical: shown(tCritical),
      significant,
      ...interval,
      band: band.value,
      outlier: outlier.value,
      independence: independence.value,
      pairsNeeded: needed,
      verdict,
      findings,
    },
    steps: [
      workingStep(
        formulas.meanDifference,
        [
          ['Σd', sumOf(spread.values)],
          ['k', k],
        ],
        { unrounded: spread.mean, reported: shown(spread.mean) },
      ),
      workingStep(
        formulas.standardDeviation,
        [
          ['Σ(d − d̄)²', spread.squares],
          ['k', k],
        ],
        { unrounded: deviation, reported: shown(deviation) },
      ),
      ...outlier.steps,
      ...independence.steps,
      workingStep(formulas.tStatistic, [['d̄', spread.mean], ['k', k], s, ['t_c', tCritical]], {
        unrounded: t,
        reported: t === null ? 'NOT_DEFINED' : shown(t),
      }),
      workingStep(formulas.biasInterval, [['d̄', spread.mean], ['t_c', tCritical], s, ['k', k]], {
        unrounded: halfWidth,
        reported: `${interval.lower} … ${interval.upper}`,
      }),
      workingStep(formulas.pairsNeeded, [s, ['band', `${band.value.lower} … ${band.value.upper}`]], {
        unrounded: null,
        reported: needed === null ? `more than ${limits.mostPairs}` : String(needed),
      }),
      workingStep(
        formulas.biasVerdict,
        [
          ['interval', `${interval.lower} … ${interval.upper}`],
          ['band', `${band.value.lower} … ${band.value.upper}`],
        ],
        {
          unrounded: null,
          reported: verdict,
        },
      ),
    ],
  });
}

function estimateOf(
  pairs: readonly ResultPair[],
  confidence: Decimal,
): BiasEstimate & { readonly spread: Spread; readonly deviation: Decimal } {
  const values = pairs.map(differenceOf);
  const k = values.length;
  const mean = meanOf(values);
  const squares = sumOf(values.map((value) => value.minus(mean).pow(2)));
  const deviation = squareRoot(squares.div(k - 1));
  const tCritical = studentT(upperTail(confidence), k - 1);
  const halfWidth = tCritical.times(squareRoot(squares.div(k - 1).div(k)));
  // The half-width's square exactly as far as t is known: t²·squares/(k·(k − 1)).
  const halfWidthSquared = tCritical
    .pow(2)
    .times(squares)
    .div(k)
    .div(k - 1);
  return { spread: { values, mean, squares }, mean, deviation, tCritical, halfWidth, halfWidthSquared };
}

/** Least number of pairs whose interval would be no wider than the band. */
function pairsNeeded(
  variance: Decimal,
  band: BiasBand,
  { leastPairs, mostPairs, confidence }: QualityControlRules['biasTest'],
): number | null {
  const half = toDecimal(band.upper).minus(toDecimal(band.lower)).div(2);
  const probability = upperTail(toDecimal(confidence));
  const enough = (k: number) =>
    studentT(probability, k - 1)
      .pow(2)
      .times(variance)
      .lte(half.pow(2).times(k));
  if (!enough(mostPairs)) return null;
  // t falls and k rises, so that what is enough stays enough: the interval is halved.
  let [low, high] = [leastPairs, mostPairs];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (enough(middle)) high = middle;
    else low = middle + 1;
  }
  return high;
}

function findingsOf({ outlier }: OutlierTest, { independent }: IndependenceTest): readonly BiasFinding[] {
  return [
    ...(outlier === null
      ? []
      : [
          {
            code: 'OUTLIER',
            zh: `第 ${outlier} 对的差值为离群值，须查明原因；无确定原因不得剔除。`,
            en: `The difference of pair ${outlier} is an outlier: find its cause; without one it may not be left out.`,
          },
        ]),
    ...(independent === false
      ? [
          {
            code: 'NOT_INDEPENDENT',
            zh: '差值之间不独立，须查明原因后重做试验。',
            en: 'The differences are not independent: find the cause and repeat the test.',
          },
        ]
      : []),
    ...(independent === null
      ? [
          {
            code: 'INDEPENDENCE_NOT_JUDGED',
            zh: '差值无法判断独立性。',
            en: 'The independence of the differences cannot be judged.',
          },
        ]
      : []),
  ];
}
