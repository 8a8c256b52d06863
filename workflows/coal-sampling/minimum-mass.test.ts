import fc from 'fast-check';
import { decimalString as d } from '../kernel/brand.ts';
import { toDecimal } from '../kernel/decimal.ts';
import { roundUp } from '../kernel/rounding.ts';
import { averageIncrementMass, minimumMassOf, type MinimumMassRequest } from './minimum-mass.ts';
import { coalRulePack } from './rule-pack.fixture.ts';

const { sampling: rules } = coalRulePack;
const ask = (request: Partial<MinimumMassRequest>) =>
  minimumMassOf({ nominalTopSize: d('50'), purposes: ['general'], table: 'gbt', ...request }, rules);
const massOf = (request: Partial<MinimumMassRequest>) => {
  const outcome = ask(request);
  return outcome.ok ? outcome.value.value.minimumMass : outcome.refusal.code;
};

it.each([
  ['50', 'general', '170'],
  ['50', 'moisture', '35'],
  ['50', 'size-analysis-1', '280'],
  ['50', 'size-analysis-2', '70'],
  ['25', 'general', '40'],
  ['13', 'general', '15'],
  ['6', 'general', '3.75'],
  ['3', 'general', '0.7'],
  ['3', 'moisture', '0.65'],
  ['1', 'general', '0.10'],
] as const)('at %s mm, for %s, is %s kg', (size, purpose, mass) => {
  expect(massOf({ nominalTopSize: d(size), purposes: [purpose] })).toBe(mass);
});

it('of a size between rows is that of the next larger row, never interpolated', () => {
  expect(massOf({ nominalTopSize: d('50.000001') })).toBe('565');
  expect(massOf({ nominalTopSize: d('13.2') })).toBe('40');
  expect(massOf({ nominalTopSize: d('50.000001'), table: 'iso' })).toBe('300');
});

it('of several purposes is the largest', () => {
  expect(massOf({ purposes: ['moisture', 'size-analysis-1', 'general'] })).toBe('280');
});

it('judges a sample at its very edge', () => {
  expect(ask({ sampleMass: d('170') })).toMatchObject({ value: { value: { verdict: 'SUFFICIENT' } } });
  expect(ask({ sampleMass: d('169.9999') })).toMatchObject({ value: { value: { verdict: 'INSUFFICIENT' } } });
  expect(ask({})).toMatchObject({ value: { value: { verdict: 'NOT_JUDGED' } } });
});

it.each<[string, string, Partial<MinimumMassRequest>]>([
  ['SUPERSEDED_MINIMUM_MASS', 'statedMinimum', { nominalTopSize: d('25'), statedMinimum: d('60') }],
  ['SUPERSEDED_MINIMUM_MASS', 'statedMinimum', { nominalTopSize: d('6'), statedMinimum: d('7.50') }],
  ['SUPERSEDED_MINIMUM_MASS', 'statedMinimum', { nominalTopSize: d('3'), statedMinimum: d('3.75') }],
  ['STATED_MINIMUM_TOO_SMALL', 'statedMinimum', { statedMinimum: d('169') }],
  ['TOP_SIZE_BEYOND_TABLE', 'nominalTopSize', { nominalTopSize: d('150.1') }],
  ['NO_MINIMUM_FOR_PURPOSE', 'purposes', { nominalTopSize: d('1'), purposes: ['moisture'] }],
  ['NO_MINIMUM_FOR_PURPOSE', 'purposes', { table: 'iso', purposes: ['size-analysis-1'] }],
  ['NO_PURPOSE', 'purposes', { purposes: [] }],
])('is refused: %s, field %s', (code, field, request) => {
  expect(ask(request)).toMatchObject({ ok: false, refusal: { code, field } });
});

it('says which edition a superseded mass is of, and until when it held', () => {
  const outcome = ask({ nominalTopSize: d('25'), statedMinimum: d('60') });
  expect(outcome.ok ? '' : outcome.refusal.message).toBe('60 kg for 25 mm is of GB 474-1996, in force until 2009-04-30.');
  expect(massOf({ nominalTopSize: d('25'), statedMinimum: d('40') })).toBe('40');
});

it('per increment is 170/35 = 4.86 kg, raised', () => {
  expect(roundUp(averageIncrementMass(d('170'), 35), 2)).toBe('4.86');
});

it('never falls when the coal gets coarser, in either table', () => {
  const size = fc.integer({ min: 1, max: 15_000 }).map((n) => d((n / 100).toFixed(2)));
  const purposes = fc.constantFrom('general' as const, 'moisture' as const);
  fc.assert(
    fc.property(size, size, fc.constantFrom('gbt' as const, 'iso' as const), purposes, (one, other, table, purpose) => {
      const [fine, coarse] = toDecimal(one).lte(toDecimal(other)) ? [one, other] : [other, one];
      const [less, more] = [fine, coarse].map((nominalTopSize) => ask({ nominalTopSize, table, purposes: [purpose] }));
      if (!less?.ok || !more?.ok) {
        expect(less?.ok).toBe(false); // only rows of fine coal have no moisture mass
        return;
      }
      expect(toDecimal(less.value.value.minimumMass).lte(toDecimal(more.value.value.minimumMass))).toBe(true);
      expect(toDecimal(more.value.value.topSizeRow).gte(toDecimal(coarse))).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
