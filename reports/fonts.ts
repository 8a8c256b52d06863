import { createRequire } from 'node:module';
import { openSync, type Font } from 'fontkit';

const packages = createRequire(import.meta.url);

/** Files of the family all papers are set in: static TrueType under the Open Font License, with all of GB 2312 and GBK. */
export const fontFiles = {
  normal: packages.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
  bold: packages.resolve('@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf'),
} as const;

export interface Fonts {
  readonly normal: Font;
  readonly bold: Font;
}

/** Opens both weights for checks and outlines; about 25 ms and 20 MB, so once for a paper. */
export function openFonts(): Fonts {
  return { normal: openSync(fontFiles.normal), bold: openSync(fontFiles.bold) };
}

/** Code points that have a glyph in both weights. */
export function printableCodePoints({ normal, bold }: Fonts): ReadonlySet<number> {
  const inBold = new Set(bold.characterSet);
  return new Set(normal.characterSet.filter((codePoint) => inBold.has(codePoint)));
}
