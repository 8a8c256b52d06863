import type { DecimalString } from '../kernel/brand.ts';
import { toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { roundGbt8170 } from '../kernel/rounding.ts';
import { workingStep, type Worked } from '../kernel/working.ts';
import { cutRefusal, incrementMass, incrementMassQuotient, type Cut } from './increment-mass.ts';
import type { CoalSamplingRules } from './rules.ts';

/** One increment as it was weighed, cut at the flow measured then. */
export interface WeighedIncrement {
  /** kg, ≥ 0 */
  readonly mass: DecimalString;
  readonly cut: Cut;
}

export interface JudgedIncrement {
  /** kg, by the formula at the measured flow. */
  readonly expectedMass: DecimalString;
  /** % of the expected mass, rounded by GB/T 8170. */
  readonly deviation: DecimalString;
  readonly verdict: 'NORMAL' | 'WARN' | 'FAULT';
  /** Increments in a row beyond the warning limit, this one included: what the next judgement is given. */
  readonly warningsInRow: number;
}

/**
 * Judges one increment as it is cut: `WARN` beyond the warning limit, `FAULT` beyond the fault limit or at the third warning in a
 * row (policy). A process keeps `warningsInRow` of the one before, 0 at the start. Compared without dividing.
 * Refuses `NOT_POSITIVE`: a cut without flow is no increment.
 */
export function judgeIncrement(
  { mass, cut }: WeighedIncrement,
  warningsBefore: number,
  { conformance, formulas }: Pick<CoalSamplingRules, 'conformance' | 'formulas'>,
): Outcome<Worked<JudgedIncrement>> {
  const refusal = cutRefusal(cut);
  if (refusal) return refuse(refusal);
  const expected = incrementMass(cut, formulas);
  if (!expected.ok) return expected;
  const actual = toDecimal(mass);
  const { dividend, divisor } = incrementMassQuotient(cut);
  const difference = actual.times(divisor).minus(dividend);
  const beyond = (percent: DecimalString) =>
    difference
      .abs()
      .times(100)
      .gt(dividend.times(toDecimal(percent)));
  const warned = beyond(conformance.incrementMass.warnPercent);
  const warningsInRow = warned ? warningsBefore + 1 : 0;
  const fault = beyond(conformance.incrementMass.faultPercent) || warningsInRow >= conformance.incrementMass.warningsInRow;
  const verdict = fault ? 'FAULT' : warned ? 'WARN' : 'NORMAL';
  const unrounded = difference.times(100).div(dividend);
  const deviation = roundGbt8170(toDecimalString(unrounded), conformance.deviationDecimals);
  const step = workingStep(
    formulas.incrementMassDeviation,
    [
      ['m', mass, 'kg'],
      ['m_C', expected.value.value, 'kg'],
      ['deviation', deviation, '%'],
      ['warnings in a row', warningsInRow],
    ],
    { unrounded, reported: verdict },
  );
  return ok({
    value: { expectedMass: expected.value.value, deviation, verdict, warningsInRow },
    steps: [...expected.value.steps, step],
  });
}

/** Judges increments in the order they were cut. Refuses as `judgeIncrement`, the field with the increment's place. */
export function judgeIncrements(
  increments: readonly WeighedIncrement[],
  rules: Pick<CoalSamplingRules, 'conformance' | 'formulas'>,
): Outcome<Worked<readonly JudgedIncrement[]>> {
  const judged: Worked<JudgedIncrement>[] = [];
  for (const [index, increment] of increments.entries()) {
    const one = judgeIncrement(increment, judged.at(-1)?.value.warningsInRow ?? 0, rules);
    if (!one.ok) return refuse({ ...one.refusal, field: `increments[${index}].${one.refusal.field ?? 'mass'}` });
    judged.push(one.value);
  }
  return ok({ value: judged.map(({ value }) => value), steps: judged.flatMap(({ steps }) => steps) });
}
