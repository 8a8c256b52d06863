import { decimalString, instant } from '../kernel/brand.ts';
import type { Bilingual } from '../kernel/bilingual.ts';
import { completeCertificate } from './completeness.fixture.ts';
import type { Certificate } from './content.ts';
import { hasSection } from './templates.ts';
import type { Section, TemplateId } from './templates.ts';

/** Kinds of the demonstration, one of each template. */
const kinds: Readonly<Record<TemplateId, readonly [string, Bilingual]>> = {
  quality: ['11', { zh: '品质证书', en: 'Certificate of quality' }],
  weight: ['12', { zh: '重量证书', en: 'Certificate of weight' }],
  quantity: ['13', { zh: '数量证书', en: 'Certificate of quantity' }],
  quarantine: ['18', { zh: '植物检疫证书', en: 'Phytosanitary certificate' }],
  'inspection-quarantine': [
    '21',
    { zh: '入境货物检验检疫证明', en: 'Certificate of inspection and quarantine' },
  ],
  nonconformity: ['22', { zh: '不合格通知单', en: 'Notice of nonconformity' }],
  treatment: ['CL', { zh: '检验检疫处理通知书', en: 'Notice of inspection and quarantine treatment' }],
  'sampling-voucher': ['CY', { zh: '采样凭单', en: 'Sampling voucher' }],
  'sampling-report': ['SR', { zh: '采样报告', en: 'Sampling report' }],
  'test-report': ['TR', { zh: '检测报告', en: 'Test report' }],
};

/** A complete document of a template: the parts of the worked example that it has, and those that only it has. */
export function documentOf(template: TemplateId): Certificate {
  const [code, title] = kinds[template];
  const has = (section: Section) => hasSection(template, section);
  const when = <T>(section: Section, part: T): T | null => (has(section) ? part : null);
  const { dates, sampling, conformity, results, deviations, assayCodes, lineageDigest } = completeCertificate;
  return {
    ...completeCertificate,
    kind: { code, title },
    template,
    number: `DG2026-${code}-000042`,
    replaces: null,
    dates: {
      arrival: dates.arrival,
      samplingFrom: when('sampling', dates.samplingFrom),
      samplingTo: when('sampling', dates.samplingTo),
      received: when('results', dates.received),
      testingFrom: when('results', dates.testingFrom),
      testingTo: when('results', dates.testingTo),
    },
    sampling: when('sampling', sampling),
    quantity: when('quantity', {
      value: decimalString('9987.412'),
      unit: 't',
      method: 'draft-survey',
      measuredAt: instant('2026-03-05T08:30:00.000Z'),
      document: 'SZ-2026-0318',
      recordedBy: '许关',
    }),
    quarantine: when('quarantine', {
      findings: [
        {
          code: 'LISTED_PEST',
          name: { zh: '检疫性有害生物', en: 'Quarantine pest' },
          where: { zh: '2号舱', en: 'Hold 2' },
          remark: '舱口围板处发现活体甲虫',
          foundBy: '许关',
          foundAt: instant('2026-03-05T02:10:00.000Z'),
          settled: {
            outcome: 'TREAT_THEN_REINSPECT',
            name: { zh: '检疫处理后复检', en: 'Treatment, then re-inspection' },
            by: '许关',
            at: instant('2026-03-05T03:00:00.000Z'),
          },
        },
      ],
      treatment:
        template === 'treatment'
          ? null
          : {
              method: {
                zh: '磷化铝熏蒸，3 g/m³，120 h',
                en: 'Fumigation with aluminium phosphide, 3 g/m³, 120 h',
              },
              place: '东港锚地',
              by: '东港熏蒸有限公司',
              completedOn: '2026-03-11',
              certificateNo: 'XZ-2026-0099',
            },
    }),
    notice: when('notice', {
      addressee: { name: '华东能源燃料有限公司', address: '东港市迎宾路 66 号' },
      reason:
        template === 'treatment'
          ? { zh: '截获检疫性有害生物', en: 'a quarantine pest that was intercepted' }
          : { zh: '干基灰分超过限量', en: 'ash on dry basis above its limit' },
      required:
        template === 'treatment'
          ? { zh: '熏蒸除害处理', en: 'fumigation before removal' }
          : { zh: '退运', en: 'return of the cargo' },
      legalBasis: [
        {
          standard: '进出境动植物检疫法',
          edition: '2009',
          clause: '第十六条',
          citation: {
            zh: '《中华人民共和国进出境动植物检疫法》第十六条',
            en: 'Law on the Entry and Exit Animal and Plant Quarantine, article 16',
          },
          confidence: 'confirmed',
        },
      ],
    }),
    results: when('results', results) ?? [],
    conformity: when('conformity', conformity),
    deviations: when('deviations', deviations) ?? [],
    remark: template === 'weight' ? '卸毕水尺，扣除压载水。' : null,
    lineageDigest: has('sampling') || has('results') ? lineageDigest : null,
    assayCodes: when('results', assayCodes) ?? [],
  };
}
