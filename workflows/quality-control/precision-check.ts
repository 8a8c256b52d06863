import type { DecimalString } from '../kernel/brand.ts';
import { Decimal, squareRoot, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import type { Bilingual } from '../kernel/bilingual.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { roundGbt8170 } from '../kernel/rounding.ts';
import { workingStep, type Worked } from '../kernel/working.ts';
import { pairsRefusal, positiveRefusal, sumOfSquares, type ResultPair } from './pairs.ts';
import { chiSquare, upperTail } from './quantiles.ts';
import type { QualityControlRules } from './rules.ts';

export interface PrecisionQuestion {
  /** A and B of each unit: its increments went alternately to two samples, n/2 to each. */
  readonly pairs: readonly ResultPair[];
  /** What is reported for a unit: one half's result, or the mean of both. */
  readonly reported: 'one-half' | 'mean-of-both';
  /** Units m whose mean is the lot's result; 1 for the precision of one unit. */
  readonly units: number;
  /** Precision asked for, P_L, in the quantity's unit, > 0. */
  readonly target: DecimalString;
}

export interface PrecisionCheck {
  /** Variance of one half's result, unrounded. */
  readonly variance: DecimalString;
  /** Of what is reported, for one unit. */
  readonly unitPrecision: DecimalString;
  /** Of the mean of the units. */
  readonly lotPrecision: DecimalString;
  readonly lowerFactor: DecimalString;
  readonly upperFactor: DecimalString;
  /** 95 % band of the lot's precision. */
  readonly lower: DecimalString;
  readonly upper: DecimalString;
  readonly verdict: 'CARRY_ON' | 'INCREASE' | 'MAY_REDUCE';
  /** What the precision is of. */
  readonly statement: Bilingual;
}

/** Largest number of units; as the plausible requests of sampling. */
const mostUnits = 1000;

/**
 * Checks the precision of a sampling scheme by duplicate sampling (GB/T 19494.3-2023 clause 4; ISO 13909-7): V = Σd²/(2k),
 * P = 2√V, P_L = 2√(V/m), band by √(k/χ²). `CARRY_ON` when the band contains the target, `INCREASE` (n or m) when it lies above,
 * `MAY_REDUCE` (n) when below; compared without rounding. Refuses `TOO_FEW_PAIRS`, `TOO_MANY_PAIRS`, `NOT_POSITIVE`,
 * `UNITS_OUT_OF_RANGE`.
 */
export function checkPrecision(
  question: PrecisionQuestion,
  rules: QualityControlRules,
): Outcome<Worked<PrecisionCheck>> {
  const { pairs, reported, units, target } = question;
  const { precisionCheck: limits, formulas } = rules;
  const refusal = pairsRefusal(pairs, limits.leastPairs) ?? positiveRefusal('target', target);
  if (refusal) return refuse(refusal);
  if (!Number.isSafeInteger(units) || units < 1 || units > mostUnits) return refuseUnits(units);

  const k = pairs.length;
  const squares = sumOfSquares(pairs);
  const variance = squares.div(2 * k);
  const halves = reported === 'one-half' ? 1 : 2;
  const ofResult = variance.div(halves);
  const unitPrecision = squareRoot(ofResult).times(2);
  const lotPrecision = squareRoot(ofResult.div(units)).times(2);
  const upper = upperTail(toDecimal(limits.confidence));
  const chi = { lower: chiSquare(upper, k), upper: chiSquare(new Decimal(1).minus(upper), k) };
  const factor = {
    lower: squareRoot(new Decimal(k).div(chi.lower)),
    upper: squareRoot(new Decimal(k).div(chi.upper)),
  };
  // (a·P_L)² = (k/χ²)·4·Σd²/(2k·halves·m) = 2·Σd²/(χ²·halves·m), compared with the target's square without dividing.
  const doubled = squares.times(2);
  const edge = (quantile: Decimal) => toDecimal(target).pow(2).times(quantile).times(halves).times(units);
  const verdict = doubled.gt(edge(chi.lower))
    ? 'INCREASE'
    : doubled.lt(edge(chi.upper))
      ? 'MAY_REDUCE'
      : 'CARRY_ON';

  const shown = (value: Decimal) => roundGbt8170(toDecimalString(value), limits.decimals);
  const band = {
    lower: shown(factor.lower.times(lotPrecision)),
    upper: shown(factor.upper.times(lotPrecision)),
  };
  const factors = {
    lower: roundGbt8170(toDecimalString(factor.lower), limits.factorDecimals),
    upper: roundGbt8170(toDecimalString(factor.upper), limits.factorDecimals),
  };
  const bandStep = (name: 'a_L' | 'a_U', quantile: Decimal, by: Decimal, edgeShown: DecimalString) =>
    workingStep(
      formulas.precisionBand,
      [
        ['k', k],
        ['χ²', quantile],
        [name, by],
        ['P_L', lotPrecision],
      ],
      { unrounded: by.times(lotPrecision), reported: edgeShown },
    );
  return ok({
    value: {
      variance: toDecimalString(variance),
      unitPrecision: shown(unitPrecision),
      lotPrecision: shown(lotPrecision),
      lowerFactor: factors.lower,
      upperFactor: factors.upper,
      ...band,
      verdict,
      statement: statementOf(reported),
    },
    steps: [
      workingStep(
        formulas.variance,
        [
          ['Σd²', squares],
          ['k', k],
        ],
        { unrounded: variance, reported: toDecimalString(variance) },
      ),
      workingStep(
        formulas.varianceOfResult,
        [
          ['V', variance],
          ['reported', reported],
        ],
        {
          unrounded: ofResult,
          reported: toDecimalString(ofResult),
        },
      ),
      workingStep(formulas.precision, [['V_R', ofResult]], {
        unrounded: unitPrecision,
        reported: shown(unitPrecision),
      }),
      workingStep(
        formulas.precision,
        [
          ['V_R', ofResult],
          ['m', units],
        ],
        { unrounded: lotPrecision, reported: shown(lotPrecision) },
      ),
      bandStep('a_L', chi.lower, factor.lower, band.lower),
      bandStep('a_U', chi.upper, factor.upper, band.upper),
      workingStep(
        formulas.precisionVerdict,
        [
          ['lower', band.lower],
          ['upper', band.upper],
          ['target', target],
        ],
        {
          unrounded: null,
          reported: verdict,
        },
      ),
    ],
  });
}

const statementOf = (reported: PrecisionQuestion['reported']): Bilingual =>
  reported === 'one-half'
    ? {
        zh: '每半份由 n/2 个子样组成；精密度为其中一份的结果的精密度。',
        en: 'Each half has n/2 increments; the precision is that of one half’s result.',
      }
    : {
        zh: '每半份由 n/2 个子样组成；精密度为 A、B 两份结果平均值的精密度。',
        en: 'Each half has n/2 increments; the precision is that of the mean of A and B.',
      };

const refuseUnits = (units: number) =>
  refuse({
    code: 'UNITS_OUT_OF_RANGE',
    field: 'units',
    message: `A mean of ${units} units cannot be.`,
    remedy: `Give a whole number from 1 to ${mostUnits}.`,
  });
