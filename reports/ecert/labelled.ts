import type { Bilingual } from '../../workflows/kernel/bilingual.ts';

/** A labelled line: `全水分：14.2 %` and `Total moisture: 14.2 %`; without `en` the value is the same in both. */
export const labelled = (label: Bilingual, zh: string, en = zh): Bilingual => ({
  zh: `${label.zh}：${zh}`,
  en: `${label.en}: ${en}`,
});
