import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { siteSchema } from './schema.ts';

const demo = load(readFileSync('config/demo-port/site.yaml', 'utf8')) as Record<string, unknown>;
const value = { item: 'A', basis: 'd', value: '10.00', uncertainty: '0.10', coverageFactor: '2' };
const blank = { item: 'As', basis: 'ad', blank: true, limit: '0.5' };
const group = { id: 'coal', commodity: 'coal', duplicates: '0.05', references: '0.02', leastMass_kg: '0.1' };
const material = {
  id: 'GBW-1', name: { zh: '煤', en: 'Coal' }, commodity: 'coal', values: [value], portions: 20, validUntil: '2027-12-31',
}; // prettier-ignore
const section = { groups: [group], materials: [material], massTolerancePercent: '1', longestWait_min: 240 };

const faults = (changed: object) => {
  const parsed = siteSchema.safeParse({ ...demo, blindControl: { ...section, ...changed } });
  return parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join('.'));
};

it('takes a site that controls its laboratory, and one that does not', () => {
  expect(faults({})).toEqual([]);
  expect(faults({ materials: [] })).toEqual([]);
  expect(faults({ materials: [{ ...material, values: [value, blank] }] })).toEqual([]);
  expect(siteSchema.safeParse(demo).success).toBe(true);
});

it.each<[string, object, string]>([
  ['a share above one', { groups: [{ ...group, duplicates: '5' }] }, 'groups.0.duplicates'],
  ['a share as a float', { groups: [{ ...group, references: 0.05 }] }, 'groups.0.references'],
  ['no group', { groups: [] }, 'groups'],
  ['two groups of one name', { groups: [group, group] }, 'groups.1.id'],
  ['two materials of one name', { materials: [material, material] }, 'materials.1.id'],
  [
    'an item that is certified twice',
    { materials: [{ ...material, values: [value, value] }] },
    'materials.0.values.1.item',
  ],
  [
    'a coverage factor of nothing',
    { materials: [{ ...material, values: [{ ...value, coverageFactor: '0' }] }] },
    'materials.0.values.0.coverageFactor',
  ],
  [
    'a blank that may hold nothing at all',
    { materials: [{ ...material, values: [{ ...blank, limit: '0' }] }] },
    'materials.0.values.0.limit',
  ],
  ['no such day', { materials: [{ ...material, validUntil: '2027-02-30' }] }, 'materials.0.validUntil'],
  ['no wait at all', { longestWait_min: 0 }, 'longestWait_min'],
])('refuses %s, by its field', (_, changed, field) => {
  expect(faults(changed)).toEqual([`blindControl.${field}`]);
});
