import { quietZone } from '../qr.ts';
import type { LabelSize } from './label.ts';

export const pointsPerMillimetre = 72 / 25.4;

/** Where things lie on a label; mm from its upper left corner. PDF and ZPL are drawn from the same. */
export interface LabelLayout {
  readonly width: number;
  readonly height: number;
  /** Upper left module of the QR code, and its side. */
  readonly qr: { readonly x: number; readonly y: number; readonly side: number };
  /** Column beside the QR code: kind, mass, seal. */
  readonly text: { readonly x: number; readonly y: number; readonly width: number };
  /** Height of capitals of the kind and of the lines below it. */
  readonly kindHeight: number;
  readonly lineHeight: number;
  /** The code in clear, over the whole width. */
  readonly code: { readonly y: number; readonly height: number; readonly width: number };
  /** Code 128 in the middle. `module`: the narrowest bar. */
  readonly bars: { readonly y: number; readonly height: number; readonly module: number };
}

const margin = 2;
/** 21 modules (version 1) of 2 pt, as `qrCode` draws fourteen characters. */
const qrSide = 42 / pointsPerMillimetre;
const border = quietZone / pointsPerMillimetre;
/** Dots of a printer of 203 dpi, mm: bars that are whole dots are sharp there. */
const dot = 25.4 / 203;

function layout(
  width: number,
  height: number,
  sizes: Pick<LabelLayout, 'kindHeight' | 'lineHeight'> & LabelHeights,
): LabelLayout {
  const { kindHeight, lineHeight, codeY, codeHeight, barsY, barsHeight, dotsPerModule } = sizes;
  const qr = { x: border, y: border, side: qrSide };
  const textX = qr.x + qr.side + border;
  return {
    width,
    height,
    qr,
    text: { x: textX, y: border, width: width - textX - margin },
    kindHeight,
    lineHeight,
    code: { y: codeY, height: codeHeight, width: width - 2 * margin },
    bars: { y: barsY, height: barsHeight, module: dotsPerModule * dot },
  };
}

interface LabelHeights {
  readonly codeY: number;
  readonly codeHeight: number;
  readonly barsY: number;
  readonly barsHeight: number;
  /** At 203 dpi. */
  readonly dotsPerModule: number;
}

/** Fourteen characters take at most so many modules of Code 128; with 20 of white beside them 53 mm at two dots, 79 mm at three. */
export const code128Modules = 189;

export const layouts: Readonly<Record<LabelSize, LabelLayout>> = {
  '60x40': layout(60, 40, {
    kindHeight: 3,
    lineHeight: 2.2,
    codeY: 20.5,
    codeHeight: 4.6,
    barsY: 27.5,
    barsHeight: 10.5,
    dotsPerModule: 2,
  }),
  '100x50': layout(100, 50, {
    kindHeight: 4.2,
    lineHeight: 3,
    codeY: 22.5,
    codeHeight: 5.6,
    barsY: 31.5,
    barsHeight: 16,
    dotsPerModule: 3,
  }),
};
