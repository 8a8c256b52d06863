import type { Content } from 'pdfmake/interfaces.js';
import type { Observation } from '../../workflows/certificate/content.ts';
import { beside } from '../text.ts';
import { cell, sectionTable } from './section-table.ts';

/** What was observed and not measured; nothing where nothing was. */
export function observationsTable(observations: readonly Observation[]): readonly Content[] {
  if (observations.length === 0) return [];
  return [
    sectionTable(
      { zh: '观察与检疫结果', en: 'Observations' },
      [
        { zh: '项目', en: 'Item', width: '*' },
        { zh: '方法', en: 'Method', width: 110 },
        { zh: '结果', en: 'Finding', width: 130 },
        { zh: '采样单元', en: 'Units', width: 60, align: 'center' },
      ],
      observations.map(({ name, method, finding, units }) => [
        beside(name),
        cell(method),
        beside(finding),
        cell(units.join('、'), 'center'),
      ]),
    ),
  ];
}
