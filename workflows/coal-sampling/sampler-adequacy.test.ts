import fc from 'fast-check';
import { decimalString as d } from '../kernel/brand.ts';
import { coalRulePack } from './rule-pack.fixture.ts';
import { checkSampler, type SamplerQuestion } from './sampler-adequacy.ts';

const { sampling: rules } = coalRulePack;
const good: SamplerQuestion = {
  plan: { minimumIncrementMass: d('17.00'), interval: d('1600'), intervalUnit: 's' },
  nominalTopSize: d('50'),
  cut: { kind: 'cross-belt', flow: d('3000'), aperture: d('150'), beltSpeed: d('4') }, // 31.25 kg
  profile: 'gbt-19494',
  cycle: d('30'),
  capacity: d('0.5'),
  division: [{ feed: 'primary-increment', cuts: 4, topSize: d('13') }],
  bias: { certificate: { testedOn: '2025-09-10', validUntil: '2026-09-09' }, on: '2026-06-01' },
};
const check = (question: Partial<SamplerQuestion>) => {
  const outcome = checkSampler({ ...good, ...question }, rules);
  if (!outcome.ok) throw new Error(`${outcome.refusal.code} ${outcome.refusal.field ?? ''}`);
  const { findings, ...value } = outcome.value.value;
  return { ...value, codes: findings.map(({ code }) => code) };
};

it('that meets its plan is adequate', () => {
  expect(check({})).toEqual({
    verdict: 'ADEQUATE',
    codes: [],
    averageIncrementMass: '31.25',
    intervalAtMaximumFlow: '1600.000',
    load: '0.071', // 31.25 kg every 1600 s
    biasTest: 'CURRENT',
  });
});

it.each<[string, Partial<SamplerQuestion>]>([
  ['APERTURE_TOO_NARROW', { nominalTopSize: d('50.1') }],
  ['INCREMENT_TOO_LIGHT', { plan: { ...good.plan, minimumIncrementMass: d('31.26') } }],
  ['INCREMENT_TOO_LIGHT', { averageFlow: d('1631.9') }], // 16.9989… kg
  ['CYCLE_TOO_LONG', { cycle: d('1600.1') }],
  ['CAPACITY_EXCEEDED', { capacity: d('0.0703') }], // 0.0703125
  ['TOO_FEW_DIVISION_CUTS', { division: [{ feed: 'primary-increment', cuts: 3, topSize: d('13') }] }],
  ['TOO_FEW_DIVISION_CUTS', { division: [{ feed: 'gross-sample', cuts: 59, topSize: d('13') }] }],
  ['TOO_FEW_DIVISION_CUTS', { division: [{ feed: 'manual', cuts: 19, topSize: d('13') }] }],
  ['DIVIDED_UNCRUSHED', { division: [{ feed: 'primary-increment', cuts: 4, topSize: d('25.1') }] }],
  ['BIAS_TEST_MISSING', { bias: { on: '2026-06-01' } }],
  ['BIAS_TEST_EXPIRED', { bias: { ...good.bias, on: '2026-09-10' } }],
  ['BIAS_TEST_OUTDATED_BY_CHANGE', { bias: { ...good.bias, equipmentChangedOn: '2026-05-01' } }],
  ['CUTTER_TOO_FAST', { cut: { kind: 'falling-stream', flow: d('3000'), aperture: d('150'), cutterSpeed: d('1.6') } }],
])('is not adequate: %s', (code, question) => {
  expect(check(question)).toMatchObject({ verdict: 'NOT_ADEQUATE', codes: [code] });
});

it('is adequate at each edge', () => {
  expect(check({ averageFlow: d('1632') }).codes).toEqual([]); // 17 kg
  expect(check({ cycle: d('1600'), capacity: d('0.0703125') }).codes).toEqual([]);
  expect(check({ division: [{ feed: 'divided-increment', cuts: 1, topSize: d('25') }] }).codes).toEqual([]);
});

describe('on a mass basis', () => {
  const plan = { minimumIncrementMass: d('17.00'), interval: d('500'), intervalUnit: 't' as const };

  it('needs a variation of the flow below 20 %', () => {
    expect(check({ plan }).codes).toEqual(['FLOW_VARIATION_UNKNOWN']);
    expect(check({ plan, flowVariation: d('20') }).codes).toEqual(['FLOW_VARIATION_TOO_HIGH']);
    expect(check({ plan, flowVariation: d('19.99') }).codes).toEqual([]);
  });

  it('must be ready again after 3600·Δm/G s', () => {
    expect(check({ plan, flowVariation: d('10'), cycle: d('600') })).toMatchObject({ intervalAtMaximumFlow: '600.000', codes: [] });
    expect(check({ plan, flowVariation: d('10'), cycle: d('600.1') }).codes).toEqual(['CYCLE_TOO_LONG']);
  });
});

it.each<[string, string, Partial<SamplerQuestion>]>([
  ['NOT_POSITIVE', 'cycle', { cycle: d('0') }],
  ['NOT_POSITIVE', 'capacity', { capacity: d('0') }],
  ['NOT_POSITIVE', 'interval', { plan: { ...good.plan, interval: d('0') } }],
  ['NOT_POSITIVE', 'aperture', { cut: { ...good.cut, aperture: d('0') } }],
  ['NOT_POSITIVE', 'nominalTopSize', { nominalTopSize: d('0') }],
  ['AVERAGE_FLOW_TOO_HIGH', 'averageFlow', { averageFlow: d('3000.1') }],
])('is refused: %s, field %s', (code, field, question) => {
  expect(checkSampler({ ...good, ...question }, rules)).toMatchObject({ ok: false, refusal: { code, field } });
});

it('never becomes adequate by a longer cycle, less capacity or a stricter plan', () => {
  const number = (max: number) => fc.integer({ min: 1, max });
  fc.assert(
    fc.property(number(3200), number(200), number(60), (cycle, capacity, least) => {
      const at = (c: number, k: number, m: number) =>
        check({
          cycle: d((c / 2).toFixed(1)),
          capacity: d((k / 1000).toFixed(3)),
          plan: { ...good.plan, minimumIncrementMass: d(String(m)) },
        }).codes;
      const now = at(cycle, capacity, least);
      const worse = [at(cycle + 1, capacity, least), capacity > 1 ? at(cycle, capacity - 1, least) : now, at(cycle, capacity, least + 1)];
      for (const codes of worse) expect(codes).toEqual(expect.arrayContaining(now));
      expect(now.includes('INCREMENT_TOO_LIGHT')).toBe(least > 31);
    }),
    { numRuns: 1000 },
  );
});
