/** Han, and the punctuation and forms that are as wide as a character. */
const chinese = /[\p{Script=Han}\u2014\u3000-\u303f\uff00-\uffef]/u;
/** A word, not a part of a code such as `DG2026-11` or a unit such as `kg`. */
const englishWord = /(?<![A-Za-z\d])[A-Za-z]{3,}(?![A-Za-z\d])/;
const letter = /[A-Za-z]/;

/** Papers are in Chinese; what is not is English. */
export type Language = 'zh' | 'en';

/**
 * The language of each piece of a line or paragraph, told by its script. Numbers and signs go with what is before them; short
 * words and codes are English beside English words only, so that a number, a unit or a standard alone is read in Chinese.
 */
export function languagesOf(pieces: readonly string[]): readonly Language[] {
  const plain = pieces.map((piece): Language | null => {
    if (chinese.test(piece)) return 'zh';
    return englishWord.test(piece) ? 'en' : null;
  });
  const languages: Language[] = [];
  for (const [index, language] of plain.entries()) {
    const before = languages[index - 1];
    const after = plain.slice(index).find((one) => one !== null);
    const leansForward = before === undefined || letter.test(pieces[index] ?? '');
    languages.push(language ?? (leansForward && after === 'en' ? 'en' : (before ?? 'zh')));
  }
  return languages;
}
