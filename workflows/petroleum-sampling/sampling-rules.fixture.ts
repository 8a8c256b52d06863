import { shippedSection } from '../kernel/testing/rule-pack.fixture.ts';
import type { PetroleumSamplingRules } from './rules.ts';

/** The shipped petroleum sampling rules, for tests. */
export const samplingRules = shippedSection('petroleum-cn-2026', 'sampling') as PetroleumSamplingRules;
