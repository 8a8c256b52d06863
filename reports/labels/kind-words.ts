import type { Bilingual } from '../../workflows/kernel/bilingual.ts';

/** What kind of vessel a label is on: a sample as it was collected or is to be prepared, or a bottle as the lineage calls it. */
const words: Readonly<Record<string, Bilingual>> = {
  'coal-sampling': { zh: '总样', en: 'Gross sample' },
  'grain-sampling': { zh: '原始样品', en: 'Aggregate sample' },
  'petroleum-sampling': { zh: '组合样', en: 'Composite' },
  'coal-preparation': { zh: '待制样品', en: 'Sample to prepare' },
  'sample-handling': { zh: '待制样品', en: 'Sample to prepare' },
  'moisture-6mm': { zh: '全水分样', en: 'Moisture sample, 6 mm' },
  'reserve-3mm': { zh: '存查样', en: 'Reserve sample, 3 mm' },
  'analysis-0.2mm': { zh: '一般分析试验煤样', en: 'General-analysis sample, 0.2 mm' },
  'reserve-0.2mm': { zh: '分析存查样', en: 'Reserve of the analysis sample, 0.2 mm' },
  laboratory: { zh: '实验室样品', en: 'Laboratory sample' },
  retained: { zh: '留样', en: 'Retained sample' },
  moisture: { zh: '水分样', en: 'Moisture sample' },
  referee: { zh: '仲裁样', en: 'Referee sample' },
};

const bottle: Bilingual = { zh: '样瓶', en: 'Sample bottle' };

/** Words for a kind; a bottle nobody named is called just that. */
export const kindWords = (kind: string): Bilingual => words[kind] ?? bottle;
