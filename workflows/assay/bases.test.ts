import fc from 'fast-check';
import { decimalString } from '../kernel/brand.ts';
import { Decimal, toDecimal } from '../kernel/decimal.ts';
import { convertBasis } from './bases.ts';
import { netCalorificValueAsReceived } from './calorific-value.ts';
import type { Basis } from './types.ts';

const d = decimalString;
const sample = { Mt: d('14.2'), Mad: d('5.30'), Aad: d('10.60') };
const convert = (value: string, from: Basis, to: Basis, of = sample) => {
  const outcome = convertBasis(d(value), from, to, of);
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  return toDecimal(outcome.value);
};

it('agrees with the factors of GB/T 483: 0.906019 to ar, 1.055966 to d', () => {
  expect(convert('1', 'ad', 'ar').toFixed(6)).toBe('0.906019'); // 85.8/94.7
  expect(convert('1', 'ad', 'd').toFixed(6)).toBe('1.055966'); // 100/94.7
  expect(convert('1', 'ad', 'daf').toFixed(6)).toBe('1.189061'); // 100/84.1
  expect(convert('1', 'ar', 'd').toFixed(6)).toBe('1.165501'); // 100/85.8
  expect(convert('1', 'd', 'daf').toFixed(6)).toBe('1.126040'); // 100/(100 − 11.1932…)
});

it('refuses what was not determined, by name', () => {
  const outcome = convertBasis(d('1'), 'ad', 'ar', { Mad: d('5') });
  expect(outcome).toMatchObject({ ok: false, refusal: { code: 'BASIS_NOT_KNOWN', field: 'Mt' } });
});

it.each([
  { Mad: d('100'), Aad: d('1') },
  { Mad: d('60'), Aad: d('40') },
  { Mad: d('-1'), Aad: d('1') },
])('refuses what leaves no coal: %j', (impossible) => {
  expect(convertBasis(d('1'), 'ad', 'daf', impossible)).toMatchObject({
    ok: false,
    refusal: { code: 'BASIS_IMPOSSIBLE' },
  });
});

const percent = (max: number) =>
  fc.integer({ min: 0, max: max * 100 }).map((n) => d(new Decimal(n).div(100).toFixed()));
const bases = fc.constantFrom<Basis>('ar', 'ad', 'd', 'daf');

it('there and back again is where it began', () => {
  fc.assert(
    fc.property(
      percent(100),
      bases,
      bases,
      percent(60),
      percent(30),
      percent(50),
      (value, from, to, Mt, Mad, Aad) => {
        const there = convert(value, from, to, { Mt, Mad, Aad });
        const back = convert(there.toFixed(), to, from, { Mt, Mad, Aad });
        expect(back.minus(value).abs().lt('1e-20')).toBe(true);
      },
    ),
    { numRuns: 1000 },
  );
});

it('with more total than air-dried moisture: Aar < Aad < Ad and Qnet,ar < Qgr,ar < Qgr,ad', () => {
  const rule = {
    hydrogenFactor: d('206'),
    moistureFactor: d('23'),
    source: { standard: 'GB/T 213', edition: '2008', clause: '', confidence: 'confirmed' as const },
  };
  const joules = fc.integer({ min: 10000, max: 35000 }).map((n) => d(String(n)));
  fc.assert(
    fc.property(percent(40), percent(19), percent(20), joules, percent(6), (ash, Mad, more, Qgrad, Had) => {
      fc.pre(toDecimal(more).gt(0) && toDecimal(ash).gt(0) && toDecimal(Mad).gt(0));
      const Mt = d(toDecimal(Mad).plus(more).toFixed());
      const of = { Mt, Mad, Aad: ash };
      expect(convert(ash, 'ad', 'ar', of).lt(ash)).toBe(true);
      expect(convert(ash, 'ad', 'd', of).gt(ash)).toBe(true);
      const net = netCalorificValueAsReceived({ Qgrad, Had, Mt, Mad }, rule);
      const grossAr = convert(Qgrad, 'ad', 'ar', of);
      expect(net.ok && toDecimal(net.value).lt(grossAr)).toBe(true);
      expect(grossAr.lt(Qgrad)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
