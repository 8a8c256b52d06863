/** The part of fontkit that is used here: it ships without types. */
declare module 'fontkit' {
  export interface Glyph {
    /** Advance in font units. */
    readonly advanceWidth: number;
    /** Outline in font units, y upwards. */
    readonly path: {
      scale(x: number, y: number): Glyph['path'];
      translate(x: number, y: number): Glyph['path'];
      rotate(angle: number): Glyph['path'];
      toSVG(): string;
    };
  }
  export interface Font {
    readonly unitsPerEm: number;
    readonly characterSet: readonly number[];
    glyphForCodePoint(codePoint: number): Glyph;
  }
  /** Opens a single font; a collection (which we don't use) would give another type. */
  export function openSync(path: string): Font;
}
