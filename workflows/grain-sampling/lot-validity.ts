import type { DecimalString } from '../kernel/brand.ts';
import { toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { workingStep, type Worked, type WorkingStep } from '../kernel/working.ts';
import { collectedAgainst } from './collected-mass.ts';
import { refuseNotPositive } from './not-positive.ts';
import type { GrainSamplingRules } from './rules.ts';

/** How the sampling of one lot or sublot went. */
export interface LotValidityRequest {
  readonly requiredIncrements: number;
  readonly obtainedIncrements: number;
  /** Of them those that the sampler counted and of which no record says where they lie; default 0. */
  readonly unrecorded?: number;
  /** Planned between two cuts; by time what passes in it at the greatest flow. */
  readonly interval_t: DecimalString;
  /** The most grain that passed between two cuts, or before the first, or after the last. */
  readonly longestGap_t: DecimalString;
  readonly expected_kg: DecimalString;
  readonly collected_kg: DecimalString;
}

export type LotFindingCode = 'TOO_FEW_INCREMENTS' | 'UNSAMPLED_GAP' | 'COLLECTED_MASS';

export interface LotFinding {
  readonly code: LotFindingCode;
  readonly zh: string;
  readonly en: string;
}

export interface LotValidity {
  readonly validity: 'VALID' | 'SUSPECT';
  readonly findings: readonly LotFinding[];
}

/**
 * Whether a sample stands for its lot: enough increments, no stretch without a cut longer than the rule pack's multiple of the
 * interval, and the collected mass within its tolerance. Cuts without a record may all lie in one stretch between two that have one, so that
 * it may be longer by an interval for each. Decided before any result, and independently of it. A suspect lot is
 * sampled again from hold, store or transport while that is possible, or accepted by a named officer.
 *
 * Refuses `OUT_OF_RANGE` (a mass that is not > 0, a gap or a number of increments below 0, none required).
 */
export function lotValidity(
  request: LotValidityRequest,
  rules: GrainSamplingRules,
): Outcome<Worked<LotValidity>> {
  const { interval_t, longestGap_t, expected_kg, collected_kg } = request;
  const wrong =
    refuseNotPositive({ interval_t, expected_kg }) ??
    refuseNegative({ longestGap_t, collected_kg }) ??
    refuseCounts(request);
  if (wrong) return wrong;
  const mostIntervals = toDecimalString(toDecimal(rules.gap.mostIntervals).plus(request.unrecorded ?? 0));
  const gapLimit = toDecimal(mostIntervals).times(interval_t);
  const mass = collectedAgainst(toDecimal(collected_kg), toDecimal(expected_kg), rules);
  const judged = [
    {
      met: request.obtainedIncrements >= request.requiredIncrements,
      finding: texts.increments(request),
      step: decision(rules.formulas.obtainedIncrements, [
        ['k_obtained', String(request.obtainedIncrements)],
        ['k_required', String(request.requiredIncrements)],
      ]),
    },
    {
      met: toDecimal(longestGap_t).lte(gapLimit),
      finding: texts.gap(request, mostIntervals),
      step: decision({ ...rules.formulas.unsampledGap, source: rules.gap.source }, [
        ['g', longestGap_t, 't'],
        ['q', mostIntervals],
        ['Δm', interval_t, 't'],
      ]),
    },
    {
      met: mass.within,
      finding: texts.mass(mass.deviation_pct, rules.collectedMass.tolerancePercent),
      step: () => mass.step,
    },
  ];
  const findings = judged.filter(({ met }) => !met).map(({ finding }) => finding);
  const validity = findings.length === 0 ? 'VALID' : 'SUSPECT';
  return ok({
    value: { validity, findings },
    steps: [
      ...judged.map(({ met, step }) => step(met ? 'MET' : 'NOT_MET')),
      decision(
        rules.formulas.lotValidity,
        findings.map(({ code }) => ['finding', code] as const),
      )(validity),
    ],
  });
}

type Inputs = Parameters<typeof workingStep>[1];
const decision =
  (formula: Parameters<typeof workingStep>[0], inputs: Inputs) =>
  (reported: string): WorkingStep =>
    workingStep(formula, inputs, { unrounded: null, reported });

const texts = {
  increments: ({ obtainedIncrements, requiredIncrements }: LotValidityRequest): LotFinding => ({
    code: 'TOO_FEW_INCREMENTS',
    zh: `实得份样 ${obtainedIncrements} 个，少于要求的 ${requiredIncrements} 个。`,
    en: `${obtainedIncrements} increments were obtained; ${requiredIncrements} are required.`,
  }),
  gap: ({ longestGap_t, interval_t }: LotValidityRequest, most: string): LotFinding => ({
    code: 'UNSAMPLED_GAP',
    zh: `有 ${longestGap_t} t 未采样，超过 ${most} 个间隔（间隔 ${interval_t} t）。`,
    en: `${longestGap_t} t passed without a cut, more than ${most} intervals of ${interval_t} t.`,
  }),
  mass: (deviation: string, tolerance: string): LotFinding => ({
    code: 'COLLECTED_MASS',
    zh: `收集量与预期量相差 ${deviation} %，超出 ±${tolerance} %。`,
    en: `The collected mass differs from the expected by ${deviation} %, beyond ±${tolerance} %.`,
  }),
};

function refuseNegative(values: Readonly<Record<string, DecimalString>>): Outcome<never> | null {
  const wrong = Object.entries(values).find(([, value]) => toDecimal(value).lt(0));
  if (!wrong) return null;
  const [field, value] = wrong;
  return refuse({
    code: 'OUT_OF_RANGE',
    field,
    message: `${value} is less than zero.`,
    remedy: 'Give what was measured, 0 where there was none.',
  });
}

function refuseCounts({ requiredIncrements, obtainedIncrements }: LotValidityRequest): Outcome<never> | null {
  const field =
    requiredIncrements < 1 ? 'requiredIncrements' : obtainedIncrements < 0 ? 'obtainedIncrements' : null;
  if (field === null) return null;
  return refuse({
    code: 'OUT_OF_RANGE',
    field,
    message: `${requiredIncrements} required and ${obtainedIncrements} obtained increments cannot be compared.`,
    remedy: 'Give the planned number (≥ 1) and the number obtained (≥ 0).',
  });
}
