import fc from 'fast-check';
import { Decimal, toDecimal } from '../kernel/decimal.ts';
import { moistureAge, workedConversion } from './conversion.ts';
import { d, refusedAs, reportedBy, rules, valueOf } from './testing.fixture.ts';
import type { Basis } from './types.ts';

const all = { Mt: d('14.2'), Mad: d('5.30'), Aad: d('10.60') };
const convert = (value: string, from: Basis, to: Basis, sample: object = all, item = 'A') =>
  workedConversion({ item, value: d(value), unit: '%', from, to, sample, decimals: 2 }, rules);

/** The pairs as the standard writes them, with t = Mt, m = Mad, a = Aad, A = Ad. */
const standard: Readonly<Record<string, (t: Decimal, m: Decimal, a: Decimal, A: Decimal) => Decimal>> = {
  'ad d': (_t, m) => new Decimal(100).div(new Decimal(100).minus(m)),
  'ad ar': (t, m) => new Decimal(100).minus(t).div(new Decimal(100).minus(m)),
  'ad daf': (_t, m, a) => new Decimal(100).div(new Decimal(100).minus(m).minus(a)),
  'ar ad': (t, m) => new Decimal(100).minus(m).div(new Decimal(100).minus(t)),
  'ar d': (t) => new Decimal(100).div(new Decimal(100).minus(t)),
  'ar daf': (t, _m, _a, A) => new Decimal(100).div(new Decimal(100).minus(t)).times(100).div(new Decimal(100).minus(A)),
  'd ad': (_t, m) => new Decimal(100).minus(m).div(100),
  'd ar': (t) => new Decimal(100).minus(t).div(100),
  'd daf': (_t, _m, _a, A) => new Decimal(100).div(new Decimal(100).minus(A)),
  'daf ad': (_t, m, a) => new Decimal(100).minus(m).minus(a).div(100),
  'daf ar': (t, _m, _a, A) => new Decimal(100).minus(A).div(100).times(new Decimal(100).minus(t)).div(100),
  'daf d': (_t, _m, _a, A) => new Decimal(100).minus(A).div(100),
};
const pairs = Object.keys(standard).map((pair) => pair.split(' ') as [Basis, Basis]);

it.each(pairs)('%s to %s has the factor the standard tabulates', (from, to) => {
  const Ad = all.Aad && toDecimal(all.Aad).times(100).div('94.7');
  const expected = standard[`${from} ${to}`]?.(toDecimal(all.Mt), toDecimal(all.Mad), toDecimal(all.Aad), Ad);
  const { value, steps } = valueOf(convert('1', from, to));
  expect(
    toDecimal(value.factor)
      .minus(expected ?? 0)
      .abs()
      .lt('1e-25'),
  ).toBe(true);
  expect(steps.at(-1)?.expression).toContain(`X_${to} = X_${from}·`);
  expect(steps.at(-1)?.inputs[0]?.symbol).toBe(`X_${from}`);
});

it('agrees with the worked example: Aar 9.60, Ad 11.19, Vdaf 39.48', () => {
  const factor = (from: Basis, to: Basis) => toDecimal(valueOf(convert('1', from, to)).value.factor).toFixed(6);
  expect([factor('ad', 'ar'), factor('ad', 'd')]).toEqual(['0.906019', '1.055966']);
  expect(valueOf(convert('10.60', 'ad', 'ar')).value.reported).toBe('9.60');
  expect(valueOf(convert('10.60', 'ad', 'd')).value.reported).toBe('11.19');
  expect(valueOf(convert('33.20', 'ad', 'daf', all, 'V')).value.reported).toBe('39.48');
});

it('takes the ash on the basis that was determined, and shows how it came to the other', () => {
  const fromDry = { Ad: d('11.20'), Mad: d('5.30') };
  expect(valueOf(convert('35.06', 'd', 'daf', { Ad: d('11.20') }, 'V')).steps).toHaveLength(1);
  const derived = valueOf(convert('33.20', 'ad', 'daf', fromDry, 'V'));
  expect(reportedBy(derived)).toEqual(['10.6064', derived.value.reported]);
  expect(derived.value.unrounded).toBe(
    valueOf(convert('33.20', 'ad', 'daf', { Mad: d('5.30'), Aad: d('10.6064') }, 'V')).value.unrounded,
  );
});

describe('is refused', () => {
  it.each([
    ['without the total moisture', 'ad', 'ar', { Mad: d('5') }, 'BASIS_NOT_KNOWN', 'Mt'],
    ['without the moisture of the test sample', 'ad', 'd', {}, 'BASIS_NOT_KNOWN', 'Mad'],
    ['without any ash', 'ad', 'daf', { Mad: d('5') }, 'BASIS_NOT_KNOWN', 'Aad'],
    ['with moisture of 100 %', 'ad', 'd', { Mad: d('100') }, 'BASIS_IMPOSSIBLE', 'Mad'],
    ['with negative total moisture', 'ar', 'd', { Mt: d('-0.1') }, 'BASIS_IMPOSSIBLE', 'Mt'],
    ['with ash on two bases', 'd', 'daf', { Mad: d('5'), Aad: d('10'), Ad: d('11') }, 'BASIS_MIXED', 'Ad'],
    ['with dry ash of 100 %', 'd', 'daf', { Ad: d('100') }, 'BASIS_IMPOSSIBLE', 'Ad'],
  ] as const)('%s', (_case, from, to, sample, code, field) => {
    expect(refusedAs(convert('1', from, to, sample))).toEqual([code, field]);
  });
  it.each(['M', 'Mt', 'Qnet'])('for %s, which no factor converts', (item) => {
    expect(refusedAs(convert('1', 'ad', 'd', all, item))).toEqual(['BASIS_NOT_CONVERTIBLE', 'item']);
  });
});

it('has no line to write where the basis stays', () => {
  expect(valueOf(convert('1.005', 'ad', 'ad'))).toEqual({ value: { unrounded: '1.005', reported: '1.00', factor: '1' }, steps: [] });
});

it('there and back again is where it began, for every pair, whichever ash is given', () => {
  const hundredths = (max: number) => fc.integer({ min: 0, max: max * 100 }).map((n) => d(new Decimal(n).div(100).toFixed()));
  fc.assert(
    fc.property(
      hundredths(100),
      fc.constantFrom(...pairs),
      hundredths(60),
      hundredths(30),
      hundredths(50),
      fc.boolean(),
      (value, [from, to], Mt, Mad, ash, dry) => {
        const sample = { Mt, Mad, ...(dry ? { Ad: ash } : { Aad: ash }) };
        const there = valueOf(convert(value, from, to, sample)).value.unrounded;
        const back = valueOf(convert(there, to, from, sample)).value.unrounded;
        expect(toDecimal(back).minus(value).abs().lt('1e-20')).toBe(true);
      },
    ),
    { numRuns: 1000 },
  );
});

describe('the moisture for conversion', () => {
  it.each([
    ['2026-03-01', '2026-03-06', 5, null],
    ['2026-03-06', '2026-03-01', 5, null],
    ['2026-03-01', '2026-03-07', 6, 'MOISTURE_NOT_OF_ANALYSIS'],
    ['2026-02-26', '2026-03-03', 5, null],
  ])('of %s and an analysis of %s are %i days apart: %s', (moistureOn, analysedOn, daysApart, code) => {
    const { value } = moistureAge(moistureOn, analysedOn, rules);
    expect([value.daysApart, value.finding?.code ?? null]).toEqual([daysApart, code]);
  });
});
