import type { Basis, LotValue } from '../assay/types.ts';
import type { ItemVerdict } from '../conformity/types.ts';
import { blindCode, decimalString, instant } from '../kernel/brand.ts';
import type { Certificate, CertificateDraft } from './content.ts';

/**
 * A complete certificate of a coal cargo, for tests. Values follow one worked example: Mt 14.2, Mad 5.30, Aad 10.60,
 * Vad 33.20, St,ad 0.55, Qgr,ad 24 860 J/g, Had 3.95 give Ad 11.19, Vdaf 39.48, FCad 50.90, Qnet,ar 21.46 MJ/kg.
 */
const result = (
  item: string,
  basis: Basis,
  zh: string,
  en: string,
  unit: string,
  method: string,
  value: string,
  reported: string,
): LotValue => ({
  item,
  basis,
  name: { zh, en },
  unit,
  method,
  value: decimalString(value),
  reported: decimalString(reported),
});

const results: readonly LotValue[] = [
  result('Mt', 'ar', '全水分', 'Total moisture', '%', 'GB/T 211-2017', '14.2', '14.2'),
  result(
    'M',
    'ad',
    '一般分析试验煤样水分',
    'Moisture in the analysis sample',
    '%',
    'GB/T 212-2008',
    '5.30',
    '5.30',
  ),
  result('A', 'd', '灰分', 'Ash', '%', 'GB/T 212-2008', '11.19324182', '11.19'),
  result('A', 'ar', '灰分', 'Ash', '%', 'GB/T 212-2008', '9.603801478', '9.60'),
  result('V', 'daf', '挥发分', 'Volatile matter', '%', 'GB/T 212-2008', '39.47681332', '39.48'),
  result('FC', 'ad', '固定碳', 'Fixed carbon', '%', 'GB/T 212-2008', '50.90', '50.90'),
  result('St', 'd', '全硫', 'Total sulphur', '%', 'GB/T 214-2007', '0.5807814149', '0.58'),
  result('H', 'ad', '氢', 'Hydrogen', '%', 'GB/T 476-2008', '3.95', '3.95'),
  result(
    'Qgr',
    'd',
    '干基高位发热量',
    'Gross calorific value',
    'MJ/kg',
    'GB/T 213-2008',
    '26.25131996',
    '26.25',
  ),
  result(
    'Qnet',
    'ar',
    '收到基低位发热量（恒容）',
    'Net calorific value at constant volume',
    'MJ/kg',
    'GB/T 213-2008',
    '21.45980887',
    '21.46',
  ),
  result('Hg', 'd', '汞', 'Mercury', 'µg/g', 'GB/T 16659-2024', '0.0634', '0.063'),
  result('As', 'd', '砷', 'Arsenic', 'µg/g', 'GB/T 3058-2019', '2.2', '2'),
  result('P', 'd', '磷', 'Phosphorus', '%', 'GB/T 216-2003', '0.0118', '0.012'),
  result('Cl', 'd', '氯', 'Chlorine', '%', 'GB/T 3558-2014', '0.0212', '0.021'),
  result('F', 'd', '氟', 'Fluorine', 'µg/g', 'GB/T 4633-2014', '78.4', '78'),
];

const verdict = (of: string, basis: Basis, limit: string, clause: string): ItemVerdict => {
  const found = results.find((one) => one.item === of && one.basis === basis);
  if (found === undefined) throw new Error(`The fixture has no result ${of},${basis}.`);
  const { item, name, unit, value } = found;
  const source = {
    standard: '商品煤质量管理暂行办法',
    edition: '2014',
    clause,
    confidence: 'confirmed',
  } as const;
  return {
    limit: {
      item,
      basis,
      name,
      unit,
      comparison: '<=',
      limit: decimalString(limit),
      nature: 'environment',
      source,
    },
    value,
    verdict: 'PASS',
    decisionRule: 'GBT8170_FULL',
    regimes: [{ regime: 'GBT8170_FULL', verdict: 'PASS', compared: value, against: decimalString(limit) }],
    conditional: false,
  };
};

