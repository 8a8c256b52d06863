import fc from 'fast-check';
import { decimalString } from './brand.ts';
import { Decimal, toDecimal } from './decimal.ts';
import { roundDown, roundGbt8170, roundToInterval, roundToSignificantDigits, roundUp } from './rounding.ts';

const round = (value: string, decimals: number) => roundGbt8170(decimalString(value), decimals);

describe('GB/T 8170 rounding', () => {
  it.each([
    ['12.1498', 1, '12.1'],
    ['12.1498', 0, '12'],
    ['1268', 0, '1268'],
    ['10.502', 0, '11'],
    ['1.050', 1, '1.0'],
    ['0.35', 1, '0.4'],
    ['2.5', 0, '2'],
    ['3.5', 0, '4'],
    ['-0.25', 1, '-0.2'],
    ['-2.5', 0, '-2'],
    ['0.6', 2, '0.60'],
    ['0.604', 2, '0.60'],
    ['-0.004', 2, '0.00'],
    ['0', 1, '0.0'],
  ])('rounds %s to %i decimals: %s', (value, decimals, expected) => {
    expect(round(value, decimals)).toBe(expected);
  });

  it('rounds 1.005 and 2.675 by their digits, not by their binary neighbours', () => {
    expect(round('1.005', 2)).toBe('1.00');
    expect(round('1.015', 2)).toBe('1.02');
    expect(round('2.675', 2)).toBe('2.68');
    expect((2.675).toFixed(2)).toBe('2.67');
    expect(round('2.6750000000000000000001', 2)).toBe('2.68');
    expect(round('2.6650000000000000000001', 2)).toBe('2.67');
  });

  it('rounds in one step: 15.4546 is 15, though in two steps it would be 16', () => {
    expect(round('15.4546', 0)).toBe('15');
    expect(round(round('15.4546', 1), 0)).toBe('16');
  });

  const measured = fc
    .tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 8 }))
    .map(([digits, scale]) => new Decimal(digits).div(new Decimal(10).pow(scale)).toFixed());

  it('is idempotent, at most half a unit off, and even when exactly half', () => {
    fc.assert(
      fc.property(measured, fc.integer({ min: 0, max: 6 }), (value, decimals) => {
        const rounded = round(value, decimals);
        expect(round(rounded, decimals)).toBe(rounded);
        const unit = new Decimal(10).pow(-decimals);
        const off = toDecimal(rounded).minus(value).abs();
        expect(off.lte(unit.div(2))).toBe(true);
        if (off.eq(unit.div(2))) expect(toDecimal(rounded).div(unit).mod(2).isZero()).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('cuts down and raises up', () => {
    expect(roundDown(new Decimal('57.999'), 0)).toBe('57');
    expect(roundUp(new Decimal('4.8501'), 2)).toBe('4.86');
    expect(roundUp(new Decimal('4.85'), 2)).toBe('4.85');
  });
});

describe('rounding to an interval', () => {
  const to = (interval: string) => (value: string) => roundToInterval(decimalString(value), new Decimal(interval));

  it.each([
    ['0.5', '60.25', '60.0'],
    ['0.5', '60.38', '60.5'],
    ['0.5', '60.28', '60.5'],
    ['0.5', '-60.75', '-61.0'],
    ['20', '830', '840'],
    ['20', '842', '840'],
    ['20', '832', '840'],
    ['20', '-930', '-920'],
    ['100', '1250', '1200'],
    ['100', '1250.01', '1300'],
    ['1', '-0.5', '0'],
  ])('%s: %s becomes %s', (interval, value, expected) => {
    expect(to(interval)(value)).toBe(expected);
  });

  it('of a power of ten is rounding to decimals, and is idempotent for every interval', () => {
    const values = fc.tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 8 }));
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 6 }), fc.constantFrom('1', '2', '5'), ([digits, scale], decimals, times) => {
        const value = new Decimal(digits).div(new Decimal(10).pow(scale)).toFixed();
        const unit = new Decimal(10).pow(-decimals);
        expect(to(unit.toFixed())(value)).toBe(round(value, decimals));
        const interval = unit.times(times).toFixed();
        const rounded = to(interval)(value);
        expect(to(interval)(rounded)).toBe(rounded);
        expect(new Decimal(rounded).minus(value).abs().times(2).lte(interval)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

it.each([
  ['9.996', 3, '10.0'],
  ['0.0012345', 2, '0.0012'],
  ['12345', 2, '12000'],
  ['1.005', 3, '1.00'],
  ['-2.65', 2, '-2.6'],
  ['0', 3, '0'],
])('%s to %i significant digits is %s', (value, digits, expected) => {
  expect(roundToSignificantDigits(decimalString(value), digits)).toBe(expected);
});
