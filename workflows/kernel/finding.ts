import type { Bilingual } from './bilingual.ts';

/** Something that casts doubt, in words people read. `code` is stable. */
export interface Finding extends Bilingual {
  readonly code: string;
}

/** Several told as one text: some end with a full stop of their own, others do not. */
export const toldTogether = (findings: readonly Bilingual[]): Bilingual => ({
  zh: findings.map(({ zh }) => zh.replace(/。$/, '')).join('；'),
  en: findings.map(({ en }) => en.replace(/\.$/, '')).join('; '),
});
