import { Decimal } from '../kernel/decimal.ts';
import {
  incrementsForUnits,
  initialUnits,
  unitsAndIncrements,
  unitsForIncrements,
} from './units-and-increments.ts';

const d = (text: string) => new Decimal(text);
const cleaned = { increment: d('5'), preparation: d('0.20') };

describe('number of units to start with', () => {
  it('is 3 for a ship of 40 000 t and 2 for 2 000 t in wagons', () => {
    expect(initialUnits(d('40000'), d('5000'))).toBe(3);
    expect(initialUnits(d('2000'), d('1000'))).toBe(2);
  });
  it('is not raised where the root is exact', () => {
    expect(initialUnits(d('45000'), d('5000'))).toBe(3);
    expect(initialUnits(d('45000.001'), d('5000'))).toBe(4);
  });
});

describe('the printed example: 2 000 t, P_L 0.6, V_I 5.0, V_PT 0.2', () => {
  it('has no answer for two units, where equation 5 would say −250', () => {
    const printed = d('20').div(d('0.6').pow(2).times(2).minus('0.8'));
    expect(printed.toFixed()).toBe('-250');
    expect(incrementsForUnits(cleaned, 2, d('0.6'))).toBeNull();
  });
  it('needs 3.148 units at 60 increments, so 4', () => {
    expect(d('20').plus('48').div(d('60').times('0.36')).toFixed(3)).toBe('3.148');
    expect(unitsForIncrements(cleaned, 60, d('0.6'))).toBe(4);
  });
  it('then needs only 32 increments in each of the four', () => {
    expect(unitsAndIncrements(cleaned, d('0.6'), 2, { fewest: 10, most: 60 })).toEqual({
      units: 4,
      increments: 32,
    });
  });
});

it('gives exactly 100 increments where binary arithmetic gives 101', () => {
  expect(incrementsForUnits(cleaned, 1, d('1'))).toBe(100);
});

it('raises the units when more increments are needed than the sampler can cut', () => {
  expect(unitsAndIncrements(cleaned, d('1'), 1, { fewest: 10, most: 100 })).toEqual({
    units: 1,
    increments: 100,
  });
  // (20 + 4·99·0.2)/99 = 1.002, so 2 units; 20/(2 − 0.8) = 16.7, so 17.
  expect(unitsAndIncrements(cleaned, d('1'), 1, { fewest: 10, most: 99 })).toEqual({
    units: 2,
    increments: 17,
  });
});
