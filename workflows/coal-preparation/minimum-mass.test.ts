import { coalRulePack } from '../coal-sampling/rule-pack.fixture.ts';
import { decimalString as d } from '../kernel/brand.ts';
import { judgeBottles } from './minimum-mass.ts';

const { preparation: rules } = coalRulePack;

const packed = [
  { type: 61, mass: d('1.25') },
  { type: 32, mass: d('0.7') },
  { type: 21, mass: d('0.12') },
  { type: 22, mass: d('0.12') },
];

it('is sufficient when each bottle holds its least mass', () => {
  const judgement = judgeBottles(packed, rules);
  expect(judgement).toMatchObject({ verdict: 'sufficient', missing: [] });
  expect(judgement.bottles[0]).toEqual({
    type: 61,
    mass: '1.25',
    minimumMass: '1.25',
    verdict: 'sufficient',
  });
});

it('is a deviation when a bottle is short, by however little', () => {
  const judgement = judgeBottles([{ type: 61, mass: d('1.2499') }, ...packed.slice(1)], rules);
  expect(judgement.verdict).toBe('deviation');
  expect(judgement.bottles[0]?.verdict).toBe('short');
});

it('is a deviation when a bottle is missing or of an unknown type', () => {
  expect(judgeBottles(packed.slice(1), rules)).toMatchObject({ verdict: 'deviation', missing: [61] });
  const judgement = judgeBottles([...packed, { type: 99, mass: d('9') }], rules);
  expect(judgement.verdict).toBe('deviation');
  expect(judgement.bottles.at(-1)).toEqual({
    type: 99,
    mass: '9',
    minimumMass: null,
    verdict: 'unknown-type',
  });
});
