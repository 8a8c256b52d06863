import { shippedSection } from '../../../workflows/kernel/testing/rule-pack.fixture.ts';
import { retentionSchema } from '../retention-schema.ts';
import { numbersSchema } from '../laboratory/numbers-schema.ts';
import { assaySchema } from './assay-schema.ts';
import { preparationSchema } from './preparation-schema.ts';

const schemas = { preparation: preparationSchema, assay: assaySchema, retention: retentionSchema };

/** A shipped section with one thing changed. */
function changed(section: keyof typeof schemas, find: string, by: string) {
  const text = JSON.stringify(shippedSection('coal-cn-2026', section));
  expect(text).toContain(find);
  return schemas[section].safeParse(JSON.parse(text.replace(find, by)));
}
const pathOf = (...of: Parameters<typeof changed>) => {
  const checked = changed(...of);
  return checked.success ? null : checked.error.issues[0]?.path.join('.');
};

it('the shipped sections are what the schemas ask for', () => {
  for (const section of ['preparation', 'assay', 'retention'] as const) {
    expect(schemas[section].safeParse(shippedSection('coal-cn-2026', section)).error).toBeUndefined();
  }
  expect(numbersSchema.safeParse(shippedSection('laboratory-cn-2026', 'numbers')).error).toBeUndefined();
  for (const pack of ['grain-cn-2026', 'petroleum-cn-2026'] as const) {
    expect(retentionSchema.safeParse(shippedSection(pack, 'retention')).error).toBeUndefined();
  }
});

it.each<[string, keyof typeof schemas, string, string, string]>([
  ['a stage that makes coal coarser', 'preparation', '"kind":"crush","topSize":"6"', '"kind":"crush","topSize":"16"', 'stages'],
  ['a stage twice', 'preparation', '"id":"magnet"', '"id":"milling"', 'stages'],
  ['a crushing to no size', 'preparation', '"kind":"crush","topSize":"6",', '"kind":"crush",', 'stages.4.topSize'],
  ['a bottle nobody knows', 'preparation', '"bottle":61', '"bottle":62', 'stages.6.bottle'],
  ['a bottle twice', 'preparation', '"type":32', '"type":61', 'bottles'],
  ['falling temperatures', 'preparation', '"temperature":"30"', '"temperature":"10"', 'drying.indicativeTimes.rows'],
  ['a formula that is not there', 'preparation', '"moistureFirst":{', '"moistureLast":{', 'formulas.moistureFirst'],
  ['a gap between bands', 'assay', '"from":"15.00","to":"30.00"', '"from":"16.00","to":"30.00"', 'items.2.repeatability'],
  ['α without a last row', 'assay', '{"alpha":"0.0016"}', '{"to":"30000","alpha":"0.0016"}', 'grossCalorificValue.nitricAcid'],
  ['falling edges of α', 'assay', '"to":"25100"', '"to":"15100"', 'grossCalorificValue.nitricAcid'],
  ['an item twice', 'assay', '"item":"C"', '"item":"A"', 'itemsOnRequest'],
  ['a superseded limit without an end', 'assay', ',"validTo":"2008-05-31"', '', 'superseded.0'],
  ['a limit between laboratories twice', 'assay', '"variant":"infrared"', '"variant":"coulometric"', 'reproducibility'],
  ['a calorie twice', 'assay', '"id":"cal-it"', '"id":"cal-20"', 'calories.kinds'],
  ['a default rule that is not there', 'retention', '"defaultRule":"commercial-coal-reserve"', '"defaultRule":"for-ever"', 'defaultRule'],
  ['a period of two kinds', 'retention', '{"months":2}', '{"months":2,"days":1}', 'rules.0.period'],
])('%s is refused with its path', (_case, section, find, by, path) => {
  expect(pathOf(section, find, by)).toBe(path);
});
