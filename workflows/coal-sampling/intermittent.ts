import type { DecimalString } from '../kernel/brand.ts';
import { ceilQuotient, toDecimal } from '../kernel/decimal.ts';
import type { Finding } from '../kernel/finding.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { workingStep, type Worked } from '../kernel/working.ts';
import type { CoalSamplingRules } from './rules.ts';
import { intermittentNotForRelease } from './sampler-findings.ts';

export interface IntermittentRequest {
  /** Sampling units m of the lot, ≥ 1. */
  readonly units: number;
  /** Of them sampled, u, 1 to m. */
  readonly sampledUnits: number;
  /** Required precision P_L, absolute % ash dry, > 0. */
  readonly precision: DecimalString;
  /** V_I, (%)², > 0. */
  readonly incrementVariance: DecimalString;
  /** V_PT, (%)², ≥ 0. */
  readonly preparationVariance: DecimalString;
  /** Variance between units V_m, (%)², ≥ 0: measured; no start value is known. */
  readonly unitVariance: DecimalString;
}

export interface IntermittentPlan {
  readonly incrementsPerUnit: number;
  /** Always false: the text on the precision of intermittent sampling is withdrawn. */
  readonly forRelease: false;
  readonly findings: readonly Finding[];
}

/**
 * Increments of each sampled unit when only u of m units are sampled (GB/T 19494.1-2004, superseded 2024-02-29):
 * n = 4·V_I / [u·P_L² − 4·(1 − u/m)·V_m − 4·V_PT], at least the standard's fewest. For study only, never for a release.
 * Refuses `UNITS_OUT_OF_RANGE`, `NOT_POSITIVE`, `NEGATIVE_VARIANCE` and `PRECISION_NOT_REACHABLE`.
 */
export function planIntermittentSampling(request: IntermittentRequest, rules: CoalSamplingRules): Outcome<Worked<IntermittentPlan>> {
  const refusal = refusalOf(request, rules);
  if (refusal) return refusal;
  const { units, sampledUnits } = request;
  const increment = toDecimal(request.incrementVariance);
  const preparation = toDecimal(request.preparationVariance);
  const between = toDecimal(request.unitVariance);
  // Dividend and divisor times m, so that u/m is never divided.
  const dividend = increment.times(4).times(units);
  const precise = toDecimal(request.precision).pow(2).times(sampledUnits).times(units);
  const divisor = precise.minus(between.times(4).times(units - sampledUnits)).minus(preparation.times(4).times(units));
  if (divisor.lte(0)) return refuseNotReachable(request);
  const needed = ceilQuotient(dividend, divisor);
  if (!Number.isSafeInteger(needed)) return refuseNotReachable(request);
  const fewest = rules.minimumIncrements.count;
  const incrementsPerUnit = Math.max(needed, fewest);
  const { formulas } = rules;
  return ok({
    value: { incrementsPerUnit, forRelease: false, findings: [intermittentNotForRelease()] },
    steps: [
      workingStep(
        formulas.intermittentIncrements,
        [
          ['V_I', increment, '(%)²'],
          ['V_PT', preparation, '(%)²'],
          ['V_m', between, '(%)²'],
          ['P_L', request.precision, '%'],
          ['u', sampledUnits],
          ['m', units],
        ],
        { unrounded: dividend.div(divisor), reported: String(needed) },
      ),
      workingStep(
        formulas.leastIncrements,
        [
          ['n', needed],
          ['n_least', fewest],
        ],
        { unrounded: null, reported: String(incrementsPerUnit) },
      ),
    ],
  });
}

function refusalOf(request: IntermittentRequest, { plausible }: CoalSamplingRules) {
  const { units, sampledUnits } = request;
  if (!Number.isSafeInteger(units) || units < 1 || units > plausible.mostUnits) {
    return wrong(
      'UNITS_OUT_OF_RANGE',
      'units',
      `${units} units cannot be planned.`,
      `Give a whole number from 1 to ${plausible.mostUnits}.`,
    );
  }
  if (!Number.isSafeInteger(sampledUnits) || sampledUnits < 1 || sampledUnits > units) {
    const message = `${sampledUnits} of ${units} units cannot be sampled.`;
    return wrong('UNITS_OUT_OF_RANGE', 'sampledUnits', message, `Give a whole number from 1 to ${units}.`);
  }
  for (const field of ['precision', 'incrementVariance'] as const) {
    if (!toDecimal(request[field]).gt(0))
      return wrong('NOT_POSITIVE', field, `${field} is ${request[field]}.`, 'Give it greater than zero.');
  }
  for (const field of ['preparationVariance', 'unitVariance'] as const) {
    if (toDecimal(request[field]).lt(0)) return wrong('NEGATIVE_VARIANCE', field, `${field} is ${request[field]}.`, 'Give 0 or more.');
  }
  return null;
}

const refuseNotReachable = ({ precision, sampledUnits, units }: IntermittentRequest) =>
  wrong(
    'PRECISION_NOT_REACHABLE',
    'sampledUnits',
    `No number of increments reaches ±${precision} % with ${sampledUnits} of ${units} units.`,
    'Sample more units, or all of them (continuous sampling).',
  );

const wrong = (code: string, field: string, message: string, remedy: string) => refuse({ code, field, message, remedy });
