import type { Content } from 'pdfmake/interfaces.js';
import type { Certificate, CertifiedQuantity } from '../../workflows/certificate/content.ts';
import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import { moment } from '../words.ts';
import { fieldGrid } from './field-grid.ts';
import { heading, sectionGap } from './section-table.ts';

export const measuringWords: Readonly<Record<CertifiedQuantity['method'], Bilingual>> = {
  'draft-survey': { zh: '水尺计重', en: 'Draft survey' },
  weighbridge: { zh: '汽车衡计重', en: 'Weighbridge' },
  'belt-scale': { zh: '皮带秤计重', en: 'Belt scale' },
  'shore-tank': { zh: '岸罐计量', en: 'Shore tank' },
  'flow-meter': { zh: '流量计计量', en: 'Flow meter' },
};

export const quantityText = ({ value, unit }: Pick<CertifiedQuantity, 'value' | 'unit'>) =>
  `${value} ${unit === 'm3' ? 'm³' : unit}`;

/** How much cargo there is, and by what measurement. */
export function quantitySection({ quantity }: Certificate): readonly Content[] {
  if (!quantity) return [];
  const { method, measuredAt, document, recordedBy } = quantity;
  const words = measuringWords[method];
  const what = quantity.unit === 't' ? { zh: '重量', en: 'Weight' } : { zh: '数量', en: 'Quantity' };
  return [
    {
      stack: [
        {
          ...heading({ zh: '数量/重量鉴定结果', en: 'Quantity or weight established' }),
          margin: [0, 0, 0, 3],
        },
        fieldGrid([
          [
            { ...what, lines: [quantityText(quantity)] },
            { zh: '计量方法', en: 'Method', lines: [words.zh, words.en] },
          ],
          [
            { zh: '计量时间', en: 'Measured', lines: [moment(measuredAt)] },
            { zh: '计量报告号', en: 'Report No.', lines: [document ?? '—'] },
          ],
          [{ zh: '记录人', en: 'Recorded by', lines: [recordedBy] }],
        ]),
      ],
      unbreakable: true,
      margin: [0, sectionGap, 0, 0],
    },
  ];
}
