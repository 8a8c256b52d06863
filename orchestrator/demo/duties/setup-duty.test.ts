import { join } from 'node:path';
import { loadSite } from '../../../config/site/load.ts';
import { instant } from '../../../workflows/kernel/brand.ts';
import { passes } from '../../../workflows/setup-checks/check.ts';
import { foundInOrder } from './setup-duty.ts';

const loaded = loadSite(join('config', 'demo-port', 'site.yaml'));
if (!loaded.ok) throw new Error(loaded.refusal.message);
const { setupChecks = {}, timeZone } = loaded.value;
const checks = Object.entries(setupChecks).flatMap(([commodity, each = []]) =>
  each.map((check) => [`${commodity} ${check.id}`, check] as const),
);

it('samplers of all three commodities are looked at', () => {
  expect(Object.keys(setupChecks).sort()).toEqual(['coal', 'grain', 'petroleum']);
});

it.each(checks)('a sampler in good order passes: %s', (_, check) => {
  const now = '2026-11-22T23:59:00.000Z';
  expect(passes(check, foundInOrder(check, new Date(now)), instant(now), timeZone)).toBe(true);
});
