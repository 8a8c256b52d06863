import { completeCertificate } from '../../workflows/certificate/completeness.fixture.ts';
import type { Certificate } from '../../workflows/certificate/content.ts';
import { decimalString } from '../../workflows/kernel/brand.ts';

/**
 * Certificates of the other cargoes, for tests: the coal certificate with what grain and petroleum have otherwise (no bases, no
 * precision, observations, volumes, a limit that applies under a condition and fails).
 */

const { sampling } = completeCertificate;
const withoutPrecision = sampling.units.map((unit) => ({ ...unit, achievedPrecision: null }));

export const grainCertificate: Certificate = {
  ...completeCertificate,
  kind: { code: '18', title: { zh: '植物检疫证书', en: 'Phytosanitary certificate' } },
  commodity: { name: { zh: '大豆', en: 'Soya beans' }, hsCode: '1201900000' },
  sampling: {
    ...sampling,
    basis: 'mass',
    intervalUnit: 't',
    requiredPrecision: null,
    units: withoutPrecision,
  },
  results: [
    {
      item: 'moisture',
      basis: null,
      name: { zh: '水分', en: 'Moisture' },
      unit: '%',
      method: 'GB 5497-1985',
      value: decimalString('12.43'),
      reported: decimalString('12.4'),
    },
  ],
  observations: [
    {
      item: 'odour',
      name: { zh: '色泽气味', en: 'Odour and colour' },
      method: 'GB/T 5492-2008',
      finding: { zh: '正常', en: 'Normal' },
      units: [1, 2],
    },
  ],
  conformity: { ...completeCertificate.conformity, items: [] },
  replaces: null,
};

const sulphur = { zh: '硫含量', en: 'Sulphur content' };

export const petroleumCertificate: Certificate = {
  ...completeCertificate,
  commodity: { name: { zh: '车用柴油', en: 'Automotive diesel fuel' }, hsCode: '2710192300' },
  sampling: {
    ...sampling,
    basis: 'volume',
    intervalUnit: 'm³',
    quantityUnit: 'm³',
    requiredPrecision: null,
    units: withoutPrecision,
  },
  results: [
    {
      item: 'sulphur',
      basis: null,
      name: sulphur,
      unit: 'mg/kg',
      method: 'SH/T 0689-2000',
      value: decimalString('10.4'),
      reported: decimalString('10.4'),
    },
  ],
  conformity: {
    ...completeCertificate.conformity,
    items: [
      {
        limit: {
          item: 'sulphur',
          basis: null,
          name: sulphur,
          unit: 'mg/kg',
          comparison: '<=',
          limit: decimalString('10'),
          nature: 'environment',
          source: {
            standard: 'GB 19147',
            edition: '2016',
            clause: 'Table 3',
            citation: { zh: 'GB 19147-2016 表 3', en: 'GB 19147-2016 Table 3' },
            confidence: 'confirmed',
          },
        },
        value: decimalString('10.4'),
        verdict: 'FAIL',
        decisionRule: 'GBT8170_FULL',
        regimes: [],
        conditional: true,
        condition: { zh: '适用于车用柴油（Ⅵ）', en: 'applies to grade VI' },
      },
    ],
    overall: 'FAIL',
  },
};

const [unit1, unit2] = grainCertificate.sampling?.units ?? [];
if (!unit1 || !unit2) throw new Error('the certificate has two units');
const ochratoxin = { zh: '赭曲霉毒素 A', en: 'Ochratoxin A' };
const judgedOf = (lot: number, value: string, verdict: 'PASS' | 'FAIL') => ({
  limit: {
    item: 'OTA',
    basis: null,
    name: ochratoxin,
    unit: 'µg/kg',
    comparison: '<=' as const,
    limit: decimalString('5.0'),
    nature: 'environment' as const,
    source: { standard: 'GB 2761', edition: '2017', clause: '4.4', confidence: 'confirmed' as const },
  },
  value: decimalString(value),
  verdict,
  decisionRule: 'GBT8170_FULL' as const,
  regimes: [],
  conditional: false,
  lot,
});
const resultOf = (lot: number, value: string) => ({
  item: 'OTA',
  basis: null,
  name: ochratoxin,
  unit: 'µg/kg',
  method: 'GB 5009.96-2016',
  value: decimalString(value),
  reported: decimalString(value),
  lot,
});
const lotOf = (no: number, overall: 'PASS' | 'FAIL', conclusion: { readonly zh: string; readonly en: string }) => ({
  no,
  name: { zh: `第${no}批`, en: `Lot ${no}` },
  quantity: decimalString('4998.6'),
  units: [no],
  overall,
  conclusion,
  advice: [],
});

/** Its grade changed between two units: each is a lot of its own, and the second fails. */
export const certificateOfTwoLots: Certificate = {
  ...grainCertificate,
  sampling: {
    ...sampling,
    basis: 'mass',
    intervalUnit: 't',
    requiredPrecision: null,
    units: [{ ...unit1, lot: 1 }, { ...unit2, lot: 2 }],
  },
  results: [resultOf(1, '1.2'), resultOf(2, '9.3')],
  conformity: {
    ...completeCertificate.conformity,
    items: [judgedOf(1, '1.2', 'PASS'), judgedOf(2, '9.3', 'FAIL')],
    overall: 'FAIL',
    lots: [
      lotOf(1, 'PASS', { zh: '符合。', en: 'Conforms.' }),
      lotOf(2, 'FAIL', { zh: '不符合。', en: 'Does not conform.' }),
    ],
  },
};
