import type { Content } from 'pdfmake/interfaces.js';
import type { Certificate, CertifiedSampling } from '../../workflows/certificate/content.ts';
import { beside } from '../text.ts';
import { validityWords } from '../words.ts';
import { fieldGrid } from './field-grid.ts';
import { ofLot } from './lots-table.ts';
import { cell, heading, sectionGap, sectionTable } from './section-table.ts';

export const basisOfSampling = {
  time: { zh: '时间基', en: 'time basis' },
  mass: { zh: '质量基', en: 'mass basis' },
  volume: { zh: '流量比例', en: 'flow-proportional' },
} as const;

/** How the cargo was sampled and prepared (ISO/IEC 17025:2017 7.8.5): plan, method, units and precision. */
export function samplingSection({ sampling, assayCodes }: Certificate): readonly Content[] {
  if (!sampling) return [];
  const basis = basisOfSampling[sampling.basis];
  const preparation = { zh: '制样方法', en: 'Preparation', lines: [sampling.preparationStandard] };
  const intervals = [...new Set(sampling.units.map(({ interval }) => interval))].join(' / ');
  return [
    {
      stack: [
        { ...heading({ zh: '采样与制样', en: 'Sampling and preparation' }), margin: [0, 0, 0, 3] },
        fieldGrid([
          [
            {
              zh: '采样方法',
              en: 'Sampling',
              lines: [`${sampling.standard}，${sampling.method.zh}`, sampling.method.en],
            },
          ],
          [
            {
              zh: '采样间隔',
              en: 'Interval',
              lines: [`${intervals} ${sampling.intervalUnit}（${basis.zh} ${basis.en}）`],
            },
            {
              zh: '要求精密度',
              en: 'Precision required',
              lines: [
                sampling.requiredPrecision === null
                  ? '—'
                  : `± ${sampling.requiredPrecision} %（干基灰分 ash, dry，95 %）`,
              ],
            },
          ],
          assayCodes.length > 0
            ? [preparation, { zh: '化验编码', en: 'Assay codes', lines: [assayCodes.join('、')] }]
            : [preparation],
        ]),
      ],
      unbreakable: true,
      margin: [0, sectionGap, 0, 0],
    },
    unitsTable(sampling),
  ];
}

/** What one cut is called: a grab of oil, an increment of coal, where standards ask for a precision, or of grain. */
export function cutName({ quantityUnit, requiredPrecision }: CertifiedSampling): string {
  if (quantityUnit === 'm³') return '抓样';
  return requiredPrecision === null ? '份样' : '子样';
}

function unitsTable(sampling: CertifiedSampling): Content {
  const { units, quantityUnit } = sampling;
  const cut = cutName(sampling);
  return sectionTable(
    { zh: '采样单元', en: 'Sampling units' },
    [
      { zh: '单元', en: 'Unit', width: 70 },
      { zh: `单元数量 ${quantityUnit}`, en: `Quantity, ${quantityUnit}`, width: '*', align: 'right' },
      { zh: `计划${cut}数`, en: 'Planned', width: '*', align: 'right' },
      { zh: `实采${cut}数`, en: 'Taken', width: '*', align: 'right' },
      { zh: '总样质量 kg', en: 'Gross sample, kg', width: '*', align: 'right' },
      { zh: '达到精密度，±%', en: 'Precision, ±%', width: '*', align: 'right' },
      { zh: '样品有效性', en: 'Validity', width: 62, align: 'center' },
    ],
    units.map((unit) => [
      beside(ofLot(unit.label, unit.lot)),
      cell(unit.quantity, 'right'),
      cell(String(unit.incrementsPlanned), 'right'),
      cell(String(unit.incrementsTaken), 'right'),
      cell(unit.sampleMass, 'right'),
      cell(unit.achievedPrecision ?? '—', 'right'),
      beside(validityWords[unit.validity], { alignment: 'center' }),
    ]),
  );
}
