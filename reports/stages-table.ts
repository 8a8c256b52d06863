import { DateTime } from 'luxon';
import type { Content } from 'pdfmake/interfaces.js';
import { cell, sectionTable } from './certificate-sections/section-table.ts';
import type { LineageStage } from './lineage-model.ts';
import { colour } from './paper.ts';
import { beside } from './text.ts';
import { moment } from './words.ts';

/** Width of the column in which the stages are drawn as bars over time, points. */
const chartWidth = 150;
const barHeight = 5;
/** A moment, or a stage too short to see, is still drawn this wide. */
const narrowestBar = 1.5;

/** The stages with their times, and each as a bar on the time line of the whole run. */
export function stagesTable(stages: readonly LineageStage[]): Content {
  const begin = Math.min(...stages.map(({ from }) => Date.parse(from)));
  const end = Math.max(...stages.map(({ from, to }) => Date.parse(to ?? from)));
  const scale = end > begin ? chartWidth / (end - begin) : 0;
  return sectionTable(
    { zh: '时间表', en: 'Time table' },
    [
      { zh: '阶段', en: 'Stage', width: '*' },
      { zh: '起', en: 'From', width: 76 },
      { zh: '止', en: 'To', width: 76 },
      { zh: '历时', en: 'Duration', width: 54, align: 'right' },
      { zh: '进程', en: 'Progress', width: chartWidth },
    ],
    stages.map(({ name, from, to }) => {
      const x = (Date.parse(from) - begin) * scale;
      const w = Math.max((Date.parse(to ?? from) - Date.parse(from)) * scale, narrowestBar);
      return [
        beside(name),
        cell(moment(from)),
        cell(to === null ? '' : moment(to)),
        cell(to === null ? '' : duration(from, to), 'right'),
        {
          canvas: [
            {
              type: 'rect',
              x: Math.min(x, chartWidth - w),
              y: 3,
              w,
              h: barHeight,
              color: to === null ? colour.seal : colour.ink,
            },
          ],
        },
      ];
    }),
  );
}

/** `6 h 53 min`, or `24 min`, or `35 s`. */
function duration(from: string, to: string): string {
  const seconds = Math.round(DateTime.fromISO(to).diff(DateTime.fromISO(from)).as('seconds'));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60
    ? `${minutes} min`
    : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}
