import { decimalString } from '../kernel/brand.ts';
import { Decimal } from '../kernel/decimal.ts';
import { shippedSection } from '../kernel/testing/rule-pack.fixture.ts';
import type { ResultPair } from './pairs.ts';
import type { QualityControlRules } from './rules.ts';

/** The shipped quality-control section, for tests. */
export const qualityControlRules = shippedSection('laboratory-cn-2026', 'quality-control') as QualityControlRules;

/** Pairs with given differences, first minus second. */
export const pairsOf = (differences: readonly string[]): readonly ResultPair[] =>
  differences.map((difference) => ({
    first: decimalString(new Decimal('12.30').plus(difference).toFixed()),
    second: decimalString('12.30'),
  }));
