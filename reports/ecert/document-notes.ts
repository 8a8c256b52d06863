import type { Certificate } from '../../workflows/certificate/content.ts';
import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import { hasSection } from '../../workflows/certificate/templates.ts';
import { noticeWords } from '../certificate-sections/notice-section.ts';
import { deviationWords, noDeviation, statementsOf } from '../certificate-sections/statements.ts';
import { subjects } from './codes.ts';
import { labelled } from './labelled.ts';

/** A note on the document: its subject in the hub's profile, and the words. */
export interface DocumentNote {
  readonly subject: string;
  readonly words: Bilingual;
}

/** What the paper says of the certificate as a whole, beyond the members eCert has for it. */
export function documentNotes(certificate: Certificate): readonly DocumentNote[] {
  return [
    ...declarations(certificate).map((words) => ({ subject: subjects.declaration, words })),
    ...information(certificate).map((words) => ({ subject: subjects.information, words })),
  ];
}

function declarations({ conformity, notice }: Certificate): readonly Bilingual[] {
  const told = notice
    ? [labelled({ zh: '通知', en: 'Notice' }, `${notice.addressee.name}：${noticeWords(notice).zh}`, `${notice.addressee.name}: ${noticeWords(notice).en}`)]
    : [];
  if (!conformity) return told;
  const { conclusion, decisionRule } = conformity;
  return [
    ...told,
    labelled({ zh: '结论', en: 'Conclusion' }, conclusion.zh, conclusion.en),
    labelled({ zh: '判定规则', en: 'Decision rule' }, decisionRule.zh, decisionRule.en),
  ];
}

function information(certificate: Certificate): readonly Bilingual[] {
  const { laboratory, customer, version, inspectionOrderNo, deviations, preparedBy, reviewedBy } =
    certificate;
  const { lineageDigest, journalHead, packs, remark } = certificate;
  const deviated = deviations.length === 0 && hasSection(certificate.template, 'deviations') ? [noDeviation] : deviations.map(deviationWords);
  return [
    ...(version === 1 ? [] : [labelled({ zh: '证书版本', en: 'Version' }, String(version))]),
    labelled({ zh: '实验室地址', en: 'Laboratory address' }, laboratory.address.zh, laboratory.address.en),
    labelled(
      { zh: '委托方', en: 'Customer' },
      [customer.name, ...(customer.address ? [customer.address] : [])].join('，'),
    ),
    ...(inspectionOrderNo === null
      ? []
      : [labelled({ zh: '布控指令号', en: 'Inspection order' }, inspectionOrderNo)]),
    ...deviated.map(({ zh, en }) => labelled({ zh: '偏离说明', en: 'Deviation from the methods' }, zh, en)),
    ...statementsOf(certificate, suppliedData(certificate)),
    labelled({ zh: '拟制', en: 'Prepared by' }, preparedBy),
    labelled({ zh: '审核', en: 'Reviewed by' }, reviewedBy),
    ...(lineageDigest === null
      ? []
      : [labelled({ zh: '样品流转摘要', en: 'Sample lineage, SHA-256' }, lineageDigest)]),
    ...(remark === null ? [] : [labelled({ zh: '备注', en: 'Remark' }, remark)]),
    labelled({ zh: '日志账', en: 'Journal entry' }, `${journalHead.position} ${journalHead.hash}`),
    ...packs.flatMap(({ id, version: edition, hash, overrides = [] }) => [
      labelled({ zh: '规则包', en: 'Rule pack' }, `${id} ${edition} ${hash}`),
      ...overrides.map(({ path, was, now, reason }) =>
        labelled(
          { zh: '站点修改', en: 'Site override' },
          `${path}: ${was} → ${now}（${reason}）`,
          `${path}: ${was} → ${now} (${reason})`,
        ),
      ),
    ]),
  ];
}

/** Paper marks each field; a note names them instead: a mark inside a name or a number would change the datum. */
function suppliedData({ suppliedByCustomer }: Certificate): Bilingual {
  const names = suppliedByCustomer.map((path): Bilingual => fieldNames[path] ?? { zh: path, en: path });
  return {
    zh: `以下数据由客户提供，本实验室不对其负责：${names.map(({ zh }) => zh).join('；')}。`,
    en: `Supplied by the customer, and the laboratory is not responsible for it: ${names.map(({ en }) => en).join('; ')}.`,
  };
}

/** Fields of a certificate that customers supply; another one is named by its path in the JSON. */
const fieldNames: Readonly<Record<string, Bilingual>> = {
  customer: { zh: '委托方', en: 'customer' },
  consignor: { zh: '发货人', en: 'consignor' },
  consignee: { zh: '收货人', en: 'consignee' },
  commodity: { zh: '品名、HS 编码', en: 'commodity, HS code' },
  declarationNo: { zh: '报关单号', en: 'declaration number' },
  declaredMass: { zh: '报检重量', en: 'declared mass' },
  transport: {
    zh: '船名、航次、提单号、装货港、卸货港',
    en: 'vessel, voyage, bill of lading, port of loading, port of discharge',
  },
  'dates.arrival': { zh: '抵港日期', en: 'date of arrival' },
  'item.description': { zh: '样品描述', en: 'description of the item' },
};
