import type { LineageContainer, LineageSummary } from './lineage-model.ts';

const kinds = {
  lot: { zh: '批', en: 'Lot' },
  unit: { zh: '采样单元', en: 'Sampling unit' },
  gross: { zh: '总样', en: 'Gross sample' },
  moisture: { zh: '6 mm 全水分样', en: 'Moisture, 6 mm' },
  reserve: { zh: '3 mm 存查样', en: 'Reserve, 3 mm' },
  analysis: { zh: '0.2 mm 一般分析样', en: 'Analysis, 0.2 mm' },
  retained: { zh: '0.2 mm 存查样', en: 'Reserve, 0.2 mm' },
} as const;

const of = (
  kind: keyof typeof kinds,
  code: string,
  parent: string | null,
  mass: string | null,
  at: string,
): LineageContainer => ({
  code,
  parent,
  kind: kinds[kind],
  mass,
  at: `2026-03-05T${at}:00.000Z`,
});

const unit = (no: number, hour: number, mass: string, gross: string): readonly LineageContainer[] => {
  const container = `S-4KX9T2VW7Q${no}`;
  return [
    of('unit', `采样单元 ${no}`, '020520261052001234 / 1', mass, `0${hour}:30`),
    of('gross', container, `采样单元 ${no}`, gross, `0${hour}:42`),
    of('moisture', `P-7HN3RB8ZC1M${no}`, container, '1.312 kg', `0${hour + 1}:05`),
    of('reserve', `P-2QW6YD5KX9R${no}`, container, '0.752 kg', `0${hour + 1}:31`),
    of('analysis', `P-9VT4MB1HC6A${no}`, container, '0.068 kg', `0${hour + 1}:44`),
    of('retained', `P-5ZC8NX3WQ7B${no}`, container, '0.061 kg', `0${hour + 1}:45`),
  ];
};

/** A run of two sampling units, for tests. */
export const completeSummary: LineageSummary = {
  declarationNo: '020520261052001234',
  vessel: 'MV OCEAN HARVEST 远穗轮',
  certificateNo: 'DG2026-11-000042',
  laboratory: { zh: '东港散货检验检测中心', en: 'Donggang Bulk Cargo Inspection Centre' },
  at: '2026-03-06T10:15:00.000Z',
  stages: [
    { name: { zh: '申报', en: 'Declared' }, from: '2026-03-04T22:10:00.000Z', to: null },
    {
      name: { zh: '采样单元 1', en: 'Sampling unit 1' },
      from: '2026-03-05T00:12:00.000Z',
      to: '2026-03-05T03:30:10.000Z',
    },
    {
      name: { zh: '采样单元 2', en: 'Sampling unit 2' },
      from: '2026-03-05T03:44:00.000Z',
      to: '2026-03-05T07:05:30.000Z',
    },
    {
      name: { zh: '制样', en: 'Preparation' },
      from: '2026-03-05T03:42:00.000Z',
      to: '2026-03-05T08:45:00.000Z',
    },
    { name: { zh: '化验', en: 'Testing' }, from: '2026-03-05T09:45:00.000Z', to: '2026-03-06T08:10:00.000Z' },
    { name: { zh: '审核', en: 'Review' }, from: '2026-03-06T08:10:00.000Z', to: '2026-03-06T08:34:00.000Z' },
    { name: { zh: '签发证书', en: 'Certificate' }, from: '2026-03-06T09:02:11.000Z', to: null },
    { name: { zh: '海关决定', en: 'Customs decision' }, from: '2026-03-06T10:02:40.000Z', to: null },
  ],
  containers: [
    {
      code: '020520261052001234 / 1',
      parent: null,
      kind: kinds.lot,
      mass: '9999.8 t',
      at: '2026-03-04T22:10:00.000Z',
    },
    ...unit(1, 3, '5001.2 t', '186.4 kg'),
    ...unit(2, 7, '4998.6 t', '181.9 kg'),
  ],
};
