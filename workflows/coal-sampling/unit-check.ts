import type { DecimalString } from '../kernel/brand.ts';
import { toDecimal } from '../kernel/decimal.ts';
import type { Finding } from '../kernel/finding.ts';
import { ok, refuse, type Outcome, type Refusal } from '../kernel/refusal.ts';
import { workingStep, type Worked, type WorkingStep } from '../kernel/working.ts';
import { judgeSampling, variancesOf, type DeliveredSampling, type PlannedSampling } from './conformance.ts';
import { cutsMissed } from './findings.ts';
import { judgeIncrements, type JudgedIncrement, type WeighedIncrement } from './increment-check.ts';
import { workedPrecision } from './precision.ts';
import type { CoalSamplingRules } from './rules.ts';
import { incrementMassFault } from './sampler-findings.ts';
import type { SamplingConformance } from './types.ts';

/** A sampling unit that runs or has ended. */
export interface UnitQuestion {
  /** `running`: only what more cutting cannot mend is found. */
  readonly state: 'running' | 'finished';
  readonly planned: PlannedSampling;
  readonly delivered: Omit<DeliveredSampling, 'suspicions'>;
  /** Increments that were weighed, in order; may be fewer than taken, or none. */
  readonly weighed: readonly WeighedIncrement[];
}

export interface UnitCheck extends SamplingConformance {
  /** Planned increments still to be cut; 0 when finished. */
  readonly remaining: number;
  readonly increments: readonly JudgedIncrement[];
}

/**
 * Judges a sampling unit against its plan (policy; verdicts as `judgeSampling`), with each weighed increment against its formula.
 * A fault of an increment is a finding; a warning alone is not. Refuses `COUNT_OUT_OF_RANGE`, `NEGATIVE_MASS`,
 * `MORE_WEIGHED_THAN_TAKEN`, `KEPT_MORE_THAN_TAKEN` and what `judgeIncrements` refuses.
 */
export function checkSamplingUnit(question: UnitQuestion, rules: CoalSamplingRules): Outcome<Worked<UnitCheck>> {
  const { planned, delivered, weighed, state } = question;
  const refusal = refusalOf(question);
  if (refusal) return refuse(refusal);
  const increments = judgeIncrements(weighed, rules);
  if (!increments.ok) return increments;
  const faults = increments.value.value.flatMap(({ verdict, deviation }, index) =>
    verdict === 'FAULT' ? [incrementMassFault(index + 1, deviation)] : [],
  );
  const judged = judgeSampling(planned, { ...delivered, suspicions: faults }, rules);
  const conformance = state === 'finished' ? judged : soFar(judged, [...lostCuts(question, rules), ...faults]);
  return ok({
    value: {
      ...conformance,
      remaining: state === 'finished' ? 0 : Math.max(0, planned.incrementsPerUnit - delivered.taken),
      increments: increments.value.value,
    },
    steps: [...increments.value.steps, ...stepsOf(question, conformance, rules)],
  });
}

/** A running unit is never INVALID: it can still be cut. */
const soFar = (judged: SamplingConformance, findings: readonly Finding[]): SamplingConformance => ({
  ...judged,
  findings,
  validity: findings.length > 0 ? 'SUSPECT' : 'VALID',
});

/** Missed cuts are lost, however many follow. */
function lostCuts({ planned, delivered: { missed } }: UnitQuestion, { conformance }: CoalSamplingRules): readonly Finding[] {
  const most = conformance.missedCutsPercent.value;
  const tooMany = toDecimal(most)
    .times(planned.incrementsPerUnit)
    .lt(missed * 100);
  return tooMany ? [cutsMissed(missed, planned.incrementsPerUnit, most)] : [];
}

function stepsOf({ planned, delivered }: UnitQuestion, conformance: SamplingConformance, rules: CoalSamplingRules): WorkingStep[] {
  const { taken, missed } = delivered;
  const missedShare = toDecimal(String(missed * 100) as DecimalString).div(planned.incrementsPerUnit);
  const shown = missedShare.toFixed(rules.conformance.deviationDecimals);
  return [
    workingStep(
      rules.formulas.missedCuts,
      [
        ['missed', missed],
        ['planned', planned.incrementsPerUnit],
        ['limit', rules.conformance.missedCutsPercent.value, '%'],
      ],
      { unrounded: missedShare, reported: shown, unit: '%' },
    ),
    ...(taken > 0 ? workedPrecision(variancesOf(planned), planned.units, taken, rules).steps : []),
    workingStep(
      rules.formulas.samplingValidity,
      [
        ['taken', taken],
        ['P_L', planned.precision, '%'],
        ['mass of increments', delivered.totalIncrementMass, 'kg'],
        ['least mean', planned.minimumIncrementMass, 'kg'],
        ['mass kept', delivered.totalKeptMass, 'kg'],
        ['findings', conformance.findings.map(({ code }) => code).join(', ') || 'none'],
      ],
      { unrounded: null, reported: conformance.validity },
    ),
  ];
}

function refusalOf({ planned, delivered, weighed }: UnitQuestion): Refusal | null {
  const counts = {
    taken: delivered.taken,
    missed: delivered.missed,
    units: planned.units - 1,
    incrementsPerUnit: planned.incrementsPerUnit - 1,
  };
  const count = Object.entries(counts).find(([, value]) => !Number.isSafeInteger(value) || value < 0);
  if (count) {
    const message = `${count[0]} is not a count that can be.`;
    return {
      code: 'COUNT_OUT_OF_RANGE',
      field: count[0],
      message,
      remedy: 'Give a whole number; units and planned increments at least 1.',
    };
  }
  const masses = { totalKeptMass: delivered.totalKeptMass, totalIncrementMass: delivered.totalIncrementMass };
  const negative = Object.entries(masses).find(([, value]) => toDecimal(value).lt(0));
  if (negative) {
    return {
      code: 'NEGATIVE_MASS',
      field: negative[0],
      message: `${negative[1]} kg does not exist.`,
      remedy: 'Tare the balance and weigh again.',
    };
  }
  if (weighed.length > delivered.taken) {
    const message = `${weighed.length} increments were weighed, but ${delivered.taken} taken.`;
    return { code: 'MORE_WEIGHED_THAN_TAKEN', field: 'increments', message, remedy: 'Give each weighed increment once.' };
  }
  if (toDecimal(delivered.totalKeptMass).lte(toDecimal(delivered.totalIncrementMass))) return null;
  return {
    code: 'KEPT_MORE_THAN_TAKEN',
    field: 'totalKeptMass',
    message: `${delivered.totalKeptMass} kg were kept of ${delivered.totalIncrementMass} kg of increments.`,
    remedy: 'Check both masses: a divided sample is not heavier than its increments.',
  };
}
