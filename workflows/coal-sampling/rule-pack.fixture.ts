import { shippedSection } from '../kernel/testing/rule-pack.fixture.ts';
import type { CoalRulePack } from './rule-pack.ts';

/** The shipped coal pack, for tests. */
export const coalRulePack = {
  ref: { id: 'coal-cn', version: '2026.1', hash: '0'.repeat(64) },
  name: { zh: '进口煤炭检验规则', en: 'Inspection of imported coal' },
  validFrom: '2024-11-01',
  sampling: shippedSection('coal-cn-2026', 'sampling'),
  preparation: shippedSection('coal-cn-2026', 'preparation'),
  assay: shippedSection('coal-cn-2026', 'assay'),
  conformity: shippedSection('coal-cn-2026', 'conformity'),
  retention: shippedSection('coal-cn-2026', 'retention'),
} as CoalRulePack;
