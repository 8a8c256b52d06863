import fc from 'fast-check';
import { blindCodeFrom, isBlindCode } from './blind-code.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const eightBytes = fc.uint8Array({ minLength: 8, maxLength: 8 });

describe('a blind code', () => {
  it('of zero bytes is fourteen zeros', () => {
    expect(blindCodeFrom(new Uint8Array(8))).toBe('00000000000000');
  });

  it('of one bit has the check character 2: 1·α in GF(32)', () => {
    expect(blindCodeFrom(new Uint8Array([0, 0, 0, 0, 0, 0, 0, 1]))).toBe('00000000000012');
  });

  it('begins with no more than F: 64 bits in 13 characters of 5', () => {
    expect(blindCodeFrom(new Uint8Array(8).fill(255))).toMatch(/^FZZZZZZZZZZZZ.$/);
  });

  it('is made of exactly eight bytes', () => {
    expect(() => blindCodeFrom(new Uint8Array(7))).toThrow(RangeError);
    expect(() => blindCodeFrom(new Uint8Array(9))).toThrow(RangeError);
  });

  it('is valid, and gives back its bytes', () => {
    fc.assert(
      fc.property(eightBytes, (bytes) => {
        const code = blindCodeFrom(bytes);
        expect(isBlindCode(code)).toBe(true);
        const number = Array.from(code.slice(0, 13)).reduce(
          (sum, c) => sum * 32n + BigInt(alphabet.indexOf(c)),
          0n,
        );
        expect(number).toBe(BigInt(`0x${Buffer.from(bytes).toString('hex')}`));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('damage is noticed', () => {
  it('every single wrong character', () => {
    fc.assert(
      fc.property(eightBytes, fc.nat(13), fc.constantFrom(...alphabet), (bytes, position, wrong) => {
        const code = blindCodeFrom(bytes);
        fc.pre(code[position] !== wrong);
        expect(isBlindCode(code.slice(0, position) + wrong + code.slice(position + 1))).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it('every exchange of two characters, neighbours or not', () => {
    fc.assert(
      fc.property(eightBytes, fc.nat(13), fc.nat(13), (bytes, first, second) => {
        const characters = Array.from(blindCodeFrom(bytes));
        fc.pre(characters[first] !== characters[second]);
        [characters[first], characters[second]] = [characters[second] ?? '', characters[first] ?? ''];
        expect(isBlindCode(characters.join(''))).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    '',
    '0000000000000',
    '000000000000000',
    '0000000000001I',
    '0000000000000o',
    '0000 000000000',
    '00000000000012\n',
  ])('%j is no code', (text) => {
    expect(isBlindCode(text)).toBe(false);
  });
});
