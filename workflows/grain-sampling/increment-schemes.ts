import type { DecimalString } from '../kernel/brand.ts';
import { ceilQuotient, ceilRootOfQuotient, Decimal, squareRoot, toDecimal } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { workingStep, type WorkingStep } from '../kernel/working.ts';
import type { GrainSamplingRules } from './rules.ts';
import type { CutPace, IncrementRow, MassPerIncrement, RootScheme, RowScheme } from './scheme-rules.ts';
import type { SchemeAnswer, SublotPlan, SublotRequest } from './sublot-plan.ts';

/** Seconds of an hour, from t/h to the time a lot takes. */
const secondsPerHour = 3600;

type WholeLotScheme = RootScheme | RowScheme | CutPace | MassPerIncrement;

/** Increments of a lot that is not divided. Refuses `NOT_DIVIDED` and `FLOW_NEEDED`. */
export function wholeLot(request: SublotRequest, edition: WholeLotScheme, rules: GrainSamplingRules): Outcome<SchemeAnswer> {
  if (request.sublots !== undefined && request.sublots !== 1) return refuseDivision(request);
  switch (edition.kind) {
    case 'root':
      return byRoot(request, edition, rules);
    case 'rows':
      return byRows(request, edition, rules);
    case 'pace':
      return byPace(request, edition, rules);
    case 'mass-per-increment':
      return byMass(request, edition, rules);
  }
}

/** b + ⌈√(c·L)⌉, by comparing squares: a perfect square is never raised. Small lots take a fixed number. */
function byRoot(request: SublotRequest, { fixed, base, factor, most, source }: RootScheme, rules: GrainSamplingRules) {
  const mass = toDecimal(request.lotMass_t);
  if (fixed && mass.lte(fixed.upTo)) {
    const step = workingStep({ ...rules.formulas.incrementsByTable, source }, [['L', mass, 't']], {
      unrounded: null,
      reported: String(fixed.increments),
    });
    return answer(request, fixed.increments, step);
  }
  const square = toDecimal(factor).times(mass);
  const asked = base + ceilRootOfQuotient(square, new Decimal(1));
  const increments = most === undefined ? asked : Math.min(asked, most);
  const step = workingStep(
    { ...rules.formulas.incrementsByRoot, source },
    [['L', mass, 't'], ['b', base], ['c', factor, '1/t'], ...(most === undefined ? [] : [['k_max', most] as const])],
    { unrounded: squareRoot(square).plus(base), reported: String(increments) },
  );
  return answer(request, increments, step);
}

function byRows(request: SublotRequest, { rows, source }: RowScheme, rules: GrainSamplingRules) {
  const row = rowFor(toDecimal(request.lotMass_t), rows);
  const step = workingStep({ ...rules.formulas.incrementsByTable, source }, [['L', request.lotMass_t, 't']], {
    unrounded: null,
    reported: String(row.increments),
  });
  return answer(request, row.increments, step, { aggregateMass_kg: row.aggregate });
}

/** Fewest cuts that keep the longest time between two, at the highest flow. */
function byPace(request: SublotRequest, { shortest, longest, source }: CutPace, rules: GrainSamplingRules) {
  const { lotMass_t, maximumFlow_t_per_h: flow } = request;
  if (flow === undefined) return refuseWithoutFlow(request);
  const seconds = toDecimal(lotMass_t).times(secondsPerHour);
  const increments = ceilQuotient(seconds, toDecimal(flow).times(longest));
  const step = workingStep(
    { ...rules.formulas.incrementsByPace, source },
    [
      ['L', lotMass_t, 't'],
      ['Q', flow, 't/h'],
      ['Δt_max', longest, 's'],
    ],
    { unrounded: seconds.div(toDecimal(flow).times(longest)), reported: String(increments) },
  );
  return answer(request, increments, step, { shortestInterval_s: shortest, longestInterval_s: longest });
}

function byMass(request: SublotRequest, { mass, source }: MassPerIncrement, rules: GrainSamplingRules) {
  const increments = ceilQuotient(toDecimal(request.lotMass_t), toDecimal(mass));
  const step = workingStep(
    { ...rules.formulas.incrementsByMass, source },
    [
      ['L', request.lotMass_t, 't'],
      ['Δm', mass, 't'],
    ],
    { unrounded: toDecimal(request.lotMass_t).div(mass), reported: String(increments) },
  );
  return answer(request, increments, step);
}

/** The first row whose mass is not below the lot's. The pack's schema sees to it that there is one. */
export function rowFor(mass: Decimal, rows: readonly IncrementRow[]): IncrementRow {
  const row = rows.find(({ upTo }) => upTo === undefined || mass.lte(upTo));
  if (!row) throw new RangeError(`No row of the table reaches ${mass.toFixed()} t.`);
  return row;
}

const answer = (
  { lotMass_t }: { readonly lotMass_t: DecimalString },
  increments: number,
  step: WorkingStep,
  more: Partial<Pick<SublotPlan, 'aggregateMass_kg' | 'shortestInterval_s' | 'longestInterval_s'>> = {},
): Outcome<SchemeAnswer> => ok({ value: { sublots: 1, sublotMass_t: lotMass_t, incrementsPerSublot: increments, ...more }, steps: [step] });

const refuseDivision = ({ scheme, sublots }: SublotRequest) =>
  refuse({
    code: 'NOT_DIVIDED',
    field: 'sublots',
    message: `The scheme "${scheme}" takes its increments from the whole lot, not from ${String(sublots)} sublots.`,
    remedy: 'Leave the number of sublots out, or plan each part as a lot of its own.',
  });

const refuseWithoutFlow = ({ scheme }: SublotRequest) =>
  refuse({
    code: 'FLOW_NEEDED',
    field: 'maximumFlow_t_per_h',
    message: `The scheme "${scheme}" sets the time between cuts, and no flow is given.`,
    remedy: 'Give the highest flow in t/h.',
  });
