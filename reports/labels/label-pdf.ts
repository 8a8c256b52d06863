import type { Content } from 'pdfmake/interfaces.js';
import type { Font } from 'fontkit';
import { guardGlyphs } from '../glyph-guard.ts';
import { printPdf } from '../pdf-engine.ts';
import { qrCode } from '../qr.ts';
import { figure } from '../tagging/structure.ts';
import { flow } from '../text.ts';
import { code128 } from './code-128.ts';
import { emsOf, fitWords, sizeOf } from './fit.ts';
import type { LabelFonts } from './fit.ts';
import { grouped, requirePrintable } from './label.ts';
import type { LabelSize, SampleLabel } from './label.ts';
import { layouts, pointsPerMillimetre } from './layout.ts';
import type { LabelLayout } from './layout.ts';

/** The same for every label that was ever printed: a date in the file would join codes that were printed together. */
const noDate = new Date(0);
/** White above a capital in a line, of its height. */
const aboveCapital = 0.3;

/**
 * Prints a label as a PDF of one page of the label's size: QR code and Code 128 of the code, the code in clear, kind, mass and
 * seal. The same label gives the same bytes; nothing in the file tells when, by whom or how often it was printed.
 *
 * Throws what `requirePrintable` and `fitWords` throw, and `GLYPH_MISSING`.
 */
export async function renderLabelPdf(
  label: SampleLabel,
  size: LabelSize,
  fonts: LabelFonts,
): Promise<Buffer> {
  requirePrintable(label);
  guardGlyphs(label, fonts.printable);
  const layout = layouts[size];
  return printPdf({
    page: { width: points(layout.width), height: points(layout.height) },
    title: '样品标签 Sample label',
    author: 'Quaylab',
    subject: '样品标签 Sample label',
    date: noDate,
    footer: () => null,
    content: [
      qr(label, layout),
      words(label, layout, fonts.normal),
      clear(label, layout, fonts.bold),
      bars(label, layout),
    ],
  });
}

const points = (millimetres: number): number => millimetres * pointsPerMillimetre;
const at = (x: number, y: number) => ({ absolutePosition: { x: points(x), y: points(y) } });

const qr = ({ code }: SampleLabel, layout: LabelLayout): Content => ({
  stack: [qrCode(code).node],
  ...at(layout.qr.x, layout.qr.y),
});

function words(label: SampleLabel, layout: LabelLayout, normal: Font): Content {
  const { text, kindHeight } = layout;
  const { kindSize, lineSize, below } = fitWords(label, layout, normal);
  return {
    ...at(text.x, text.y - aboveCapital * kindHeight),
    columns: [
      {
        width: points(text.width),
        stack: [
          { text: label.kind.zh, fontSize: kindSize, bold: true },
          ...below.map((line) => flow(line.text, { fontSize: lineSize })),
        ],
      },
    ],
  };
}

/** In the middle, as large as the layout has it or as the width allows: a W is twice as wide as a 1. */
function clear({ code }: SampleLabel, { width, code: place }: LabelLayout, bold: Font): Content {
  const text = grouped(code);
  const em = emsOf(text, bold);
  const fontSize = Math.min(sizeOf(place.height), points(place.width) / em);
  const left = (points(width) - em * fontSize) / 2;
  return {
    text,
    fontSize,
    bold: true,
    noWrap: true,
    absolutePosition: { x: left, y: points(place.y - aboveCapital * place.height) },
  };
}

function bars({ code }: SampleLabel, { width, bars: place }: LabelLayout): Content {
  const symbol = code128(code);
  const module = points(place.module);
  const canvas = symbol.bars.map((bar) => ({
    type: 'rect' as const,
    x: bar.x * module,
    y: 0,
    w: bar.width * module,
    h: points(place.height),
    lineWidth: 0,
    color: '#000000',
  }));
  return figure('条形码', { canvas, ...at((width - symbol.width * place.module) / 2, place.y) });
}
