import { shippedSection } from '../kernel/testing/rule-pack.fixture.ts';
import type { GrainAssayRules } from './grain-rules.ts';

/** The shipped rules of testing grain, for tests. */
export const grainAssayRules = shippedSection('grain-cn-2026', 'assay') as GrainAssayRules;
