import type { DecimalString } from '../kernel/brand.ts';
import { toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { roundDown, roundUp } from '../kernel/rounding.ts';
import type { RulePackRef } from '../kernel/source.ts';
import { workingStep, type Worked } from '../kernel/working.ts';
import { expectedBy, incrementMass } from './increment-mass.ts';
import { cutInterval, isEmptyInterval, type Interval } from './interval.ts';
import { averageIncrementMass, minimumMassRow, minimumMassStep } from './minimum-mass.ts';
import * as refusal from './plan-refusals.ts';
import { precisionRule, requiredPrecision, workedPrecision } from './precision.ts';
import { refusalOf } from './request-check.ts';
import type { CoalSamplingRules, MinimumMassRow, PrecisionRule } from './rules.ts';
import type { Sourced } from './sourced.ts';
import type { CoalSamplingPlan, CoalSamplingRequest } from './types.ts';
import { initialUnits, unitsAndIncrements } from './units-and-increments.ts';

/**
 * Plans the continuous mechanical sampling of one coal lot from a moving stream (GB/T 19494.1-2023).
 *
 * Masses in t (samples in kg), sizes in mm, flow in t/h, ash and precision in absolute % dry. The unit's mass is cut down
 * to the pack's decimals: the last unit takes what remains. Refuses with the request's field for what cannot be planned:
 * `MASS_NOT_POSITIVE`, `MASS_IMPLAUSIBLE`, `ASH_OUT_OF_RANGE`, `TOP_SIZE_NOT_POSITIVE`, `TOP_SIZE_BEYOND_TABLE`,
 * `FLOW_NOT_POSITIVE`, `FLOW_IMPLAUSIBLE`, `INCREMENTS_NOT_PRACTICABLE`, `UNITS_OUT_OF_RANGE`, `INTERVAL_TOO_SHORT`,
 * `COAL_KIND_WITHOUT_RULE`, `NOT_POSITIVE`, `PRECISION_LAXER_THAN_STANDARD`, `PRECISION_NOT_PRACTICABLE`.
 */
export function planCoalSampling(request: CoalSamplingRequest, rules: CoalSamplingRules, pack: RulePackRef): Outcome<CoalSamplingPlan> {
  const worked = workedCoalSamplingPlan(request, rules, pack);
  return worked.ok ? ok(worked.value.value) : worked;
}

/** The same with every step, in the order an inspector would calculate. */
export function workedCoalSamplingPlan(
  request: CoalSamplingRequest,
  rules: CoalSamplingRules,
  pack: RulePackRef,
): Outcome<Worked<CoalSamplingPlan>> {
  const refused = refusalOf(request, rules);
  if (refused) return refuse(refused);
  const precision = precisionRule(request.coalKind, request.expectedAshDry, rules);
  const variance = rules.incrementVariance.find((rule) => rule.kinds.includes(request.coalKind));
  if (!precision || !variance) return refuse(refusal.kindWithoutRule(request, pack));
  const row = minimumMassRow(request.nominalTopSize, rules);
  if (!row?.moisture) return refuse(refusal.topSizeBeyondTable(request, rules));
  const standard = requiredPrecision(precision, request.expectedAshDry, rules);
  if (request.requiredPrecision !== undefined && toDecimal(request.requiredPrecision).gt(toDecimal(standard.value))) {
    return refuse(refusal.laxerThanStandard(request.requiredPrecision, standard.value));
  }
  const required = request.requiredPrecision ?? standard.value;
  return planWith(request, rules, { pack, precision, variance, row, moisture: row.moisture, standard, required });
}

const precisionAskedFor = (asked: DecimalString, standard: DecimalString, { formulas }: CoalSamplingRules) =>
  workingStep(
    formulas.precisionAskedFor,
    [
      ['asked', asked, '%'],
      ['standard', standard, '%'],
    ],
    { unrounded: null, reported: asked, unit: '%' },
  );

interface Chosen {
  readonly pack: RulePackRef;
  readonly precision: PrecisionRule;
  readonly variance: Sourced;
  readonly row: MinimumMassRow;
  readonly moisture: DecimalString;
  readonly standard: Worked<DecimalString>;
  readonly required: DecimalString;
}

function planWith(request: CoalSamplingRequest, rules: CoalSamplingRules, chosen: Chosen): Outcome<Worked<CoalSamplingPlan>> {
  const { formulas } = rules;
  const { row, required } = chosen;
  const incrementVariance = request.incrementVariance ?? chosen.variance.value;
  const preparationVariance = request.preparationVariance ?? rules.preparationVariance.value;
  const variances = { increment: toDecimal(incrementVariance), preparation: toDecimal(preparationVariance) };
  const basis = rules.unitBasis[request.lotSize];
  const mass = toDecimal(request.lotMass);
  const initial = initialUnits(mass, toDecimal(basis.value), formulas);
  const atLeast = Math.max(initial.value, request.minimumUnits ?? 1);
  const bounds = { fewest: rules.minimumIncrements.count, most: request.largestPracticableIncrements };
  const worked = unitsAndIncrements(variances, toDecimal(required), atLeast, bounds, formulas);
  const { units, increments } = worked.value;
  if (units > rules.plausible.mostUnits) return refuse(refusal.precisionNotPracticable(required, units, rules));

  const lot = { mass, units, increments, maximumFlow: toDecimal(request.maximumFlow) };
  const interval = cutInterval(request.basis, lot, rules);
  if (isEmptyInterval(interval.value)) return refuse(refusal.intervalTooShort(request, units * increments));
  const heaviest = request.cutter && incrementMass({ ...request.cutter, flow: request.maximumFlow }, formulas);
  if (heaviest && !heaviest.ok) return refuse({ ...heaviest.refusal, field: `cutter.${heaviest.refusal.field ?? 'kind'}` });
  const achieved = workedPrecision(variances, units, increments, rules);
  const unitMass = roundDown(mass.div(units), rules.unitMassDecimals);
  const average = averageIncrementMass(row.general, increments);
  const minimumIncrementMass = roundUp(average, rules.incrementMassDecimals);

  const isStratified = request.method === 'stratified-random';
  const { gap } = rules.conformance;
  const value: CoalSamplingPlan = {
    basis: request.basis,
    ...(request.method && { method: request.method }),
    precision: required,
    incrementVariance,
    preparationVariance,
    units,
    incrementsPerUnit: increments,
    unitMass,
    ...interval.value,
    ...(request.basis === 'mass' && {
      gapAbove: toDecimalString(toDecimal(interval.value.interval).times(toDecimal(gap.mostIntervals))),
    }),
    achievedPrecision: achieved.value,
    minimumGrossMass: row.general,
    minimumMoistureMass: chosen.moisture,
    minimumIncrementMass,
    ...(request.cutter && {
      cutter: request.cutter.kind,
      incrementMass: { expected: expectedBy(request.cutter), rules: rules.conformance.incrementMass },
    }),
    topSizeRow: row.topSize,
    sources: [
      chosen.precision.source,
      ...(request.incrementVariance === undefined ? [chosen.variance.source] : []),
      ...(request.preparationVariance === undefined ? [rules.preparationVariance.source] : []),
      basis.source,
      rules.minimumIncrements.source,
      rules.interval.source,
      ...(isStratified ? [formulas.stratifiedCuts.source] : []),
      ...(request.basis === 'mass' ? [gap.source] : []),
      rules.minimumMass.source,
      rules.incrementMassSource,
      ...(request.cutter ? [rules.conformance.incrementMass.source] : []),
    ],
    pack: chosen.pack,
  };
  return ok({
    value,
    steps: [
      ...chosen.standard.steps,
      ...(request.requiredPrecision === undefined ? [] : [precisionAskedFor(request.requiredPrecision, chosen.standard.value, rules)]),
      ...initial.steps,
      ...(request.minimumUnits === undefined ? [] : [unitsAskedFor(initial.value, request.minimumUnits, atLeast, rules)]),
      ...worked.steps,
      workingStep(
        formulas.unitMass,
        [
          ['M', mass, 't'],
          ['m', units],
        ],
        { unrounded: mass.div(units), reported: unitMass, unit: 't' },
      ),
      ...interval.steps,
      ...(isStratified ? [stratified(interval.value, increments, rules)] : []),
      ...achieved.steps,
      minimumMassStep(
        request.nominalTopSize,
        row,
        [
          ['general', row.general, 'kg'],
          ['moisture', chosen.moisture, 'kg'],
        ],
        row.general,
        {
          ...formulas.minimumMass,
          source: rules.minimumMass.source,
        },
      ),
      workingStep(
        formulas.minimumAverageIncrementMass,
        [
          ['m_g', row.general, 'kg'],
          ['n', increments],
        ],
        {
          unrounded: average,
          reported: minimumIncrementMass,
          unit: 'kg',
        },
      ),
      ...(heaviest?.value.steps ?? []),
    ],
  });
}

/** Where in its stratum each cut lies is drawn by the sampler while the unit passes. */
const stratified = ({ interval, intervalUnit }: Interval, increments: number, { formulas }: CoalSamplingRules) =>
  workingStep(
    formulas.stratifiedCuts,
    [
      ['Δ', interval, intervalUnit],
      ['n', increments],
    ],
    { unrounded: null, reported: 'ONE_IN_EACH_INTERVAL' },
  );

const unitsAskedFor = (initial: number, asked: number, units: number, { formulas }: CoalSamplingRules) =>
  workingStep(
    formulas.unitsAskedFor,
    [
      ['m', initial],
      ['m asked for', asked],
    ],
    { unrounded: null, reported: String(units) },
  );
