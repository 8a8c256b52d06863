import type { Content } from 'pdfmake/interfaces.js';
import type { Certificate, Notice } from '../../workflows/certificate/content.ts';
import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import { citedSource } from '../cited-source.ts';
import { colour, size } from '../paper.ts';
import { flow } from '../text.ts';
import { day } from '../words.ts';
import { heading, sectionGap } from './section-table.ts';

/** What a notice says, as one sentence in each language: basis, reason, and what is required. */
export function noticeWords({ legalBasis, reason, required }: Notice): Bilingual {
  const basis = legalBasis.map(citedSource);
  return {
    zh: `依据${basis.map(({ zh }) => zh).join('、')}，因${reason.zh}，需做${required.zh.replace(/处理。?$/, '')}处理。`,
    en: `On the basis of ${basis.map(({ en }) => en).join('; ')}, by reason of ${reason.en}, the goods require: ${required.en}.`,
  };
}

/** The notice itself in Chinese, and its full mirror in English, which says all that the Chinese paper says of the goods. */
export function noticeSection(certificate: Certificate): readonly Content[] {
  const { notice } = certificate;
  if (!notice) return [];
  const { name, address = '' } = notice.addressee;
  return [
    {
      stack: [
        heading({ zh: '通知', en: 'Notice' }),
        flow(`${name}：`, { bold: true, fontSize: size.section, margin: [2, 4, 2, 0] }),
        ...(address === '' ? [] : [flow(address, { margin: [2, 1, 2, 0] })]),
        flow(`上列货物，${noticeWords(notice).zh}`, {
          fontSize: size.section,
          margin: [2, 4, 2, 0],
          lineHeight: 1.25,
        }),
      ],
      unbreakable: true,
      margin: [0, sectionGap, 0, 0],
    },
    mirror(certificate, notice),
  ];
}

function mirror(certificate: Certificate, notice: Notice): Content {
  const { kind, number, issuedAt, laboratory, commodity, declaredMass, transport, consignor, consignee } =
    certificate;
  const { name, address } = notice.addressee;
  const rows: readonly (readonly [string, string])[] = [
    ['Title and No.', `${kind.title.en}, ${number}`],
    ['Issued', `${day(issuedAt)} by ${laboratory.name.en}, ${laboratory.address.en}`],
    ['To', [name, ...(address ? [address] : [])].join(', ')],
    [
      'Goods',
      `${commodity.name.en}, HS ${commodity.hsCode}, declared ${declaredMass.value} ${declaredMass.unit}`,
    ],
    ['Declaration', `${certificate.declarationNo}, item ${certificate.goodsItem}`],
    ['Carriage', `${transport.vessel}, voyage ${transport.voyage}, bill of lading ${transport.billOfLading}`],
    ['Ports', `from ${transport.portOfLoading} to ${transport.portOfDischarge}`],
    ['Parties', `consignor ${consignor.name}; consignee ${consignee.name}`],
    ['Legal basis', notice.legalBasis.map((source) => citedSource(source).en).join('; ')],
    ['Reason', notice.reason.en],
    ['Required', notice.required.en],
  ];
  return {
    stack: [
      { ...heading({ zh: '英文本', en: 'English version' }), margin: [0, 0, 0, 3] },
      ...rows.map(([label, words]): Content => ({
        columns: [
          { width: 66, text: label, color: colour.muted },
          { width: '*', ...flow(words) },
        ],
        margin: [2, 0, 2, 1.5],
      })),
    ],
    unbreakable: true,
    margin: [0, sectionGap, 0, 0],
  };
}
