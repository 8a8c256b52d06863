import type { Bilingual } from '../kernel/bilingual.ts';
import type { DecimalString } from '../kernel/brand.ts';
import { type Decimal, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { roundGbt8170 } from '../kernel/rounding.ts';
import { workingStep, type Worked, type WorkingStep } from '../kernel/working.ts';
import type { MethodPrecision, PetroleumPrecisionRules, PrecisionFunction } from './rules.ts';

/** r and R of a method at a level, unrounded, in the method's unit. */
export interface PrecisionAtLevel {
  readonly method: MethodPrecision;
  readonly repeatability: Decimal;
  readonly reproducibility: Decimal;
}

/** As shown to people. */
export interface PrecisionLimits {
  readonly name: Bilingual;
  readonly method: string;
  readonly unit: string;
  readonly repeatability: DecimalString;
  readonly reproducibility: DecimalString;
}

type Rules = Pick<PetroleumPrecisionRules, 'methods' | 'tables' | 'limitDecimals' | 'formulas'>;

/**
 * r and R of an item's method at a level X ≥ 0 in the method's unit.
 *
 * Refuses `ITEM_UNKNOWN` and `PRECISION_IN_METHOD_TABLE` (r and R stand in a table of the method that is not held here), field
 * `item`; `LEVEL_OUTSIDE_RANGE` and `NO_PRECISION_AT_LEVEL` (r or R is zero there), field `level`.
 */
export function precisionAt(item: string, level: Decimal, rules: Rules): Outcome<PrecisionAtLevel> {
  const table = rules.tables.find((candidate) => candidate.item === item);
  if (table) {
    return refuse({
      code: 'PRECISION_IN_METHOD_TABLE',
      field: 'item',
      message: `r and R of ${item} stand in the tables of ${table.method}, which are not held here.`,
      remedy: `Read r and R in the tables of ${table.method} and use the calculations that take r and R.`,
    });
  }
  const method = rules.methods.find((candidate) => candidate.item === item);
  if (!method) {
    const items = rules.methods.map((candidate) => candidate.item).join(', ');
    return refuse({
      code: 'ITEM_UNKNOWN',
      field: 'item',
      message: `No precision is known for "${item}".`,
      remedy: `Choose one of: ${items}.`,
    });
  }
  const below = method.from !== undefined && level.lt(toDecimal(method.from));
  const above = method.upTo !== undefined && level.gt(toDecimal(method.upTo));
  if (below || above) {
    return refuse({
      code: 'LEVEL_OUTSIDE_RANGE',
      field: 'level',
      message: `r and R of ${method.method} hold from ${method.from ?? '0'} to ${method.upTo ?? '…'}, not at ${shortOf(level)} ${method.unit}.`,
      remedy: 'Read r and R at this level in the method and use the calculations that take r and R.',
    });
  }
  const repeatability = limitAt(method.repeatability, level);
  const reproducibility = limitAt(method.reproducibility, level);
  if (!repeatability.gt(0) || !reproducibility.gt(0)) {
    return refuse({
      code: 'NO_PRECISION_AT_LEVEL',
      field: 'level',
      message: `The precision of ${method.method} does not hold at ${shortOf(level)} ${method.unit}.`,
      remedy: `Give a level above zero in ${method.unit}.`,
    });
  }
  return ok({ method, repeatability, reproducibility });
}

/** r and R of an item at a level, with the steps. Refuses as `precisionAt`. */
export function precisionLimits(item: string, level: DecimalString, rules: Rules): Outcome<Worked<PrecisionLimits>> {
  const found = precisionAt(item, toDecimal(level), rules);
  if (!found.ok) return found;
  const { method, repeatability, reproducibility } = found.value;
  const r = limitStep('r', method.repeatability, toDecimal(level), repeatability, method, rules);
  const R = limitStep('R', method.reproducibility, toDecimal(level), reproducibility, method, rules);
  return ok({
    value: {
      name: method.name,
      method: method.method,
      unit: method.unit,
      repeatability: roundGbt8170(toDecimalString(repeatability), rules.limitDecimals),
      reproducibility: roundGbt8170(toDecimalString(reproducibility), rules.limitDecimals),
    },
    steps: [r, R],
  });
}

/** The step that gives r or R: the words of the form, the figures and source of the method. */
export function limitStep(
  symbol: 'r' | 'R',
  precision: PrecisionFunction,
  level: Decimal,
  limit: Decimal,
  method: MethodPrecision,
  { formulas, limitDecimals }: Pick<Rules, 'formulas' | 'limitDecimals'>,
): WorkingStep {
  const form = formulas[precision.form];
  return workingStep(
    { ...form, expression: form.expression.replace('L', symbol), source: method.source },
    [['a', precision.a], ...('b' in precision ? [['b', precision.b] as const] : []), ['X', level, method.unit]],
    { unrounded: limit, reported: roundGbt8170(toDecimalString(limit), limitDecimals), unit: method.unit },
  );
}

function limitAt(precision: PrecisionFunction, level: Decimal): Decimal {
  const a = toDecimal(precision.a);
  switch (precision.form) {
    case 'constant':
      return a;
    case 'proportional':
      return a.times(level);
    case 'linear':
      return a.plus(toDecimal(precision.b).times(level));
    case 'power':
      return a.times(level.pow(toDecimal(precision.b)));
  }
}

/** A level in a message, not longer than anybody reads. */
const shortOf = (level: Decimal): string => level.toSignificantDigits(10).toFixed();
