import type { Font } from 'fontkit';
import { openFonts, printableCodePoints } from '../fonts.ts';
import type { Fonts } from '../fonts.ts';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { linesOf } from './label.ts';
import type { SampleLabel } from './label.ts';
import { pointsPerMillimetre } from './layout.ts';
import type { LabelLayout } from './layout.ts';

/** Height of a capital of the font, of its size. */
const capital = 0.733;
/** From one line to the next, of the size: what pdfmake makes of the font's own measures and its line height of 0.9. */
export const lineStep = 1.31;
/** Words break before the end of a line: so much of it counts. */
const usedOfLine = 0.88;
/** Half of 2.2 mm is the least that is still read at arm's length. */
const scales = [1, 0.9, 0.8, 0.7, 0.6, 0.5] as const;

/** Fonts with the characters they can print; opening them takes longer than a label, so a printer of labels does it once. */
export interface LabelFonts extends Fonts {
  readonly printable: ReadonlySet<number>;
}

export function openLabelFonts(): LabelFonts {
  const fonts = openFonts();
  return { ...fonts, printable: printableCodePoints(fonts) };
}

/** One paragraph beside the QR code. */
export interface FittedText {
  readonly text: string;
  /** Lines it takes at most. */
  readonly lines: number;
}

/** The words beside the QR code as large as they fit: sizes in points. */
export interface FittedWords {
  readonly kindSize: number;
  readonly lineSize: number;
  readonly below: readonly FittedText[];
}

/** The size at which capitals have a height, mm to points. */
export const sizeOf = (capitalHeight: number): number => (capitalHeight * pointsPerMillimetre) / capital;

/** Width of a text at size 1. */
export const emsOf = (text: string, font: Font): number =>
  Array.from(text, (character) => font.glyphForCodePoint(character.codePointAt(0) ?? 0).advanceWidth).reduce(
    (sum, advance) => sum + advance,
    0,
  ) / font.unitsPerEm;

/** Throws `LABEL_TEXT_TOO_LONG` when not even the smallest letters fit. */
export function fitWords(label: SampleLabel, layout: LabelLayout, font: Font): FittedWords {
  const texts = [label.kind.en, ...linesOf(label)];
  const width = layout.text.width * pointsPerMillimetre * usedOfLine;
  const room = (layout.code.y - layout.text.y) * pointsPerMillimetre;
  const kindSize = sizeOf(layout.kindHeight);
  for (const scale of scales) {
    const lineSize = sizeOf(layout.lineHeight) * scale;
    const below = texts.map((text) => ({ text, lines: Math.ceil((emsOf(text, font) * lineSize) / width) }));
    const lines = below.reduce((sum, { lines: taken }) => sum + taken, 0);
    if ((kindSize + lines * lineSize) * lineStep <= room) return { kindSize, lineSize, below };
  }
  throw new RefusedError({
    code: 'LABEL_TEXT_TOO_LONG',
    field: 'size',
    message: `Kind, mass and seal do not fit on a label of ${layout.width} × ${layout.height} mm.`,
    remedy: 'Take the larger label, or shorten the seal in the record.',
  });
}
