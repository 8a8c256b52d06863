import { blindCode, type BlindCode } from '../kernel/brand.ts';

/**
 * Blind codes: 64 random bits as 13 characters, then one check character, for example `7Q2MK4T9XH3VB5`. Nothing in a code
 * tells date, order, stage or cargo.
 *
 * The alphabet is Crockford's base 32: no I, L, O or U, so that a label read aloud or typed stays unambiguous. The check
 * character is of the same alphabet: characters are taken as elements of the field GF(32), and a code is valid when
 * c₁·α¹³ + c₂·α¹² + … + c₁₄·α⁰ = 0 with α a generator. No two of the fourteen weights are equal, so every single wrong
 * character and every exchange of two characters, adjacent or not, is noticed. ISO 7064 was not taken because its
 * one-character systems either need the ambiguous letters and `*` (MOD 37-2) or miss some exchanges (MOD 37,36).
 */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export { alphabet as blindCodeAlphabet };
const randomBytes = 8;
const dataCharacters = 13;
const bitsPerCharacter = 5n;
const lowestBits = 0b11111;
/** x⁵ + x² + 1, primitive over GF(2): its root α generates all 31 non-zero elements. */
const fieldPolynomial = 0b100101;
const shape = new RegExp(`^[${alphabet}]{${dataCharacters + 1}}$`);

/** Makes a code of eight random bytes, which come from the caller. Throws a RangeError for another length. */
export function blindCodeFrom(bytes: Uint8Array): BlindCode {
  if (bytes.length !== randomBytes) {
    throw new RangeError(`A blind code is made of ${randomBytes} random bytes, not ${bytes.length}.`);
  }
  let rest = bytes.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);
  const values: number[] = [];
  for (let position = 0; position < dataCharacters; position++) {
    values.unshift(Number(rest & BigInt(lowestBits)));
    rest >>= bitsPerCharacter;
  }
  // The check character has weight 1 and addition is exclusive-or, so it equals the sum of the others.
  return blindCode([...values, weightedSum([...values, 0])].map((value) => alphabet[value]).join(''));
}

/** Whether a text is a whole and undamaged blind code, as printed (capitals, no separators). */
export function isBlindCode(text: string): text is BlindCode {
  return shape.test(text) && weightedSum(Array.from(text, (character) => alphabet.indexOf(character))) === 0;
}

/** Horner's rule in GF(32). */
const weightedSum = (values: readonly number[]): number =>
  values.reduce((sum, value) => timesAlpha(sum) ^ value, 0);

function timesAlpha(value: number): number {
  const shifted = value << 1;
  return shifted > lowestBits ? shifted ^ fieldPolynomial : shifted;
}
