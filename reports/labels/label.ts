import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import type { BlindCode, DecimalString } from '../../workflows/kernel/brand.ts';
import { isBlindCode } from '../../workflows/custody/blind-code.ts';
import { RefusedError } from '../../workflows/kernel/refusal.ts';

/**
 * What stands on the label of a vessel. No date, number in a series, unit of plant, place or copy: a time or a number that two
 * labels share would join the codes of two stages.
 */
export interface SampleLabel {
  readonly code: BlindCode;
  readonly kind: Bilingual;
  /** Net, kg; null where whoever reads the label is to weigh for himself. */
  readonly mass: DecimalString | null;
  readonly seal: string | null;
}

/** Labels as rolls have them, mm. */
export const labelSizes = ['60x40', '100x50'] as const;
export type LabelSize = (typeof labelSizes)[number];

/** As long as a seal may be when a person tells of it; longer does not fit. */
const longestSeal = 40;
const groupLength = 4;

/** A blind code as people read it aloud, for example `7Q2M K4T9 XH3V B5`. */
export const grouped = (code: BlindCode): string =>
  (code.match(new RegExp(`.{1,${groupLength}}`, 'g')) ?? []).join(' ');

/** Throws `LABEL_CODE_DAMAGED` for a code whose check character is wrong and `LABEL_TEXT_TOO_LONG` for a seal of over 40 characters. */
export function requirePrintable({ code, seal }: SampleLabel): void {
  if (!isBlindCode(code)) {
    throw new RefusedError({
      code: 'LABEL_CODE_DAMAGED',
      field: 'code',
      message: `"${code}" is no blind code.`,
      remedy:
        'Compare it with the list of samples: fourteen digits and capitals, the last of which checks the others.',
    });
  }
  if (seal !== null && seal.length > longestSeal) {
    throw new RefusedError({
      code: 'LABEL_TEXT_TOO_LONG',
      field: 'seal',
      message: `A seal of ${seal.length} characters does not fit on a label.`,
      remedy: `Correct the seal in the record; at most ${longestSeal} characters are printed.`,
    });
  }
}

/** Mass and seal as they are printed, in this order. */
export const linesOf = ({ mass, seal }: SampleLabel): readonly string[] => [
  ...(mass === null ? [] : [`质量 Mass: ${mass} kg`]),
  ...(seal === null ? [] : [`封识 Seal: ${seal}`]),
];
