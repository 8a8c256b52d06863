import type { DecimalString } from '../kernel/brand.ts';
import type { RuleSource } from '../kernel/source.ts';

/** A number with its source. */
export interface Sourced {
  readonly value: DecimalString;
  readonly source: RuleSource;
}

/** How many, with its source. */
export interface Counted {
  readonly count: number;
  readonly source: RuleSource;
}
