import { quantitySymbol } from './quantity-symbol.ts';

describe('symbol of a quantity', () => {
  it.each([
    ['Mt', 'ar', 'M', 't'],
    ['M', 'ad', 'M', 'ad'],
    ['A', 'd', 'A', 'd'],
    ['St', 'd', 'S', 't,d'],
    ['Qnet', 'ar', 'Q', 'net,ar'],
    ['FC', 'ad', 'FC', 'ad'],
    ['Hg', 'd', 'Hg', 'd'],
    ['H', 'ad', 'H', 'ad'],
    ['OTA', 'ar', 'OTA', 'ar'],
  ] as const)('writes %s on basis %s as %s with subscript %s', (item, basis, letter, subscript) => {
    expect(quantitySymbol(item, basis)).toEqual({ letter, subscript });
  });
});
