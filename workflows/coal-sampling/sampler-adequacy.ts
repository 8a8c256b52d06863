import type { DecimalString } from '../kernel/brand.ts';
import { Decimal, toDecimal } from '../kernel/decimal.ts';
import type { Finding } from '../kernel/finding.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { roundDown, roundUp } from '../kernel/rounding.ts';
import { workingStep, type Worked, type WorkingStep } from '../kernel/working.ts';
import { biasState, type BiasQuestion, type BiasState } from './bias-certificate.ts';
import { checkCutter } from './cutter.ts';
import { checkDivision, type DivisionStage } from './division.ts';
import { incrementMass, incrementMassQuotient, type Cut } from './increment-mass.ts';
import { secondsPerHour } from './interval.ts';
import type { CoalSamplingRules } from './rules.ts';
import * as finding from './sampler-findings.ts';
import type { CutterProfile } from './sampler-rules.ts';
import type { CoalSamplingPlan } from './types.ts';

/** A sampler and the system behind it, as planned for a plan. */
export interface SamplerQuestion {
  readonly plan: Pick<CoalSamplingPlan, 'minimumIncrementMass' | 'interval' | 'intervalUnit'>;
  /** mm, > 0 */
  readonly nominalTopSize: DecimalString;
  /** The cutter at the highest flow, t/h. */
  readonly cut: Cut;
  readonly profile: CutterProfile;
  /** t/h, the flow the average increment is cut from; default: the highest flow. */
  readonly averageFlow?: DecimalString;
  /** s the sampler needs for one cut, from start to ready. */
  readonly cycle: DecimalString;
  /** t/h the system behind the cutter takes. */
  readonly capacity: DecimalString;
  /** Coefficient of variation of the flow, %; needed on a mass basis. */
  readonly flowVariation?: DecimalString;
  readonly division: readonly DivisionStage[];
  readonly bias: BiasQuestion;
}

export interface SamplerAdequacy {
  readonly verdict: 'ADEQUATE' | 'NOT_ADEQUATE';
  readonly findings: readonly Finding[];
  /** kg at the average flow, cut down. */
  readonly averageIncrementMass: DecimalString;
  /** s between cuts at the highest flow, cut down. */
  readonly intervalAtMaximumFlow: DecimalString;
  /** t/h of increments at the highest flow, raised. */
  readonly load: DecimalString;
  readonly biasTest: BiasState;
}

const kilogramsPerTonne = 1000;

/** What one check says: the way to it, and what is wrong. */
interface Checked {
  readonly steps: readonly WorkingStep[];
  readonly findings: readonly Finding[];
}

/**
 * Checks a sampler against a plan before the ship: cutter, increment mass, cycle, capacity, division, flow variation on a mass
 * basis, bias test (GB/T 19494.1-2023; ISO 13909-2 and -4:2016). Every finding makes it `NOT_ADEQUATE`. Refuses `NOT_POSITIVE`
 * with the field and `AVERAGE_FLOW_TOO_HIGH`.
 */
export function checkSampler(question: SamplerQuestion, rules: CoalSamplingRules): Outcome<Worked<SamplerAdequacy>> {
  const { cut, plan } = question;
  const averageFlow = question.averageFlow ?? cut.flow;
  const positive = { interval: plan.interval, cycle: question.cycle, capacity: question.capacity, averageFlow };
  const wrong = Object.entries(positive).find(([, value]) => !toDecimal(value).gt(0));
  if (wrong) {
    const [field, value] = wrong;
    return refuse({ code: 'NOT_POSITIVE', field, message: `${field} is ${value}.`, remedy: `Give ${field} greater than zero.` });
  }
  if (toDecimal(averageFlow).gt(toDecimal(cut.flow))) return refuseAverage(averageFlow, cut.flow);
  const largest = incrementMass(cut, rules.formulas);
  if (!largest.ok) return largest;
  const bias = biasState(question.bias, rules.formulas);
  const cutter = checkCutter({ ...cut, nominalTopSize: question.nominalTopSize }, question.profile, bias.value, rules);
  if (!cutter.ok) return cutter;
  const average = checkIncrementMass({ ...cut, flow: averageFlow }, plan.minimumIncrementMass, rules);
  const pace = checkPace(question, rules);
  const checks: readonly Checked[] = [
    { steps: cutter.value.steps, findings: cutter.value.value.findings },
    average,
    pace,
    ...(plan.intervalUnit === 't' ? [checkFlowVariation(question.flowVariation, rules)] : []),
    checkDivision(question.division, rules),
    { steps: bias.steps, findings: finding.biasFindings(bias.value) },
  ];
  const findings = checks.flatMap((check) => check.findings);
  return ok({
    value: {
      verdict: findings.length > 0 ? 'NOT_ADEQUATE' : 'ADEQUATE',
      findings,
      averageIncrementMass: average.mass,
      intervalAtMaximumFlow: pace.interval,
      load: pace.load,
      biasTest: bias.value,
    },
    steps: checks.flatMap((check) => check.steps),
  });
}

