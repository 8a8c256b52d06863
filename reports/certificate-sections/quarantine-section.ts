import type { Content } from 'pdfmake/interfaces.js';
import type { Certificate, Treatment } from '../../workflows/certificate/content.ts';
import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import { beside, flow } from '../text.ts';
import { moment } from '../words.ts';
import { fieldGrid } from './field-grid.ts';
import { cell, heading, sectionGap, sectionTable } from './section-table.ts';

export const noFinding: Bilingual = {
  zh: '现场检疫未发现疫情。',
  en: 'Nothing was found in quarantine on site.',
};
const undecided: Bilingual = { zh: '待处置', en: 'Not settled' };

/** What was found on site, how it was settled, and what treatment was carried out. */
export function quarantineSection({ quarantine }: Certificate): readonly Content[] {
  if (!quarantine) return [];
  const { findings, treatment } = quarantine;
  return [
    findings.length === 0
      ? {
          stack: [
            heading({ zh: '现场检疫', en: 'Quarantine on site' }),
            beside(noFinding, { margin: [2, 3, 2, 0] }),
          ],
          margin: [0, sectionGap, 0, 0],
        }
      : sectionTable(
          { zh: '现场检疫', en: 'Quarantine on site' },
          [
            { zh: '发现', en: 'Finding', width: '*' },
            { zh: '部位', en: 'Where', width: 74 },
            { zh: '记录', en: 'Record', width: 110 },
            { zh: '发现时间', en: 'Found', width: 74 },
            { zh: '处置', en: 'Settled', width: 96 },
          ],
          findings.map(({ name, where, remark, foundAt, settled }) => [
            beside(name),
            beside(where),
            flow(remark),
            cell(moment(foundAt)),
            beside(settled?.name ?? undecided),
          ]),
        ),
    ...(treatment ? [treatmentGrid(treatment)] : []),
  ];
}

const treatmentGrid = ({ method, place, by, completedOn, certificateNo }: Treatment): Content => ({
  stack: [
    { ...heading({ zh: '检疫处理', en: 'Treatment carried out' }), margin: [0, 0, 0, 3] },
    fieldGrid([
      [{ zh: '处理方法', en: 'Treatment', lines: [method.zh, method.en] }],
      [
        { zh: '处理地点', en: 'Place', lines: [place] },
        { zh: '处理单位', en: 'Carried out by', lines: [by] },
      ],
      [
        { zh: '完成日期', en: 'Completed on', lines: [completedOn] },
        { zh: '处理证书号', en: 'Certificate No.', lines: [certificateNo ?? '—'] },
      ],
    ]),
  ],
  unbreakable: true,
  margin: [0, sectionGap, 0, 0],
});
