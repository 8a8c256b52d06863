import { RefusedError } from '../workflows/kernel/refusal.ts';

const newline = 0x0a;

/**
 * Refuses text the font can not print. A missing glyph would come out silently as an empty box and be lost when the
 * text is extracted, so a certificate must never be printed with one.
 *
 * Every string inside `value` is checked, except at the paths `notPrinted` names (matched against the whole path, for example `results[2].unit`).
 *
 * Throws `GLYPH_MISSING`, naming the field and the character.
 */
export function guardGlyphs(
  value: unknown,
  printable: ReadonlySet<number>,
  notPrinted: readonly RegExp[] = [],
): void {
  for (const { path, text } of textsIn(value, '')) {
    if (notPrinted.some((pattern) => pattern.test(path))) continue;
    for (const character of text) {
      const codePoint = character.codePointAt(0) ?? 0;
      if (codePoint === newline || printable.has(codePoint)) continue;
      throw new RefusedError({
        code: 'GLYPH_MISSING',
        field: path,
        message: `The font has no glyph for "${character}" (U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}).`,
        remedy: 'Write the text with another character.',
      });
    }
  }
}

/** Every string inside a value, with its path, for example `results[2].unit`. */
export function* textsIn(value: unknown, path: string): Generator<{ readonly path: string; readonly text: string }> {
  if (typeof value === 'string') {
    yield { path, text: value };
  } else if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) yield* textsIn(element, `${path}[${index}]`);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value))
      yield* textsIn(member, path === '' ? name : `${path}.${name}`);
  }
}
