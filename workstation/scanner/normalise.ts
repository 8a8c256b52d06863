/** Full-width digits, letters and signs as a Chinese input method writes them become the plain ones: 。 and ． are decimal points. */
export function normaliseNumber(typed: string): string {
  return typed
    .normalize('NFKC')
    .replaceAll('。', '.')
    .replaceAll('，', ',')
    .replaceAll(/\s/g, '');
}

/** A code as it is kept: no spaces, capital letters. */
export const normaliseCode = (typed: string): string => normaliseNumber(typed).toUpperCase();
