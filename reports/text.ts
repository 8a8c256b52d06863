import type { ContentText, Style } from 'pdfmake/interfaces.js';
import type { Bilingual } from '../workflows/kernel/bilingual.ts';
import { colour, size } from './paper.ts';

/** A run without a break opportunity that is too long for a narrow column: a digest, a code, a long number. */
const longRun = /([\x21-\x7e]{19,})/;

/** A line of text in which over-long runs of Latin letters may break anywhere, so that nothing overflows its column. */
export function flow(text: string, style: Style = {}): ContentText {
  return { text: pieces(text), ...style };
}

/** A secondary line: small and grey. */
export const english = (text: string, style: Style = {}): ContentText =>
  flow(text, { ...secondary, ...style });

/** Chinese and English on one line where the width allows, English small and grey. */
export function beside(words: Bilingual, style: Style = {}): ContentText {
  if (words.zh === words.en) return flow(words.zh, style);
  return {
    text: [...pieces(words.zh), { text: '  ' }, ...pieces(words.en, { ...secondary, bold: false })],
    ...style,
  };
}

const secondary: Style = { fontSize: size.small, color: colour.muted };

/** Style goes to every piece: one set inside another does not hand its style down. */
function pieces(text: string, style: Style = {}): ContentText[] {
  return plainQuotes(text)
    .split(longRun)
    .filter((piece) => piece !== '')
    .map((piece) => ({
      ...style,
      text: piece,
      ...(longRun.test(piece) && { wordBreak: 'break-all' as const }),
    }));
}

/** In a Chinese font a curly apostrophe is as wide as a character: straighten those inside Latin words. */
function plainQuotes(text: string): string {
  return text.replace(/(?<=[A-Za-z])[‘’](?=[A-Za-z ]|$)/g, "'");
}
