import { openFonts, printableCodePoints } from './fonts.ts';
import { guardGlyphs } from './glyph-guard.ts';

const printable = printableCodePoints(openFonts());

describe('glyph guard', () => {
  it('lets through what certificates are written with', () => {
    guardGlyphs(
      {
        zh: '东港煤炭码头 3 号泊位，㐀龘镕',
        en: 'Qnet,ar ≤ 18 MJ/kg ± 0.2 % µg/g ℃ ※ — é',
        list: [1, null, true, 'a\nb'],
      },
      printable,
    );
  });

  it.each([
    ['a subscript digit', { name: 'CO₂' }, 'name', 'U+2082'],
    ['an emoji deep inside', { units: [{ no: 1 }, { note: 'x😀' }] }, 'units[1].note', 'U+1F600'],
    ['a tab', { a: { b: 'x\ty' } }, 'a.b', 'U+0009'],
  ])('refuses %s and names field and character', (_what, value, field, character) => {
    const error = expect.objectContaining({
      refusal: expect.objectContaining({
        code: 'GLYPH_MISSING',
        field,
        message: expect.stringContaining(character),
      }),
    });
    expect(() => guardGlyphs(value, printable)).toThrow(error);
  });

  it('leaves out fields that are not printed', () => {
    guardGlyphs({ items: [{ note: 'H₂O' }] }, printable, [/^items\[\d+\]\.note$/]);
    expect(() => guardGlyphs({ items: [{ notes: 'H₂O' }] }, printable, [/^items\[\d+\]\.note$/])).toThrow(
      'GLYPH_MISSING',
    );
  });
});
