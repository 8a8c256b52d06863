import { guardGlyphs } from '../glyph-guard.ts';
import { fitWords, lineStep } from './fit.ts';
import type { LabelFonts } from './fit.ts';
import { grouped, requirePrintable } from './label.ts';
import type { LabelSize, SampleLabel } from './label.ts';
import { code128Modules, layouts, pointsPerMillimetre } from './layout.ts';

/** Resolutions of label printers, dpi. */
export const labelResolutions = [203, 300] as const;
export type LabelResolution = (typeof labelResolutions)[number];

/** Dots a millimetre as the makers count them. */
const dotsPerMillimetre: Readonly<Record<LabelResolution, number>> = { 203: 8, 300: 12 };
/** Modules of a QR code of version 1. */
const qrModules = 21;
/** ^BQ draws ten dots below where it is told. */
const qrDrop = 10;
/** Font with Chinese characters on the printer; the resident one has none. */
const chineseFont = 'E:LABEL.TTF';

/**
 * A label as ZPL II, UTF-8. What people typed is in hexadecimal wherever it is not a plain character, so nothing in it can be a
 * command. One label: a further copy is asked for by itself, so that each is on the record.
 *
 * Throws what `requirePrintable` and `fitWords` throw, and `GLYPH_MISSING`.
 */
export function renderLabelZpl(
  label: SampleLabel,
  size: LabelSize,
  resolution: LabelResolution,
  fonts: LabelFonts,
): Buffer {
  requirePrintable(label);
  guardGlyphs(label, fonts.printable);
  const layout = layouts[size];
  const { width, height, qr, text, code, bars } = layout;
  const { kindSize, lineSize, below } = fitWords(label, layout, fonts.normal);
  const dots = (millimetres: number): number => Math.round(millimetres * dotsPerMillimetre[resolution]);
  const dotsOf = (points: number): number => dots(points / pointsPerMillimetre);
  const place = (x: number, y: number): string => `^FO${dots(x)},${dots(y)}`;
  const inChinese = (points: number): string => `^A1N,${dotsOf(points)},${dotsOf(points)}`;
  const module = dots(bars.module);
  const qrModule = Math.floor(dots(qr.side) / qrModules);
  const barsX = Math.round((dots(width) - code128Modules * module) / 2);
  const between = dotsOf((lineStep - 1) * lineSize);
  const words = below.map(({ text: said, lines }, index) => {
    const before = below.slice(0, index).reduce((sum, one) => sum + one.lines, 0);
    const y = text.y + ((kindSize + before * lineSize) * lineStep) / pointsPerMillimetre;
    return `${place(text.x, y)}${inChinese(lineSize)}^FB${dots(text.width)},${lines},${between},L${field(said)}`;
  });
  return Buffer.from(
    [
      '^XA',
      '^CI28',
      `^CW1,${chineseFont}`,
      `^PW${dots(width)}^LL${dots(height)}^LH0,0`,
      `^FO${dots(qr.x)},${Math.max(0, dots(qr.y) - qrDrop)}^BQN,2,${qrModule}${field(`MA,${label.code}`)}`,
      `${place(text.x, text.y)}${inChinese(kindSize)}${field(label.kind.zh)}`,
      ...words,
      `${place((width - code.width) / 2, code.y)}^A0N,${dots(code.height)},${dots(code.height)}` +
        `^FB${dots(code.width)},1,0,C${field(grouped(label.code))}`,
      // ">:" begins in subset B, in which every character of a code stands for itself.
      `^FO${barsX},${dots(bars.y)}^BY${module}^BCN,${dots(bars.height)},N,N,N${field(`>:${label.code}`)}`,
      '^PQ1',
      '^XZ',
      '',
    ].join('\n'),
    'utf8',
  );
}

const plain = /[A-Za-z0-9 .,:;/()+>-]/;

/** Field data after ^FH: every byte but those of plain characters as `_` and two hexadecimal digits. */
function field(text: string): string {
  const escaped = Array.from(Buffer.from(text, 'utf8'), (byte) => {
    const character = String.fromCharCode(byte);
    return byte < 0x80 && plain.test(character)
      ? character
      : `_${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  });
  return `^FH_^FD${escaped.join('')}^FS`;
}
