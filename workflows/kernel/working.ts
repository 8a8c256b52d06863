import type { Bilingual } from './bilingual.ts';
import type { DecimalString } from './brand.ts';
import { Decimal, toDecimalString } from './decimal.ts';
import type { RuleSource } from './source.ts';

/** A formula or a decision of a standard as a rule pack names it: the words and the source; the arithmetic is code. */
export interface Formula {
  readonly name: Bilingual;
  /** As the standard writes it, for example `n = 4·V_I / (m·P_L² − 4·V_PT)`. */
  readonly expression: string;
  readonly source: RuleSource;
}

/** A number that goes into a formula. `value` is text so that nothing is rounded on the way; `unit` is empty for a pure number. */
export interface Quantity {
  readonly symbol: string;
  readonly value: string;
  readonly unit: string;
}

/** One line of a calculation as an inspector would write it down. */
export interface WorkingStep extends Formula {
  readonly inputs: readonly Quantity[];
  /** Null where the step decides instead of calculating. */
  readonly unrounded: DecimalString | null;
  /** What is reported or used further: the rounded number, or the decision in a word. */
  readonly reported: string;
  readonly unit: string;
}

/** A result with the way to it. */
export interface Worked<T> {
  readonly value: T;
  readonly steps: readonly WorkingStep[];
}

/** Writes down one step. */
export function workingStep(
  { name, expression, source }: Formula,
  inputs: readonly (readonly [symbol: string, value: Decimal | DecimalString | number | string, unit?: string])[],
  result: { readonly unrounded: Decimal | null; readonly reported: string; readonly unit?: string },
): WorkingStep {
  return {
    name,
    expression,
    source,
    inputs: inputs.map(([symbol, value, unit = '']) => ({ symbol, value: value instanceof Decimal ? toDecimalString(value) : String(value), unit })),
    unrounded: result.unrounded === null ? null : toDecimalString(result.unrounded),
    reported: result.reported,
    unit: result.unit ?? '',
  };
}
