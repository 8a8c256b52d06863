import { shippedSection } from '../../../workflows/kernel/testing/rule-pack.fixture.ts';
import { qualityControlSchema } from './quality-control-schema.ts';

type Section = Record<string, Record<string, unknown>>;

const shipped = () => structuredClone(shippedSection('laboratory-cn-2026', 'quality-control')) as Section;
const pathsOf = (section: Section) => qualityControlSchema.safeParse(section).error?.issues.map(({ path }) => path.join('.')) ?? [];

it('takes the shipped section', () => {
  expect(pathsOf(shipped())).toEqual([]);
});

it('refuses a confidence that is no share, a band upside down, and a missing formula', () => {
  const section = shipped();
  section['precisionCheck'] = { ...section['precisionCheck'], confidence: '95' };
  expect(pathsOf(section)).toEqual(['precisionCheck.confidence']);

  const [band] = shipped()['biasTest']?.['defaultBands'] as object[];
  const upsideDown = shipped();
  upsideDown['biasTest'] = { ...upsideDown['biasTest'], defaultBands: [{ ...band, narrowest: '0.40' }] };
  expect(pathsOf(upsideDown)).toEqual(['biasTest.defaultBands.0.widest']);

  const without = shipped();
  delete without['formulas']?.['grubbs'];
  expect(pathsOf(without)).toEqual(['formulas.grubbs']);
});
