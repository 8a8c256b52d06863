import { ceilQuotient, toDecimal, toDecimalString, type Decimal } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { roundGbt8170 } from '../kernel/rounding.ts';
import type { RuleSource } from '../kernel/source.ts';
import { workingStep, type WorkingStep } from '../kernel/working.ts';
import { rowFor } from './increment-schemes.ts';
import type { GrainSamplingRules } from './rules.ts';
import type { InspectionUnits, SublotBand, SublotBands } from './scheme-rules.ts';
import type { SchemeAnswer, SublotRequest } from './sublot-plan.ts';

/** A number of sublots, and how it came about. */
interface Counted {
  readonly sublots: number;
  readonly steps: readonly WorkingStep[];
}

/**
 * Sublots by the band of the lot's mass. Below the first band the lot is not divided and its increments come from the table of
 * small lots. A sublot may exceed its target by the tolerance: L ≤ n·f·m_t, compared exactly.
 */
export function sublotsByBand(request: SublotRequest, edition: SublotBands, rules: GrainSamplingRules): Outcome<SchemeAnswer> {
  const mass = toDecimal(request.lotMass_t);
  const band = edition.bands.findLast(({ from, fromInclusive }) => mass.gt(from) || (fromInclusive && mass.eq(from)));
  if (!band) return smallLot(request, edition, rules);
  const counted = countByBand(request, band, edition, rules);
  if (!counted.ok) return counted;
  const { sublots, steps } = counted.value;
  const largest = band.target === undefined ? null : toDecimal(edition.exceedFactor.value).times(band.target);
  if (largest && mass.gt(largest.times(sublots))) return refuseSublotTooLarge(request, sublots, largest);
  const { step, reported } = massOfSublot(mass, sublots, largest, edition.source, rules);
  return ok({
    value: {
      sublots,
      sublotMass_t: reported,
      largestSublotMass_t: largest && toDecimalString(largest),
      incrementsPerSublot: band.increments,
      incrementMass_g: edition.incrementMass,
      aggregateMass_kg: band.aggregate,
    },
    steps: [...steps, step],
  });
}

function countByBand(request: SublotRequest, band: SublotBand, edition: SublotBands, rules: GrainSamplingRules): Outcome<Counted> {
  const { formulas } = rules;
  if (band.target === undefined) {
    const fixed = band.count ?? 1;
    if (request.sublots !== undefined && request.sublots !== fixed) return refuseFixed(request, fixed);
    const step = workingStep({ ...formulas.sublotsFixed, source: edition.source }, [['L', request.lotMass_t, 't']], {
      unrounded: null,
      reported: String(fixed),
    });
    return ok({ sublots: fixed, steps: [step] });
  }
  if (request.sublots !== undefined) return ok({ sublots: request.sublots, steps: [] });
  const fewest = request.plan === 'fewest';
  const divisor = fewest ? toDecimal(edition.exceedFactor.value).times(band.target) : toDecimal(band.target);
  const mass = toDecimal(request.lotMass_t);
  const sublots = ceilQuotient(mass, divisor);
  const step = workingStep(
    fewest ? formulas.sublotsFewest : formulas.sublotsByTarget,
    [['L', mass, 't'], ['m_t', band.target, 't'], ...(fewest ? [['f', edition.exceedFactor.value] as const] : [])],
    { unrounded: mass.div(divisor), reported: String(sublots) },
  );
  return ok({ sublots, steps: [step] });
}

function smallLot(request: SublotRequest, { smallLots, incrementMass }: SublotBands, rules: GrainSamplingRules): Outcome<SchemeAnswer> {
  if (request.sublots !== undefined && request.sublots !== 1) return refuseFixed(request, 1);
  const row = rowFor(toDecimal(request.lotMass_t), smallLots.rows);
  const step = workingStep({ ...rules.formulas.incrementsByTable, source: smallLots.source }, [['L', request.lotMass_t, 't']], {
    unrounded: null,
    reported: String(row.increments),
  });
  return ok({
    value: {
      sublots: 1,
      sublotMass_t: request.lotMass_t,
      incrementsPerSublot: row.increments,
      incrementMass_g: incrementMass,
      aggregateMass_kg: row.aggregate,
    },
    steps: [step],
  });
}

/** Inspection units of at most so many t (GB 5491-1985): least number, or the sampler's own if none is larger than allowed. */
export function inspectionUnits(request: SublotRequest, edition: InspectionUnits, rules: GrainSamplingRules): Outcome<SchemeAnswer> {
  const mass = toDecimal(request.lotMass_t);
  const largest = toDecimal(edition.largestUnit);
  const least = ceilQuotient(mass, largest);
  const sublots = request.sublots ?? least;
  if (sublots < least) return refuseSublotTooLarge(request, sublots, largest);
  const units = workingStep(
    { ...rules.formulas.inspectionUnits, source: edition.source },
    [
      ['L', mass, 't'],
      ['m_max', largest, 't'],
    ],
    { unrounded: mass.div(largest), reported: String(least) },
  );
  const { step, reported } = massOfSublot(mass, sublots, largest, edition.source, rules);
  return ok({
    value: {
      sublots,
      sublotMass_t: reported,
      largestSublotMass_t: edition.largestUnit,
      incrementsPerSublot: null,
      aggregateMass_kg: edition.aggregate,
      laboratoryMass_kg: edition.laboratory,
    },
    steps: [units, step],
  });
}

function massOfSublot(mass: Decimal, sublots: number, largest: Decimal | null, source: RuleSource, rules: GrainSamplingRules) {
  const unrounded = mass.div(sublots);
  const reported = roundGbt8170(toDecimalString(unrounded), rules.reported.sublotMassDecimals);
  const step = workingStep(
    { ...rules.formulas.sublotMass, source },
    [['L', mass, 't'], ['n', sublots], ...(largest ? [['f·m_t', largest, 't'] as const] : [])],
    { unrounded, reported, unit: 't' },
  );
  return { step, reported };
}

const refuseSublotTooLarge = ({ lotMass_t }: SublotRequest, sublots: number, largest: Decimal) =>
  refuse({
    code: 'SUBLOT_TOO_LARGE',
    field: 'sublots',
    message: `${sublots} sublots of ${lotMass_t} t would weigh more than ${largest.toFixed()} t each.`,
    remedy: `Take at least ${ceilQuotient(toDecimal(lotMass_t), largest)} sublots.`,
  });

const refuseFixed = ({ lotMass_t, sublots }: SublotRequest, fixed: number) =>
  refuse({
    code: 'SUBLOTS_FIXED',
    field: 'sublots',
    message: `A lot of ${lotMass_t} t has ${fixed} sublot(s) by this scheme, not ${String(sublots)}.`,
    remedy: 'Leave the number of sublots out, or give the one the scheme fixes.',
  });
