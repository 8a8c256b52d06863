import fc from 'fast-check';
import { decimalString } from './brand.ts';
import {
  ceilQuotient,
  ceilRootOfQuotient,
  compareDecimals,
  Decimal,
  meanOf,
  parseDecimal,
  rangeOf,
  squareRoot,
  sumOf,
  toDecimal,
  toDecimalString,
} from './decimal.ts';

const d = (text: string) => new Decimal(text);

describe('parseDecimal', () => {
  it.each([
    ['0.60', '0.60'],
    ['０．５', '0.5'],
    ['１２。３４', '12.34'],
    ['0。5', '0.5'],
    ['－３', '-3'],
    ['+7', '7'],
    ['  12 ', '12'],
    ['\u300012\u3000', '12'],
    ['007.10', '7.10'],
    ['-0.00', '0.00'],
  ])('reads %j as %s', (text, expected) => {
    expect(parseDecimal(text)).toEqual({ ok: true, value: expected });
  });

  it.each([
    '',
    '  ',
    'NaN',
    'Infinity',
    '-Infinity',
    '1e3',
    '1E-2',
    '0x10',
    '1,5',
    '１，５',
    '1.2.3',
    '.5',
    '5.',
    '--1',
    '十',
    '1 2',
  ])('refuses %j', (text) => {
    expect(parseDecimal(text, 'lotMass')).toMatchObject({
      ok: false,
      refusal: { code: 'NOT_A_NUMBER', field: 'lotMass' },
    });
  });

  it('refuses a number too long to be a measurement', () => {
    expect(parseDecimal('1'.repeat(31))).toMatchObject({ ok: false, refusal: { code: 'NUMBER_TOO_LONG' } });
  });
});

describe('exact arithmetic', () => {
  it('is not misled where binary floating point is', () => {
    expect(39.5 - 38.9 > 0.6).toBe(true);
    expect(rangeOf([d('39.5'), d('38.9')]).eq('0.6')).toBe(true);
    expect(0.52 - 0.44 > 0.08).toBe(true);
    expect(rangeOf([d('0.52'), d('0.44')]).eq('0.08')).toBe(true);
    expect(sumOf([d('0.1'), d('0.2')]).toFixed()).toBe('0.3');
  });

  it('takes the mean of two, and of none refuses to', () => {
    expect(meanOf([d('10.11'), d('10.12')]).toFixed()).toBe('10.115');
    expect(() => meanOf([])).toThrow(RangeError);
    expect(() => rangeOf([])).toThrow(RangeError);
  });

  it('gives roots to 30 significant digits', () => {
    // √2 = 1.41421356237309504880168872420969807…
    expect(squareRoot(d('2')).toFixed()).toBe('1.41421356237309504880168872421');
    expect(squareRoot(d('0.0625')).toFixed()).toBe('0.25');
  });

  it('rounds up exactly: 20/(1 − 0.8) is 100, not 101', () => {
    expect(Math.ceil(20 / (1 - 0.8))).toBe(101);
    expect(ceilQuotient(d('20'), d('1').minus('0.8'))).toBe(100);
    expect(ceilQuotient(d('20.0000000000000000000000001'), d('0.2'))).toBe(101);
    expect(ceilRootOfQuotient(d('20000'), d('5000'))).toBe(2);
    expect(ceilRootOfQuotient(d('20000.001'), d('5000'))).toBe(3);
    expect(ceilRootOfQuotient(d('1'), d('5000'))).toBe(1);
  });

  it('gives the least integer not below a quotient, whatever the quotient', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 1, max: 1e6 }), (dividend, divisor) => {
        const quotient = BigInt(
          ceilQuotient(new Decimal(dividend).div(1000), new Decimal(divisor).div(1000)),
        );
        expect(quotient * BigInt(divisor) >= BigInt(dividend)).toBe(true);
        expect((quotient - 1n) * BigInt(divisor) < BigInt(dividend)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps plain notation and at most 30 significant digits', () => {
    expect(toDecimalString(d('1').div(3))).toBe('0.333333333333333333333333333333');
    expect(toDecimalString(d('0.000000000001'))).toBe('0.000000000001');
    expect(toDecimalString(d('123456789012345678901234'))).toBe('123456789012345678901234');
    expect(compareDecimals(decimalString('0.60'), decimalString('0.6'))).toBe(0);
    expect(compareDecimals(decimalString('0.604'), decimalString('0.6'))).toBe(1);
  });

  it('throws for a decimal string nobody checked', () => {
    expect(() => toDecimal(decimalString('1e3'))).toThrow('NOT_A_NUMBER');
  });
});
