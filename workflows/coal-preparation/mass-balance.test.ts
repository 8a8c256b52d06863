import fc from 'fast-check';
import { coalRulePack } from '../coal-sampling/rule-pack.fixture.ts';
import { decimalString as d } from '../kernel/brand.ts';
import { Decimal } from '../kernel/decimal.ts';
import { judgeMassBalance, workedMassBalance, type StageMasses } from './mass-balance.ts';

const { preparation: rules } = coalRulePack;

const dividing = (onward: string, waterRemoved = '0'): StageMasses => ({
  stage: 'Divider6',
  massIn: d('20'),
  children: [
    { name: 'moisture', mass: d('1.5') },
    { name: 'onward', mass: d(onward) },
  ],
  rejected: d('13.5'),
  waterRemoved: d(waterRemoved),
});
const judged = (...stages: StageMasses[]) => judgeMassBalance(stages, rules);

// Of 20 kg, 15 kg are in the moisture bottle and the reject: 5 kg onward is no loss.
it.each([
  ['5', '0.00', 'normal'],
  ['4.9', '0.50', 'normal'],
  ['4.8999', '0.50', 'warn'],
  ['4.8', '1.00', 'warn'],
  ['4.7999', '1.00', 'alarm'],
  ['5.1', '-0.50', 'normal'],
  ['5.1001', '-0.50', 'alarm'],
] as const)('with %s kg onward loses %s %%: %s', (onward, lossPercent, verdict) => {
  expect(judged(dividing(onward))).toEqual({
    stages: [{ stage: 'Divider6', lossPercent, verdict }],
    verdict,
  });
});

it('counts water removed as no loss', () => {
  expect(judged(dividing('4', '1')).verdict).toBe('normal');
  expect(judged(dividing('4')).verdict).toBe('alarm');
});

it('is as bad as its worst stage', () => {
  expect(judged(dividing('5'), dividing('4.85'), dividing('5')).verdict).toBe('warn');
  expect(judged(dividing('4.85'), dividing('1'), dividing('5')).verdict).toBe('alarm');
  expect(judged().verdict).toBe('normal');
});

it('alarms when nothing went in', () => {
  expect(judged({ ...dividing('5'), massIn: d('0') })).toEqual({
    stages: [{ stage: 'Divider6', lossPercent: null, verdict: 'alarm' }],
    verdict: 'alarm',
  });
});

describe('coal that only cleans a stage', () => {
  it('is counted in and out, and is no loss of the sample', () => {
    const flushed = { ...dividing('5'), flushIn: d('0.5'), flushOut: d('0.5') };
    expect(judged(flushed)).toMatchObject({ verdict: 'normal', stages: [{ lossPercent: '0.00' }] });
    expect(judged({ ...flushed, flushOut: d('0.3') }).verdict).toBe('warn'); // 0.2 of 20 kg stayed in the stage
    expect(judged({ ...flushed, flushIn: d('0') }).verdict).toBe('alarm'); // flush of nowhere: a gain of 2.5 %
  });
});

it('writes down what went in and out, then the verdict', () => {
  const { value, steps } = workedMassBalance([dividing('4.85'), { ...dividing('5'), massIn: d('0') }], rules);
  expect(value).toEqual(judged(dividing('4.85'), { ...dividing('5'), massIn: d('0') }));
  expect(steps.map(({ unrounded, reported }) => [unrounded, reported])).toEqual([
    ['0.75', '0.75'],
    [null, 'warn'],
    [null, 'alarm'],
  ]);
  expect(steps[0]?.inputs).toContainEqual({ symbol: 'out: onward', value: '4.85', unit: 'kg' });
});

it('every gram goes somewhere: loss is what nothing else explains, and more loss is never a better verdict', () => {
  const grams = (max: number) => fc.integer({ min: 0, max });
  const kg = (n: number) => d(new Decimal(n).div(1000).toFixed());
  fc.assert(
    fc.property(
      fc.array(grams(9000), { minLength: 1, maxLength: 4 }),
      grams(9000),
      grams(3000),
      grams(2000),
      grams(400),
      grams(400),
      (children, rejected, water, flush, lost, more) => {
        const of = (missing: number) => ({
          stage: 's',
          massIn: kg(children.reduce((sum, n) => sum + n, rejected + water) + missing),
          children: children.map((n, index) => ({ name: String(index), mass: kg(n) })),
          rejected: kg(rejected),
          waterRemoved: kg(water),
          flushIn: kg(flush),
          flushOut: kg(flush),
        });
        fc.pre(Number(of(lost).massIn) > 0);
        const [step] = workedMassBalance([of(lost)], rules).steps;
        const unexplained = new Decimal(step?.unrounded ?? -1).times(of(lost).massIn).div(100).times(1000);
        expect(unexplained.minus(lost).abs().lt('1e-20')).toBe(true);
        const ranks = ['normal', 'warn', 'alarm'];
        // A gram lost adds to what went in as well, so that the share rises with it.
        expect(ranks.indexOf(judged(of(lost + more)).verdict) >= ranks.indexOf(judged(of(lost)).verdict)).toBe(true);
      },
    ),
    { numRuns: 1000 },
  );
});
