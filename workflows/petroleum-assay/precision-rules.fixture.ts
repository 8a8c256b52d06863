import { shippedSection } from '../kernel/testing/rule-pack.fixture.ts';
import type { PetroleumPrecisionRules } from './rules.ts';

/** The shipped petroleum precision rules, for tests. */
export const precisionRules = shippedSection('petroleum-cn-2026', 'precision') as PetroleumPrecisionRules;
