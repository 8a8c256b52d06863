import { shippedSection } from '../../../workflows/kernel/testing/rule-pack.fixture.ts';
import { blindControlSchema } from './blind-control-schema.ts';

type Section = Record<string, Record<string, unknown>>;

const shipped = () => structuredClone(shippedSection('laboratory-cn-2026', 'blind-control')) as Section;
const pathsOf = (section: Section) =>
  blindControlSchema.safeParse(section).error?.issues.map(({ path }) => path.join('.')) ?? [];

it('takes the shipped section', () => {
  expect(pathsOf(shipped())).toEqual([]);
});

it('refuses limits upside down and a missing formula', () => {
  const near = shipped();
  near['duplicates'] = { ...near['duplicates'], actionFactor: '0.5' };
  expect(pathsOf(near)).toEqual(['duplicates.actionFactor']);

  const upsideDown = shipped();
  upsideDown['references'] = { ...upsideDown['references'], action: '1' };
  expect(pathsOf(upsideDown)).toEqual(['references.action']);

  const without = shipped();
  delete without['formulas']?.['zetaScore'];
  expect(pathsOf(without)).toEqual(['formulas.zetaScore']);
});
