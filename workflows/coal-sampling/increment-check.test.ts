import fc from 'fast-check';
import { decimalString as d } from '../kernel/brand.ts';
import { judgeIncrement, judgeIncrements, type WeighedIncrement } from './increment-check.ts';
import { coalRulePack } from './rule-pack.fixture.ts';

const { sampling: rules } = coalRulePack;
/** 20 kg by the formula. */
const cut = { kind: 'cross-belt', flow: d('1920'), aperture: d('150'), beltSpeed: d('4') } as const;
const weighed = (mass: string): WeighedIncrement => ({ mass: d(mass), cut });
const judge = (mass: string, before = 0) => {
  const outcome = judgeIncrement(weighed(mass), before, rules);
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  return outcome.value.value;
};
const verdicts = (...masses: string[]) => {
  const outcome = judgeIncrements(masses.map(weighed), rules);
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  return outcome.value.value.map(({ verdict }) => verdict);
};

it('is warned of beyond ± 20 %, a fault beyond ± 40 %, each edge still within', () => {
  expect(judge('20')).toEqual({ expectedMass: '20', deviation: '0.0', verdict: 'NORMAL', warningsInRow: 0 });
  expect([judge('24'), judge('16')].map(({ verdict }) => verdict)).toEqual(['NORMAL', 'NORMAL']);
  expect([judge('24.001'), judge('15.999')].map(({ verdict }) => verdict)).toEqual(['WARN', 'WARN']);
  expect([judge('28'), judge('12')].map(({ verdict }) => verdict)).toEqual(['WARN', 'WARN']);
  expect([judge('28.001'), judge('11.999')].map(({ verdict }) => verdict)).toEqual(['FAULT', 'FAULT']);
});

it('is a fault at the third warning in a row; a normal increment between starts anew', () => {
  expect(verdicts('25', '25', '25', '25')).toEqual(['WARN', 'WARN', 'FAULT', 'FAULT']);
  expect(verdicts('25', '15', '20', '25', '15', '25')).toEqual(['WARN', 'WARN', 'NORMAL', 'WARN', 'WARN', 'FAULT']);
  expect(judge('25', 2)).toMatchObject({ verdict: 'FAULT', warningsInRow: 3 });
});

it('is not decided by the digits of a quotient that never ends', () => {
  // 1000 t/h, 100 mm, 3 m/s: 1000·100/10800 = 9.259259… kg; 120 % of it is 11.1 recurring.
  const third = { kind: 'cross-belt', flow: d('1000'), aperture: d('100'), beltSpeed: d('3') } as const;
  const at = (mass: string) => judgeIncrement({ mass: d(mass), cut: third }, 0, rules);
  expect(at('11.11111111111111111111111111')).toMatchObject({ value: { value: { verdict: 'NORMAL' } } });
  expect(at('11.11111111111111111111111112')).toMatchObject({ value: { value: { verdict: 'WARN' } } });
});

it('is refused where nothing flowed: that is no increment', () => {
  const empty = { mass: d('0'), cut: { ...cut, flow: d('0') } };
  expect(judgeIncrements([weighed('20'), empty], rules)).toMatchObject({
    ok: false,
    refusal: { code: 'NOT_POSITIVE', field: 'increments[1].flow' },
  });
});

it('never gets better by deviating more', () => {
  const rank = { NORMAL: 0, WARN: 1, FAULT: 2 };
  const grams = fc.integer({ min: 0, max: 20_000 });
  fc.assert(
    fc.property(grams, grams, fc.integer({ min: 0, max: 3 }), fc.boolean(), (one, other, before, above) => {
      const [less, more] = [one, other]
        .sort((a, b) => a - b)
        .map((gram) => judge(((above ? 20_000 + gram : 20_000 - gram) / 1000).toFixed(3), before));
      expect(rank[more?.verdict ?? 'NORMAL']).toBeGreaterThanOrEqual(rank[less?.verdict ?? 'FAULT']);
    }),
    { numRuns: 1000 },
  );
});
