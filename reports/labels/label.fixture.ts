import { blindCodeFrom } from '../../workflows/custody/blind-code.ts';
import { decimalString as d } from '../../workflows/kernel/brand.ts';
import { kindWords } from './kind-words.ts';
import type { SampleLabel } from './label.ts';

/** Labels of tests: an ordinary one, the fullest there can be, and one with nothing but code and kind. */

export const labelCode = blindCodeFrom(Uint8Array.from([0x7a, 0x2f, 0x91, 0x04, 0xd3, 0x5b, 0xe8, 0x66]));
/** W is the widest character and 28 in the alphabet; the first of thirteen has four bits. */
const widestBits = BigInt(`0b1111${'11100'.repeat(12)}`);
const widest = blindCodeFrom(Uint8Array.from(Buffer.from(widestBits.toString(16), 'hex')));

export const bottleLabel: SampleLabel = {
  code: labelCode,
  kind: kindWords('moisture-6mm'),
  mass: d('1.652'),
  seal: 'CP-01-12',
};
export const fullestLabel: SampleLabel = {
  code: widest,
  kind: kindWords('reserve-0.2mm'),
  mass: d('12345.6789'),
  seal: 'W'.repeat(40),
};
export const bareLabel: SampleLabel = { code: labelCode, kind: kindWords('assay'), mass: null, seal: null };
