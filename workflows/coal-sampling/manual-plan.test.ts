import fc from 'fast-check';
import { decimalString as d } from '../kernel/brand.ts';
import { toDecimal } from '../kernel/decimal.ts';
import { planManualSampling, type ManualSamplingRequest } from './manual-plan.ts';
import { coalRulePack } from './rule-pack.fixture.ts';

const { sampling: rules } = coalRulePack;
const heap: ManualSamplingRequest = {
  scheme: 'gbt-475',
  coalKind: 'raw',
  expectedAshDry: d('25'),
  from: 'stream',
  unitMass: d('1000'),
  nominalTopSize: d('50'),
};
const plan = (request: Partial<ManualSamplingRequest>) => {
  const outcome = planManualSampling({ ...heap, ...request }, rules);
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  return outcome.value.value;
};

it.each([
  ['raw', '25', 'stream', 60],
  ['raw', '20', 'stream', 30],
  ['screened', '20.01', 'stream', 60],
  ['cleaned', '9', 'stream', 15],
  ['other-washed', '30', 'stream', 20],
  ['lump', '30', 'stream', 20],
  ['raw', '25', 'wagons', 60],
  ['raw', '15', 'wagons', 60],
  ['cleaned', '9', 'wagons', 20],
  ['other-washed', '30', 'wagons', 20],
] as const)('takes of 1000 t %s coal, Ad %s %%, from %s %i increments', (coalKind, ash, from, increments) => {
  expect(plan({ coalKind, expectedAshDry: d(ash), from })).toMatchObject({ basicIncrements: increments, increments });
});

it('over 1000 t takes N = n·√(M/1000), rounded up, exact roots not raised', () => {
  expect(plan({ unitMass: d('4000') }).increments).toBe(120);
  expect(plan({ unitMass: d('4000.001') }).increments).toBe(121);
  expect(plan({ unitMass: d('2000') }).increments).toBe(85); // 84.85
  expect(plan({ unitMass: d('300') }).increments).toBe(60);
});

it('takes at least 10 increments of a moisture sample from a stream, 6 below 1000 t; for wagons the number is not known', () => {
  expect(plan({}).moistureIncrements).toBe(10);
  expect(plan({ unitMass: d('999.9') }).moistureIncrements).toBe(6);
  expect(plan({ unitMass: d('4000') }).moistureIncrements).toBe(20);
  expect(plan({ from: 'wagons' }).moistureIncrements).toBeNull();
});

it('asks for increments of 0.06·d kg, at least 0.5 kg, and for the gross sample on average', () => {
  expect(plan({})).toMatchObject({ singleIncrementMass: '3', minimumGrossMass: '170', incrementMassToTake: '3' }); // 170/60 = 2.84
  expect(plan({ nominalTopSize: d('6') }).singleIncrementMass).toBe('0.5');
  expect(plan({ coalKind: 'cleaned' })).toMatchObject({ incrementMassToTake: '11.34' }); // 170/15
});

it('by ASTM takes 35 increments, 15 of cleaned coal, over 1000 t × √(L/1000), of 1, 3 or 7 kg', () => {
  expect(plan({ scheme: 'astm' })).toMatchObject({ increments: 35, singleIncrementMass: '3', moistureIncrements: null });
  expect(plan({ scheme: 'astm', coalKind: 'cleaned', unitMass: d('4000') })).toMatchObject({ increments: 30 });
  expect(plan({ scheme: 'astm', nominalTopSize: d('16') }).singleIncrementMass).toBe('1');
  expect(plan({ scheme: 'astm', nominalTopSize: d('16.1') }).singleIncrementMass).toBe('3');
  expect(plan({ scheme: 'astm', nominalTopSize: d('150') }).singleIncrementMass).toBe('7');
});

it.each<[string, string, Partial<ManualSamplingRequest>]>([
  ['MASS_NOT_POSITIVE', 'unitMass', { unitMass: d('0') }],
  ['MASS_IMPLAUSIBLE', 'unitMass', { unitMass: d('2000000') }],
  ['TOP_SIZE_NOT_POSITIVE', 'nominalTopSize', { nominalTopSize: d('-1') }],
  ['TOP_SIZE_BEYOND_TABLE', 'nominalTopSize', { nominalTopSize: d('151') }],
  ['ASH_OUT_OF_RANGE', 'expectedAshDry', { expectedAshDry: d('101') }],
])('is refused: %s, field %s', (code, field, request) => {
  expect(planManualSampling({ ...heap, ...request }, rules)).toMatchObject({ ok: false, refusal: { code, field } });
});

it('is refused where the pack has no number for the coal', () => {
  const without = { ...rules, manual: { ...rules.manual, gbt475: { ...rules.manual.gbt475, basicIncrements: [] } } };
  expect(planManualSampling(heap, without)).toMatchObject({ ok: false, refusal: { code: 'COAL_KIND_WITHOUT_RULE', field: 'coalKind' } });
});

it('never takes fewer increments of more coal, and always the least N with N² ≥ n²·M/1000', () => {
  const tenths = fc.integer({ min: 1, max: 4_000_000 }).map((n) => d((n / 10).toFixed(1)));
  fc.assert(
    fc.property(tenths, tenths, fc.constantFrom('gbt-475' as const, 'astm' as const), (one, other, scheme) => {
      const [small, large] = toDecimal(one).lte(toDecimal(other)) ? [one, other] : [other, one];
      const [less, more] = [plan({ scheme, unitMass: small }), plan({ scheme, unitMass: large })];
      expect(more.increments).toBeGreaterThanOrEqual(less.increments);
      const needed = toDecimal(large)
        .times(more.basicIncrements ** 2)
        .div(1000);
      expect(needed.lte(more.increments ** 2)).toBe(true);
      expect(more.increments === more.basicIncrements || needed.gt((more.increments - 1) ** 2)).toBe(true);
      expect(toDecimal(more.incrementMassToTake).times(more.increments).gte(toDecimal(more.minimumGrossMass))).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
