import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import { containerWords } from '../container-words.ts';

/** What a sample is called that is collected, or is to be prepared, by the process that works on it. */
const samples: Readonly<Record<string, Bilingual>> = {
  'coal-sampling': { zh: '总样', en: 'gross sample' },
  'grain-sampling': { zh: '原始样品', en: 'aggregate sample' },
  'petroleum-sampling': { zh: '组合样', en: 'composite' },
  'coal-preparation': { zh: '待制样品', en: 'sample to prepare' },
  'sample-handling': { zh: '待制样品', en: 'sample to prepare' },
};

const bottle: Bilingual = { zh: '样瓶', en: 'sample bottle' };

/** Words for a kind, as they begin a line; a bottle nobody named is called just that. */
export function kindWords(kind: string): Bilingual {
  const { zh, en } = samples[kind] ?? containerWords[kind] ?? bottle;
  return { zh, en: en.charAt(0).toUpperCase() + en.slice(1) };
}
