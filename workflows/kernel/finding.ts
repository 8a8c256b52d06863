import type { Bilingual } from './bilingual.ts';

/** Something that casts doubt, in words people read. `code` is stable. */
export interface Finding extends Bilingual {
  readonly code: string;
}
