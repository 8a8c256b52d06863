import { iso4259Rules } from '../iso4259/edition.fixture.ts';
import { shippedSection } from '../kernel/testing/rule-pack.fixture.ts';
import type { PetroleumAssayRules } from './assay-rules.ts';
import { precisionRules } from './precision-rules.fixture.ts';

/** What the shipped packs say of testing petroleum, for tests. */
export const petroleumTestRules = {
  assay: shippedSection('petroleum-cn-2026', 'assay') as PetroleumAssayRules,
  precision: precisionRules,
  iso4259: iso4259Rules,
};
