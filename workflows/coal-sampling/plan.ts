import { toDecimal } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { roundDown, roundUp } from '../kernel/rounding.ts';
import type { RulePackRef } from '../kernel/source.ts';
import { cutInterval, isEmptyInterval } from './interval.ts';
import { minimumMassRow } from './minimum-mass.ts';
import { precisionRule, reachedPrecision, requiredPrecision } from './precision.ts';
import { refusalOf } from './request-check.ts';
import type { CoalSamplingRules } from './rules.ts';
import type { CoalSamplingPlan, CoalSamplingRequest } from './types.ts';
import { initialUnits, unitsAndIncrements } from './units-and-increments.ts';

/**
 * Plans the continuous mechanical sampling of one coal lot from a moving stream (GB/T 19494.1-2023).
 *
 * Masses in t (samples in kg), sizes in mm, flow in t/h, ash and precision in absolute % dry. The unit's mass is cut down
 * to the pack's decimals: the last unit takes what remains. Refuses with the request's field for what cannot be planned:
 * `MASS_NOT_POSITIVE`, `MASS_IMPLAUSIBLE`, `ASH_OUT_OF_RANGE`, `TOP_SIZE_NOT_POSITIVE`, `TOP_SIZE_BEYOND_TABLE`,
 * `FLOW_NOT_POSITIVE`, `FLOW_IMPLAUSIBLE`, `INCREMENTS_NOT_PRACTICABLE`, `UNITS_OUT_OF_RANGE`, `INTERVAL_TOO_SHORT`,
 * `COAL_KIND_WITHOUT_RULE`.
 */
export function planCoalSampling(
  request: CoalSamplingRequest,
  rules: CoalSamplingRules,
  pack: RulePackRef,
): Outcome<CoalSamplingPlan> {
  const refusal = refusalOf(request, rules);
  if (refusal) return refuse(refusal);

  const precision = precisionRule(request.coalKind, request.expectedAshDry, rules);
  const variance = rules.incrementVariance.find((rule) => rule.kinds.includes(request.coalKind));
  if (!precision || !variance) return refuseKind(request, pack);
  const row = minimumMassRow(request.nominalTopSize, rules);
  if (!row?.moisture) return refuseTopSize(request, rules);

  const required = requiredPrecision(precision, request.expectedAshDry, rules.precisionDecimals);
  const variances = {
    increment: toDecimal(variance.value),
    preparation: toDecimal(rules.preparationVariance.value),
  };
  const basis = rules.unitBasis[request.lotSize];
  const mass = toDecimal(request.lotMass);
  const { units, increments } = unitsAndIncrements(
    variances,
    toDecimal(required),
    Math.max(initialUnits(mass, toDecimal(basis.value)), request.minimumUnits ?? 1),
    { fewest: rules.minimumIncrements.count, most: request.largestPracticableIncrements },
  );

  const lot = { mass, units, increments, maximumFlow: toDecimal(request.maximumFlow) };
  const interval = cutInterval(request.basis, lot, rules);
  if (isEmptyInterval(interval)) return refuseInterval(request, units * increments);

  return ok({
    basis: request.basis,
    precision: required,
    incrementVariance: variance.value,
    preparationVariance: rules.preparationVariance.value,
    units,
    incrementsPerUnit: increments,
    unitMass: roundDown(mass.div(units), rules.unitMassDecimals),
    ...interval,
    achievedPrecision: reachedPrecision(variances, units, increments, rules.precisionDecimals),
    minimumGrossMass: row.general,
    minimumMoistureMass: row.moisture,
    minimumIncrementMass: roundUp(toDecimal(row.general).div(increments), rules.incrementMassDecimals),
    topSizeRow: row.topSize,
    sources: [
      precision.source,
      variance.source,
      rules.preparationVariance.source,
      basis.source,
      rules.minimumIncrements.source,
      rules.interval.source,
      rules.minimumMass.source,
      rules.incrementMassSource,
    ],
    pack,
  });
}

const refuseKind = (request: CoalSamplingRequest, pack: RulePackRef) =>
  refuse({
    code: 'COAL_KIND_WITHOUT_RULE',
    field: 'coalKind',
    message: `Rule pack ${pack.id} ${pack.version} has no precision or variance for ${request.coalKind} coal of ${request.expectedAshDry} % ash.`,
    remedy: 'Choose another kind of coal, or complete the rule pack.',
  });

const refuseTopSize = (request: CoalSamplingRequest, rules: CoalSamplingRules) =>
  refuse({
    code: 'TOP_SIZE_BEYOND_TABLE',
    field: 'nominalTopSize',
    message: `No least mass is known for a top size of ${request.nominalTopSize} mm.`,
    remedy: `The largest row is ${rules.minimumMass.rows.at(-1)?.topSize ?? 'missing'} mm: crush before sampling, or sample by hand (GB/T 475).`,
  });

const refuseInterval = (request: CoalSamplingRequest, cuts: number) =>
  refuse({
    code: 'INTERVAL_TOO_SHORT',
    field: 'lotMass',
    message: `${request.lotMass} t at ${request.maximumFlow} t/h pass before ${cuts} increments can be cut.`,
    remedy: 'Lower the flow of the belt, or sample by hand (GB/T 475).',
  });
