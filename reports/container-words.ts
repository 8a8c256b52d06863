import type { Bilingual } from '../workflows/kernel/bilingual.ts';

/** What the kinds of containers in a lineage are called, in the order in which they follow from each other. */
export const containerWords: Readonly<Record<string, Bilingual>> = {
  lot: { zh: '批', en: 'lot' },
  'gross-sample': { zh: '总样', en: 'gross sample' },
  'moisture-6mm': { zh: '全水分样', en: 'moisture sample, 6 mm' },
  'reserve-3mm': { zh: '存查样', en: 'reserve sample, 3 mm' },
  'analysis-0.2mm': { zh: '一般分析试验煤样', en: 'general-analysis sample, 0.2 mm' },
  'reserve-0.2mm': { zh: '分析存查样', en: 'reserve of the analysis sample, 0.2 mm' },
  laboratory: { zh: '实验室样品', en: 'laboratory sample' },
  retained: { zh: '留样', en: 'retained sample' },
  moisture: { zh: '水分样', en: 'moisture sample' },
  referee: { zh: '仲裁样', en: 'referee sample' },
  'tested-reserve': { zh: '留样检验份', en: 'portion of a retained sample, tested' },
};
