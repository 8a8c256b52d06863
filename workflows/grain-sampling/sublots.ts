import { toDecimal } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import type { RuleSource } from '../kernel/source.ts';
import { workingStep, type Worked, type WorkingStep } from '../kernel/working.ts';
import { wholeLot } from './increment-schemes.ts';
import { refuseNotPositive } from './not-positive.ts';
import type { GrainSamplingRules } from './rules.ts';
import { schemeInForce } from './scheme-edition.ts';
import type { SublotPlan, SublotRequest } from './sublot-plan.ts';
import { inspectionUnits, sublotsByBand } from './sublot-counts.ts';

/**
 * Sublots of a lot (t) and increments of each, by the edition of a scheme in force on a day.
 *
 * Refuses what `schemeInForce` refuses; `OUT_OF_RANGE` (a mass or flow that is not > 0), `LOT_TOO_LARGE` (beyond what is
 * plausible), `SUBLOT_TOO_LARGE` (the own number leaves sublots above what the scheme tolerates), `SUBLOTS_FIXED` (the band fixes
 * another number), `NOT_DIVIDED` (an own number for a scheme or a lot that is not divided) and `FLOW_NEEDED`.
 */
export function planSublots(request: SublotRequest, rules: GrainSamplingRules): Outcome<Worked<SublotPlan>> {
  const wrong = refuseNotPositive({ lotMass_t: request.lotMass_t, maximumFlow_t_per_h: request.maximumFlow_t_per_h });
  if (wrong) return wrong;
  const largest = rules.plausible.largestLot;
  if (toDecimal(request.lotMass_t).gt(largest)) return refuseTooLarge(request.lotMass_t, largest);
  const found = schemeInForce(rules.schemes, request.scheme, request.on);
  if (!found.ok) return found;
  const { scheme, edition } = found.value;
  const answer =
    edition.kind === 'sublot-bands'
      ? sublotsByBand(request, edition, rules)
      : edition.kind === 'inspection-units'
        ? inspectionUnits(request, edition, rules)
        : wholeLot(request, edition, rules);
  if (!answer.ok) return answer;
  const { value, steps } = answer.value;
  const total = totalIncrements(value.sublots, value.incrementsPerSublot, edition.source, rules);
  return ok({
    value: {
      largestSublotMass_t: null,
      incrementMass_g: null,
      aggregateMass_kg: null,
      laboratoryMass_kg: null,
      shortestInterval_s: null,
      longestInterval_s: null,
      ...value,
      scheme: scheme.id,
      edition: edition.source,
      remark: scheme.remark,
      increments: total === null ? null : value.sublots * (value.incrementsPerSublot ?? 0),
    },
    steps: total === null ? steps : [...steps, total],
  });
}

function totalIncrements(sublots: number, perSublot: number | null, source: RuleSource, rules: GrainSamplingRules): WorkingStep | null {
  if (perSublot === null) return null;
  const total = sublots * perSublot;
  return workingStep(
    { ...rules.formulas.incrementsTotal, source },
    [
      ['n', sublots],
      ['k', perSublot],
    ],
    { unrounded: null, reported: String(total) },
  );
}

const refuseTooLarge = (mass: string, largest: string) =>
  refuse({
    code: 'LOT_TOO_LARGE',
    field: 'lotMass_t',
    message: `A lot of ${mass} t is beyond what is plausible (${largest} t).`,
    remedy: 'Give the mass in tonnes, not in kilograms.',
  });
