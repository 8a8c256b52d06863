import { useTold } from '../i18n/language.ts';
import type { Bilingual } from '../i18n/language.ts';

/** Vessels and bottles as the house calls them. */
const kinds: Readonly<Record<string, Bilingual>> = {
  lot: { zh: '批', en: 'Lot' },
  'gross-sample': { zh: '总样', en: 'Gross sample' },
  'moisture-6mm': { zh: '全水分样 6 mm', en: 'Moisture sample 6 mm' },
  'moisture-13mm': { zh: '全水分样 13 mm', en: 'Moisture sample 13 mm' },
  'analysis-0.2mm': { zh: '一般分析试验煤样 0.2 mm', en: 'General-analysis sample 0.2 mm' },
  'reserve-3mm': { zh: '存查样 3 mm', en: 'Reserve sample 3 mm' },
  'reserve-0.2mm': { zh: '存查样 0.2 mm', en: 'Reserve sample 0.2 mm' },
  laboratory: { zh: '实验室样品', en: 'Laboratory sample' },
  moisture: { zh: '水分样', en: 'Moisture sample' },
  referee: { zh: '仲裁样', en: 'Referee sample' },
  retained: { zh: '留样', en: 'Retained sample' },
};

/** A kind of vessel in the reader's language; one without a word is told by its code. */
export function useSampleKind(): (kind: string) => string {
  const told = useTold();
  return (kind) => {
    const words = kinds[kind];
    return words ? told(words) : kind;
  };
}
