import { ok, refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';

/**
 * The text of a file in UTF-8, without its byte order mark. Refuses `FILE_NOT_UTF8`: in GBK or Latin-1 a unit or a heading would
 * be read as something else, so no other character set is guessed.
 */
export function textOf(bytes: Uint8Array): Outcome<string> {
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return refuse({
      code: 'FILE_NOT_UTF8',
      message: 'The file is not in UTF-8; it may be in GBK, Latin-1 or UTF-16.',
      remedy: 'Have the instrument export in UTF-8.',
    });
  }
}
