import type { DecimalString } from '../kernel/brand.ts';
import { compareDecimals } from '../kernel/decimal.ts';

/** `<` is for rules that restrict "x or more": the value must stay below. */
export type Comparison = '<=' | '<' | '>=' | '>';

const signs: Readonly<Record<Comparison, string>> = { '<=': '≤', '<': '<', '>=': '≥', '>': '>' };

/** The sign as limits are printed: `≤`, `<`, `≥`, `>`. */
export const signOf = (comparison: Comparison): string => signs[comparison];

/** Whether a value meets a bound; exact. */
export function meets(comparison: Comparison, value: DecimalString, bound: DecimalString): boolean {
  const difference = compareDecimals(value, bound);
  switch (comparison) {
    case '<=':
      return difference <= 0;
    case '<':
      return difference < 0;
    case '>=':
      return difference >= 0;
    case '>':
      return difference > 0;
  }
}

/** Whether the bound is a maximum. */
export const isMaximum = (comparison: Comparison): boolean => comparison === '<=' || comparison === '<';
