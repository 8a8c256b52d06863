import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { textsIn } from '../glyph-guard.ts';

/**
 * What XML 1.0 can not carry, or does not carry unchanged: control characters of both sets (a carriage return would be read
 * back as a line feed), lone surrogates and noncharacters.
 */
const unfit = /[^\t\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** Throws `ECERT_TEXT_UNSAFE`, naming field and character, for the first string in `value` that XML can not carry unchanged. */
export function guardXmlText(value: unknown): void {
  for (const { path, text } of textsIn(value, '')) {
    const codePoint = unfit.exec(text)?.[0].codePointAt(0);
    if (codePoint === undefined) continue;
    throw new RefusedError({
      code: 'ECERT_TEXT_UNSAFE',
      field: path,
      message: `XML can not carry the character U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}.`,
      remedy: 'Take the character out of the text.',
    });
  }
}
