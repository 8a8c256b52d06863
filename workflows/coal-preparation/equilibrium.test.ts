import fc from 'fast-check';
import { coalRulePack } from '../coal-sampling/rule-pack.fixture.ts';
import { decimalString as d } from '../kernel/brand.ts';
import { judgeAirDryState } from './equilibrium.ts';

const { preparation: rules } = coalRulePack;
type Pair = readonly [elapsed: string, mass: string];
const judge = (readings: readonly Pair[], temperature = '40', driedGently = false) =>
  judgeAirDryState(
    { readings: readings.map(([elapsed, mass]) => ({ elapsed: d(elapsed), mass: d(mass) })), temperature: d(temperature), driedGently },
    rules,
  );
function state(...of: Parameters<typeof judge>) {
  const outcome = judge(...of);
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.value.value;
}

describe('the air-dry state', () => {
  it.each<[string, readonly Pair[], string, string | null]>([
    [
      '0.1 % in an hour',
      [
        ['0', '500'],
        ['1', '499.5'],
      ],
      'REACHED',
      '0.1',
    ],
    [
      'any more',
      [
        ['0', '500'],
        ['1', '499.4999'],
      ],
      'NOT_REACHED',
      '0.10002',
    ],
    [
      'a gain counts as a loss does',
      [
        ['0', '500'],
        ['1', '500.6'],
      ],
      'NOT_REACHED',
      '0.12',
    ],
    [
      '0.2 % in two hours',
      [
        ['0', '500'],
        ['2', '499'],
      ],
      'REACHED',
      '0.1',
    ],
    [
      'the last hour decides',
      [
        ['0', '520'],
        ['3', '500'],
        ['4', '499.8'],
      ],
      'REACHED',
      '0.04',
    ],
    [
      'weighings closer than an hour are looked across',
      [
        ['0', '500'],
        ['1', '480'],
        ['1.5', '479.9'],
        ['2', '479.8'],
      ],
      'REACHED',
      '0.0416666666666666666666666666667',
    ],
    [
      'half an hour shows nothing',
      [
        ['0', '500'],
        ['0.5', '500'],
      ],
      'NOT_SHOWN',
      null,
    ],
  ])('%s', (_case, readings, verdict, changePerHour) => {
    expect(state(readings)).toMatchObject({ verdict, changePerHour });
  });

  it('0.6 of 600 in an hour is 0.1 % and no more', () => {
    expect(
      state([
        ['0', '600'],
        ['1', '599.4'],
      ]).verdict,
    ).toBe('REACHED');
    expect(
      state([
        ['0.3', '39.5'],
        ['1.3', '39.4605'],
      ]).verdict,
    ).toBe('REACHED');
  });
});

describe('the oven', () => {
  const dry: readonly Pair[] = [
    ['0', '500'],
    ['1', '500'],
  ];
  it.each([
    ['50', false, []],
    ['50.1', false, ['OVEN_TOO_HOT']],
    ['40', true, []],
    ['40.1', true, ['OVEN_TOO_HOT']],
  ] as const)('at %s °C, gently: %s', (temperature, gently, codes) => {
    expect(state(dry, temperature, gently).findings.map(({ code }) => code)).toEqual(codes);
  });
  it('has an indicative time, the longer one between two temperatures', () => {
    const times = ['19', '20', '25', '30', '40', '45'].map((temperature) => state(dry, temperature).indicativeTime);
    expect(times).toEqual([null, '24', '24', '6', '4', null]);
  });
});

it.each<[string, readonly Pair[], string, string]>([
  ['one weighing', [['0', '1']], 'READINGS_TOO_FEW', 'readings'],
  [
    'times that fall',
    [
      ['1', '1'],
      ['1', '1'],
    ],
    'TIMES_NOT_RISING',
    'readings[1].elapsed',
  ],
  [
    'no mass',
    [
      ['0', '1'],
      ['1', '0'],
    ],
    'MASS_NOT_POSITIVE',
    'readings[1].mass',
  ],
])('%s is refused', (_case, readings, code, field) => {
  expect(judge(readings)).toMatchObject({ ok: false, refusal: { code, field } });
});

it('a smaller change is never a worse verdict', () => {
  const change = fc.integer({ min: 0, max: 4000 });
  fc.assert(
    fc.property(fc.integer({ min: 10_000, max: 900_000 }), change, change, (mass, one, other) => {
      const [less, more] = [Math.min(one, other), Math.max(one, other)];
      const after = (lost: number) =>
        state([
          ['0', String(mass)],
          ['1', String(mass - lost)],
        ]).verdict;
      if (after(more) === 'REACHED') expect(after(less)).toBe('REACHED');
      expect(after(one)).toBe(one * 1000 <= mass ? 'REACHED' : 'NOT_REACHED');
    }),
    { numRuns: 1000 },
  );
});