function checkIncrementMass(cut: Cut, least: DecimalString, rules: CoalSamplingRules): Checked & { readonly mass: DecimalString } {
  const { dividend, divisor } = incrementMassQuotient(cut);
  const worked = incrementMass(cut, rules.formulas);
  const mass = roundDown(dividend.div(divisor), rules.incrementMassDecimals);
  const light = dividend.lt(toDecimal(least).times(divisor));
  return { mass, steps: worked.ok ? worked.value.steps : [], findings: light ? [finding.incrementTooLight(mass, least)] : [] };
}

/** Cycle and capacity at the highest flow: on a mass basis the interval passes in 3600·Δm/G s. */
function checkPace(question: SamplerQuestion, rules: CoalSamplingRules) {
  const { plan, cut, cycle, capacity } = question;
  const given = toDecimal(plan.interval);
  const flow = toDecimal(cut.flow);
  const overMass = plan.intervalUnit === 't';
  // s, as a quotient
  const interval = overMass ? { dividend: given.times(secondsPerHour), divisor: flow } : { dividend: given, divisor: new Decimal(1) };
  const seconds = interval.dividend.div(interval.divisor);
  const shown = roundDown(seconds, rules.unitMassDecimals);
  const increment = incrementMassQuotient(cut);
  // t/h = 3.6·m_i/Δt, as a quotient
  const load = {
    dividend: increment.dividend.times(secondsPerHour).times(interval.divisor),
    divisor: increment.divisor.times(interval.dividend).times(kilogramsPerTonne),
  };
  const loadShown = roundUp(load.dividend.div(load.divisor), rules.unitMassDecimals);
  const late = toDecimal(cycle).times(interval.divisor).gt(interval.dividend);
  const overloaded = load.dividend.gt(toDecimal(capacity).times(load.divisor));
  const mass = increment.dividend.div(increment.divisor);
  const steps = [
    workingStep(
      rules.formulas.samplerCycle,
      [
        ['cycle', cycle, 's'],
        ['Δ', plan.interval, plan.intervalUnit],
        ['G', cut.flow, 't/h'],
      ],
      { unrounded: seconds, reported: shown, unit: 's' },
    ),
    workingStep(
      rules.formulas.samplerCapacity,
      [
        ['m_i', mass, 'kg'],
        ['Δt', seconds, 's'],
        ['capacity', capacity, 't/h'],
      ],
      { unrounded: load.dividend.div(load.divisor), reported: loadShown, unit: 't/h' },
    ),
  ];
  const findings = [
    ...(late ? [finding.cycleTooLong(cycle, shown)] : []),
    ...(overloaded ? [finding.capacityExceeded(loadShown, capacity)] : []),
  ];
  return { interval: shown, load: loadShown, steps, findings };
}

function checkFlowVariation(variation: DecimalString | undefined, { sampler, formulas }: CoalSamplingRules): Checked {
  const limit = sampler.flowVariationPercent;
  if (variation === undefined) return { steps: [], findings: [finding.flowVariationUnknown()] };
  const tooHigh = toDecimal(variation).gte(toDecimal(limit.value));
  const step = workingStep(
    { ...formulas.flowVariation, source: limit.source },
    [
      ['CV', variation, '%'],
      ['limit', limit.value, '%'],
    ],
    { unrounded: null, reported: tooHigh ? 'TOO_HIGH' : 'PERMITTED' },
  );
  return { steps: [step], findings: tooHigh ? [finding.flowVariationTooHigh(variation, limit.value)] : [] };
}

const refuseAverage = (average: DecimalString, highest: DecimalString) =>
  refuse({
    code: 'AVERAGE_FLOW_TOO_HIGH',
    field: 'averageFlow',
    message: `An average flow of ${average} t/h is above the highest of ${highest} t/h.`,
    remedy: 'Give an average flow up to the highest, or leave it out.',
  });
