import type { DecimalString } from '../kernel/brand.ts';
import { Decimal, meanOf, sumOf, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import type { Finding } from '../kernel/finding.ts';
import type { RuleSource } from '../kernel/source.ts';
import { suspicionOfDrift, suspicionOfRow, suspicionOfStray, suspicionOfVariation } from './suspicion.ts';

/** How far the masses of increments may be off what flow and cutter let expect; all in % of the expected mass. */
export interface IncrementMassRules {
  /** Deviation of one increment beyond which it is warned of, and beyond which it is a fault by itself. */
  readonly warnPercent: DecimalString;
  readonly faultPercent: DecimalString;
  /** Warnings in a row that make a fault. */
  readonly warningsInRow: number;
  /** So many of the newest increments are looked at together; at least `warningsInRow`. */
  readonly window: number;
  /** Mean deviation of a full window. */
  readonly driftPercent: DecimalString;
  /** Coefficient of variation of mass to expected mass in a full window. */
  readonly variationPercent: DecimalString;
  readonly source: RuleSource;
}

/** What an increment should weigh, kg, or a grab hold, mL: dividend ÷ divisor, for each t/h of flow where it goes by the flow. */
export interface ExpectedMass {
  readonly byFlow: boolean;
  readonly dividend: DecimalString;
  readonly divisor: DecimalString;
}

/** What a plan fixes so that a run can judge each increment as it comes in. */
export interface IncrementMassCheck {
  readonly expected: ExpectedMass;
  readonly rules: IncrementMassRules;
}

/** The newest increments that were judged: never more than the rules look at, however long the run. */
export interface JudgedMasses {
  readonly newest: readonly { readonly idx: number; /** % */ readonly deviation: DecimalString }[];
  /** Whether they drift or vary now; that they did stays among the suspicions. */
  readonly drift: boolean;
  readonly variation: boolean;
}

export const noMasses: JudgedMasses = { newest: [], drift: false, variation: false };

/** From t/h × mm ÷ (m/s) to kg: 1 t/h = 1/3.6 kg/s and 1 mm = 1/1000 m. */
const toKilograms = 3600;

/** The whole stream for the time an opening takes to pass, m = Q·w·10⁻³/(3.6·v): opening mm, speed m/s, both > 0. */
export const massByFlow = (opening: DecimalString, speed: DecimalString): ExpectedMass => ({
  byFlow: true,
  dividend: opening,
  divisor: toDecimalString(toDecimal(speed).times(toKilograms)),
});

/** Finer than any weigher: what is kept of a deviation, decimals of a percent. */
const deviationDecimals = 3;

/** What an increment at this flow, t/h, should weigh, kg, or a grab hold, mL; null where nothing flowed. */
export const expectedAmount = ({ byFlow, dividend, divisor }: ExpectedMass, flow: number): Decimal | null =>
  Number.isFinite(flow) && (!byFlow || flow > 0) ? toDecimal(dividend).times(byFlow ? flow : 1).div(toDecimal(divisor)) : null;

interface Weighed {
  readonly idx: number;
  readonly mass: number;
  readonly flow: number;
}

/** Deviation from what is expected, %; null where nothing flowed or the PLC told no number, since that is no increment to judge. */
export function deviationOf({ mass, flow }: Pick<Weighed, 'mass' | 'flow'>, { byFlow, dividend, divisor }: ExpectedMass) {
  if (!Number.isFinite(mass) || !Number.isFinite(flow) || (byFlow && flow <= 0)) return null;
  const expected = toDecimal(dividend).times(byFlow ? flow : 1);
  const actual = toDecimal(divisor).times(mass);
  return toDecimalString(
    actual
      .minus(expected)
      .times(100)
      .div(expected)
      .toDecimalPlaces(deviationDecimals, Decimal.ROUND_HALF_EVEN),
  );
}

/** Takes one more increment into account, and says what is to be doubted. */
export function judgeMass(
  before: JudgedMasses,
  weighed: Weighed,
  { expected, rules }: IncrementMassCheck,
): { readonly masses: JudgedMasses; readonly findings: readonly Finding[] } {
  const deviation = deviationOf(weighed, expected);
  if (deviation === null) return { masses: before, findings: [] };
  const newest = [...before.newest, { idx: weighed.idx, deviation }].slice(-rules.window);
  const deviations = newest.map((each) => toDecimal(each.deviation));
  const drift = driftOf(deviations, rules);
  const variation = variationOf(deviations, rules);
  return {
    masses: { newest, drift: drift !== null, variation: variation !== null },
    findings: [drift, variation].filter((finding) => finding !== null),
  };
}

/** Without increments that do not count any more; what was said of them before stays said. */
export const withoutIncrements = (masses: JudgedMasses, from: number, to: number): JudgedMasses => ({
  ...masses,
  newest: masses.newest.filter(({ idx }) => idx < from || idx > to),
});

/** The last increments when all of them are beyond the warning limit; null when one is not. */
function warnedInRow(deviations: readonly Decimal[], { warningsInRow, warnPercent }: IncrementMassRules) {
  const last = deviations.slice(-warningsInRow);
  return last.length === warningsInRow && last.every((each) => each.abs().gt(toDecimal(warnPercent)))
    ? last
    : null;
}

const onOneSide = (deviations: readonly Decimal[]) =>
  new Set(deviations.map((each) => each.isNegative())).size === 1;

function driftOf(deviations: readonly Decimal[], rules: IncrementMassRules): Finding | null {
  const row = warnedInRow(deviations, rules);
  if (row && onOneSide(row)) return suspicionOfRow('INCREMENT_MASS_DRIFT', row.length, rules.warnPercent);
  if (deviations.length < rules.window) return null;
  const mean = meanOf(deviations);
  return mean.abs().gt(toDecimal(rules.driftPercent))
    ? suspicionOfDrift(rules.window, shown(mean), rules.driftPercent)
    : null;
}

function variationOf(deviations: readonly Decimal[], rules: IncrementMassRules): Finding | null {
  const last = deviations.at(-1);
  if (last?.abs().gt(toDecimal(rules.faultPercent))) return suspicionOfStray(shown(last), rules.faultPercent);
  const row = warnedInRow(deviations, rules);
  if (row && !onOneSide(row))
    return suspicionOfRow('INCREMENT_MASS_VARIATION', row.length, rules.warnPercent);
  if (deviations.length < rules.window || deviations.length < 2) return null;
  const mean = meanOf(deviations);
  const squares = sumOf(deviations.map((each) => each.minus(mean).pow(2)));
  // Of the ratios of mass to expected mass, whose mean is 100 % and the mean deviation.
  const variation = squares
    .div(deviations.length - 1)
    .sqrt()
    .times(100);
  const ratio = mean.plus(100);
  return variation.gt(ratio.times(toDecimal(rules.variationPercent)))
    ? suspicionOfVariation(rules.window, shown(variation.div(ratio)), rules.variationPercent)
    : null;
}

const shown = (percent: Decimal): string => percent.toFixed(1);
