import { readdirSync } from 'node:fs';
import { shippedSection } from '../../workflows/kernel/testing/rule-pack.fixture.ts';
import { grainSections } from './grain/schema.ts';
import { petroleumSections } from './petroleum/schema.ts';

const schemas = { 'grain-cn-2026': grainSections, 'petroleum-cn-2026': petroleumSections };
type Pack = keyof typeof schemas;

const camelCase = (name: string): string => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** A shipped pack's sections with one thing changed in one of them; the first fault of what comes out, or null. */
function faultOf(pack: Pack, section: string, find: string, by: string): string | null {
  const files = readdirSync(`config/rules/${pack}`).map((file) => file.replace('.yaml', ''));
  const sections = Object.fromEntries(files.filter((name) => name !== 'pack').map((name) => [camelCase(name), shippedSection(pack, name)]));
  const text = JSON.stringify(sections[section]);
  expect(text).toContain(find);
  const checked = schemas[pack].safeParse({ ...sections, [section]: JSON.parse(text.replace(find, by)) as unknown });
  const [issue] = checked.error?.issues ?? [];
  return issue ? `${issue.path.join('.')}: ${issue.message}` : null;
}

it('the shipped sections fit together', () => {
  expect(faultOf('grain-cn-2026', 'assay', '"item":"moisture"', '"item":"moisture"')).toBeNull();
  expect(faultOf('petroleum-cn-2026', 'assay', '"item":"sulfur"', '"item":"sulfur"')).toBeNull();
});

it.each<[string, Pack, string, string, string, string]>([
  ['a limit nothing is tested for', 'grain-cn-2026', 'assay', '"item":"DON"', '"item":"NIV"', 'limits.items.1: no test gives DON'],
  ['a factor of a grade nothing is tested for', 'grain-cn-2026', 'assay', '"alsoFor":["moisture_pct"]', '"alsoFor":["water_pct"]',
    'grades.scales.0.editions.0: no test gives moisture_pct'],
  ['an observation of a grade nobody makes', 'grain-cn-2026', 'assay', '"item":"cockleburs"', '"item":"burs"',
    'grades.scales.3.editions.0: no test gives cockleburs'],
  ['another unit than that of the limit', 'grain-cn-2026', 'limits', '"unit":"µg/kg"', '"unit":"mg/kg"',
    'limits.items.0: AFB1 is judged in mg/kg and tested in µg/kg'],
  ['an answer that is no finding', 'grain-cn-2026', 'assay', '"finding":"LISTED_PEST"', '"finding":"PEST"', 'there is no finding PEST'],
  ['an item twice', 'grain-cn-2026', 'assay', '"item":"stones"', '"item":"soil"', 'assay.items: soil is tested twice'],
  ['a range upside down', 'grain-cn-2026', 'assay', '"minimum":"300"', '"minimum":"1000"',
    'assay.items.1.minimum: minimum must be below maximum'],
  ['an answer twice', 'grain-cn-2026', 'assay', '"code":"abnormal"', '"code":"normal"', 'an answer is there twice'],
  ['an answer that looks like a number', 'grain-cn-2026', 'assay', '"code":"abnormal"', '"code":"2"', 'must begin with a letter'],
  ['a gap between bands', 'grain-cn-2026', 'assay', '{"limit":"3"', '{"from":"500","limit":"3"', 'bands must meet without gap or overlap'],
  ['a rule nobody knows', 'grain-cn-2026', 'assay', '"rule":"parallel"', '"rule":"two-three-four"', 'assay.items.1.rule'],
  ['a limit of oil nothing is tested for', 'petroleum-cn-2026', 'assay', '"item":"benzene"', '"item":"toluene"', 'no test gives benzene'],
  ['the r of no method', 'petroleum-cn-2026', 'assay', '"item":"water-distillation"', '"item":"water-centrifuge"',
    'there is no precision of water-centrifuge in vol %'],
  ['the r in another unit', 'petroleum-cn-2026', 'precision', '"unit":"vol %"', '"unit":"mg/kg"',
    'there is no precision of water-distillation in vol %'],
  ['a laboratory pack without its version', 'petroleum-cn-2026', 'assay', '"laboratory-cn@2026.1"', '"laboratory-cn"',
    'must be id@version'],
])('%s is refused', (_case, pack, section, find, by, fault) => {
  expect(faultOf(pack, section, find, by)).toContain(fault);
}); // prettier-ignore
