import fc from 'fast-check';
import { toDecimal } from '../kernel/decimal.ts';
import { grossCalorificValue } from './gross-calorific-value.ts';
import { calorieOf, netAtConstantPressure, netAtConstantVolume } from './net-calorific-value.ts';
import { d, refusedAs, reportedBy, rules, valueOf } from './testing.fixture.ts';

const gross = (Qbad: string, sulphur: string, kind: 'bomb' | 'total' = 'bomb') =>
  grossCalorificValue({ Qbad: d(Qbad), sulphur: { kind, value: d(sulphur) } }, rules, 0);

describe('the gross calorific value', () => {
  it.each([
    ['16700', '0.0010'],
    ['16701', '0.0012'],
    ['25100', '0.0012'],
    ['25100.5', '0.0016'],
  ])('of a bomb value of %s J/g takes off α = %s of it', (Qbad, alpha) => {
    expect(toDecimal(valueOf(gross(Qbad, '0')).value.alpha).eq(alpha)).toBe(true);
  });

  it('takes off the heat of sulphuric and nitric acid', () => {
    const worked = valueOf(gross('25000', '0.50'));
    // 25000 − (94.1·0.50 + 0.0012·25000)
    expect(worked.value).toMatchObject({ unrounded: '24922.95', reported: '24923' });
    expect(reportedBy(worked)).toEqual(['0.0012', '24923']);
  });

  it('may take total for bomb sulphur up to 4 % and above 14 600 J/g', () => {
    expect(reportedBy(valueOf(gross('25000', '4', 'total')))[0]).toBe('total-for-bomb-sulphur');
    expect(refusedAs(gross('25000', '4.01', 'total'))).toEqual(['TOTAL_SULPHUR_NOT_ALLOWED', 'sulphur']);
    expect(refusedAs(gross('14600', '0.5', 'total'))).toEqual(['TOTAL_SULPHUR_NOT_ALLOWED', 'sulphur']);
    expect(valueOf(gross('14600.1', '0.5', 'total')).steps).toHaveLength(3);
    expect(valueOf(gross('14600', '4.01', 'bomb')).steps).toHaveLength(2);
  });

  it('is refused where nothing is left', () => {
    expect(refusedAs(gross('0', '1'))).toEqual(['CALORIFIC_VALUE_NOT_POSITIVE', 'Qbad']);
    expect(refusedAs(gross('24.86', '1'))).toEqual(['CALORIFIC_VALUE_NOT_POSITIVE', 'Qbad']);
  });

  it('rises with the bomb value within a row of α, and falls with sulphur', () => {
    const bomb = fc.integer({ min: 16_701, max: 25_000 });
    fc.assert(
      fc.property(bomb, fc.integer({ min: 1, max: 99 }), fc.integer({ min: 0, max: 400 }), (Q, more, sulphur) => {
        const of = (Qbad: number, S: number) => toDecimal(valueOf(gross(String(Qbad), (S / 100).toFixed(2))).value.unrounded);
        expect(of(Q + more, sulphur).gt(of(Q, sulphur))).toBe(true);
        expect(of(Q, sulphur + 1).lt(of(Q, sulphur))).toBe(true);
        expect(of(Q, sulphur).lt(Q)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

const decimals = { joules: 0, megajoules: 2 };
const cal20 = valueOf(calorieOf('cal-20', rules));
const example = { Qgrad: d('24860'), Had: d('3.95'), Mt: d('14.2'), Mad: d('5.30') };

describe('the net calorific value at constant volume', () => {
  it('of the worked example is 21 459.8 J/g, 21.46 MJ/kg and 5132 kcal/kg of the 20 °C calorie', () => {
    const worked = valueOf(netAtConstantVolume(example, cal20, rules, decimals));
    expect(toDecimal(worked.value.unrounded).toFixed(1)).toBe('21459.8');
    expect(worked.value).toMatchObject({ condition: 'constant-volume', joules: '21460', megajoules: '21.46', kilocalories: '5132' });
    expect(worked.value.calorie.joules).toBe('4.1816');
    expect(reportedBy(worked)).toEqual(['21460', '21.46', '5132']);
  });

  it('takes total moisture, not ash, in the factor', () => {
    const wrong = valueOf(netAtConstantVolume({ ...example, Mt: d('9.60') }, cal20, rules, decimals));
    expect(wrong.value.megajoules).not.toBe('21.46');
  });

  it('in the International Table calorie is fewer kilocalories', () => {
    const calorie = valueOf(calorieOf('cal-it', rules));
    expect(valueOf(netAtConstantVolume(example, calorie, rules, decimals)).value.kilocalories).toBe('5126');
    expect(refusedAs(calorieOf('cal-15', rules))).toEqual(['CALORIE_UNKNOWN', 'calorie']);
  });

  it('is refused where nothing is left, and with impossible moisture', () => {
    expect(refusedAs(netAtConstantVolume({ ...example, Qgrad: d('24.86') }, cal20, rules, decimals))).toEqual([
      'NET_VALUE_NOT_POSITIVE',
      undefined,
    ]);
    expect(refusedAs(netAtConstantVolume({ ...example, Mad: d('100') }, cal20, rules, decimals))).toEqual(['BASIS_IMPOSSIBLE', 'Mad']);
  });
});

it('the net calorific value at constant pressure follows ISO 1928, and says so', () => {
  const input = { Qgrd: d('26251'), Hd: d('4.17'), ONd: d('12.5'), Mt: d('14.2') };
  const { value, steps } = valueOf(netAtConstantPressure(input, cal20, rules, decimals));
  // (26251 − 212·4.17 − 0.8·12.5)·0.858 − 24.4·14.2
  expect(value).toMatchObject({ condition: 'constant-pressure', unrounded: '21409.79168', megajoules: '21.41' });
  expect(steps[0]?.source.standard).toBe('ISO 1928');
  expect(refusedAs(netAtConstantPressure({ ...input, Mt: d('100') }, cal20, rules, decimals))).toEqual(['BASIS_IMPOSSIBLE', 'Mt']);
});