const longHaul: ItemVerdict = {
  limit: {
    item: 'Qnet',
    basis: 'ar',
    name: { zh: '收到基低位发热量', en: 'Net calorific value' },
    unit: 'MJ/kg',
    comparison: '>=',
    limit: decimalString('18'),
    nature: 'other',
    source: {
      standard: '商品煤质量管理暂行办法',
      edition: '2014',
      clause: '第七条',
      confidence: 'confirmed',
    },
  },
  value: decimalString('21.45980887'),
  verdict: 'PASS',
  decisionRule: 'GBT8170_FULL',
  regimes: [],
  conditional: true,
  condition: { zh: '运距超过 600 km 时适用', en: 'applies when hauled over 600 km' },
};

/** One that has sampling and conformity. */
type OfResults<Document extends CertificateDraft> = Document &
  Readonly<{ [Part in 'sampling' | 'conformity']: NonNullable<CertificateDraft[Part]> }>;

export const completeDraft: OfResults<CertificateDraft> = {
  replaces: {
    number: 'DG2026-11-000041',
    digest: '4'.repeat(64),
    reason: '收货人名称有误 The consignee was misspelt',
  },
  kind: { code: '11', title: { zh: '品质证书', en: 'Quality Certificate' } },
  template: 'quality',
  quantity: null,
  quarantine: null,
  notice: null,
  remark: null,
  laboratory: {
    name: { zh: '东港散货检验检测中心', en: 'Donggang Bulk Cargo Inspection Centre' },
    address: { zh: '东港市临港大道 88 号', en: '88 Lingang Avenue, Donggang' },
    office: 'DG',
    location: {
      zh: '东港煤炭码头 3 号泊位及煤质实验室',
      en: 'Donggang coal terminal, berth 3; coal laboratory',
    },
    demonstration: true,
  },
  customer: { name: '东港海关', address: '东港市海关路 1 号' },
  consignor: { name: 'PT Borneo Prima Coal', address: 'Samarinda, East Kalimantan, Indonesia' },
  consignee: { name: '华东能源燃料有限公司', address: '东港市迎宾路 66 号' },
  declarationNo: '020520261052001234',
  goodsItem: 1,
  inspectionOrderNo: 'BK-2026-0305-0017',
  commodity: { name: { zh: '其他煤（动力煤）', en: 'Other coal (steam coal)' }, hsCode: '2701190000' },
  declaredMass: { value: decimalString('9999.800'), unit: 't' },
  transport: {
    vessel: 'MV OCEAN HARVEST 远穗轮',
    voyage: 'V.2603N',
    billOfLading: 'SMD-DG-2603-01',
    portOfLoading: '印尼 萨马林达 Samarinda, Indonesia',
    portOfDischarge: '中国 东港 Donggang, China',
  },
  item: {
    description: { zh: '散装动力煤，标称最大粒度 50 mm', en: 'Steam coal in bulk, nominal top size 50 mm' },
    condition: {
      zh: '样品桶密封完好，标识清晰',
      en: 'Containers sealed, intact and labelled',
    },
  },
  dates: {
    arrival: '2026-03-04',
    samplingFrom: instant('2026-03-05T00:12:00.000Z'),
    samplingTo: instant('2026-03-05T07:05:30.000Z'),
    received: instant('2026-03-05T09:20:00.000Z'),
    testingFrom: instant('2026-03-05T09:45:00.000Z'),
    testingTo: instant('2026-03-06T08:10:00.000Z'),
  },
  sampling: {
    standard: 'GB/T 19494.1-2023',
    method: {
      zh: '落流机械采样，连续系统采样',
      en: 'Mechanical cross-stream cutter at the transfer point, continuous systematic sampling',
    },
    basis: 'time',
    intervalUnit: 's',
    quantityUnit: 't',
    requiredPrecision: decimalString('1.2'),
    units: [
      {
        no: 1,
        label: { zh: '采样单元1', en: 'Unit 1' },
        quantity: decimalString('5001.2'),
        interval: decimalString('307'),
        incrementsPlanned: 39,
        incrementsTaken: 39,
        sampleMass: decimalString('186.4'),
        achievedPrecision: decimalString('1.19'),
        validity: 'VALID',
      },
      {
        no: 2,
        label: { zh: '采样单元2', en: 'Unit 2' },
        quantity: decimalString('4998.6'),
        interval: decimalString('307'),
        incrementsPlanned: 39,
        incrementsTaken: 38,
        sampleMass: decimalString('181.9'),
        achievedPrecision: decimalString('1.20'),
        validity: 'VALID',
      },
    ],
    preparationStandard: 'GB/T 19494.2-2023',
  },
  results,
  observations: [],
  conformity: {
    items: [
      verdict('A', 'd', '40', '第六条'),
      verdict('St', 'd', '3', '第六条'),
      verdict('Hg', 'd', '0.6', '第六条'),
      verdict('As', 'd', '80', '第六条'),
      verdict('P', 'd', '0.15', '第六条'),
      verdict('Cl', 'd', '0.3', '第六条'),
      verdict('F', 'd', '200', '第六条'),
      longHaul,
    ],
    overall: 'PASS',
    conclusion: {
      zh: '所检项目符合《商品煤质量管理暂行办法》对商品煤的要求。',
      en: 'The items tested meet the requirements of the Interim Measures for the Quality of Commercial Coal.',
    },
    decisionRule: {
      zh: '简单接受，按 GB/T 8170 全数值比较法以未修约值与限量比较，不计测量不确定度。',
      en: 'Simple acceptance: unrounded values are compared with the limits (GB/T 8170, full-value method); measurement uncertainty is not taken into account.',
    },
    findings: [],
    advice: [
      {
        gate: 'removal',
        advice: 'RELEASE',
        allowed: ['REMOVAL_ALLOWED'],
        source: null,
        basis: { zh: '第六条各项合格', en: 'All items of Article 6 pass' },
        outstanding: [],
      },
      {
        gate: 'use',
        advice: 'RELEASE',
        allowed: ['USE_ALLOWED'],
        source: null,
        basis: { zh: '第六、七条各项合格', en: 'All items of Articles 6 and 7 pass' },
        outstanding: [],
      },
    ],
  },
  deviations: [
    {
      code: 'INCREMENT_MISSED',
      zh: '采样单元 2 因皮带短暂空载少采子样 1 个，采样精密度仍满足要求',
      en: 'One increment of sampling unit 2 was not taken because the belt ran empty; the precision required is still reached',
      acceptedBy: '陈国栋',
      reason: '子样数不少于规定的最少数',
    },
  ],
  suppliedByCustomer: ['consignor', 'consignee', 'commodity', 'declaredMass', 'transport'],
  packs: [
    {
      id: 'coal-sampling-gbt19494',
      version: '2023.1',
      hash: '4f1c9a7be2d05c3386a1f7e9b4d2c8705e6f3a1b9c8d7e6f5a4b3c2d1e0f9a8b',
    },
    {
      id: 'coal-limits-cn',
      version: '2015.1',
      hash: '9b2e7d41c0f36a58e7b1d9c2f4a6083b5d7e9f1a2c4b6d8e0f1a3b5c7d9e0f2a',
    },
  ],
  lineageDigest: 'c3ab8ff13720e8ad9047dd39466b3c8974e592c2fa383d4a3960714caef0c4f2',
  assayCodes: [blindCode('A-7Q2MX9K4T6VW8'), blindCode('A-3HN5RB8ZC1PD4')],
};

export const completeCertificate: OfResults<Certificate> = {
  ...completeDraft,
  schema: 'urn:quaylab:certificate:1',
  number: 'DG2026-11-000042',
  version: 1,
  issuedAt: instant('2026-03-06T09:02:11.000Z'),
  preparedBy: '林晓雯',
  reviewedBy: '周明远',
  approvedBy: { name: '陈国栋', title: { zh: '授权签字人', en: 'Authorised signatory' } },
  journalHead: { position: 18452, hash: '0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8' },
};
