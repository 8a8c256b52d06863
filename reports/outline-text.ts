import type { Font, Glyph } from 'fontkit';

/** One character as a vector outline: it is drawn, but it is no text, so extraction and search don't see it. */
const outlineOf = (font: Font, character: string) => {
  const glyph = font.glyphForCodePoint(character.codePointAt(0) ?? 0);
  return { advance: glyph.advanceWidth / font.unitsPerEm, path: glyph.path };
};

/** Path data to 1/100 pt: finer than any printer, and a third of the bytes. */
const pathData = (path: Glyph['path']) =>
  path.toSVG().replace(/-?\d+\.\d+/g, (number) => String(Math.round(Number(number) * 100) / 100));

/** Width of a line of text, in units of the font size. */
function widthOf(font: Font, text: string): number {
  return [...text].reduce((sum, character) => sum + outlineOf(font, character).advance, 0);
}

/** Path data (SVG, y downwards) of a line of text centred on (0, 0) at its baseline. */
export function straightOutline(font: Font, text: string, size: number, spacing = 0): string {
  const scale = size / font.unitsPerEm;
  let x = -(widthOf(font, text) * size + spacing * ([...text].length - 1)) / 2;
  return [...text]
    .map((character) => {
      const { advance, path } = outlineOf(font, character);
      const data = pathData(path.scale(scale, -scale).translate(x, 0));
      x += advance * size + spacing;
      return data;
    })
    .join('');
}

/**
 * Path data of text set on the upper arc of a circle around (0, 0), letters standing outwards, centred at the top.
 * `radius` is that of the baseline; the text spans at most `sweep` radians and is drawn closer together to fit.
 */
export function archedOutline(font: Font, text: string, size: number, radius: number, sweep: number): string {
  const characters = [...text];
  const step = Math.min(sweep / Math.max(characters.length - 1, 1), (size * 1.5) / radius);
  const scale = size / font.unitsPerEm;
  return characters
    .map((character, index) => {
      const { advance, path } = outlineOf(font, character);
      const angle = (index - (characters.length - 1) / 2) * step;
      return pathData(
        path
          .scale(scale, -scale)
          .translate((-advance * size) / 2, -radius)
          .rotate(angle),
      );
    })
    .join('');
}
