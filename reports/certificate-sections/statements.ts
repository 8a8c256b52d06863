import type { Content } from 'pdfmake/interfaces.js';
import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import type { Certificate, Deviation } from '../../workflows/certificate/content.ts';
import { as } from '../tagging/structure.ts';
import { beside } from '../text.ts';
import { customerMark } from './customer-mark.ts';
import { heading, sectionGap } from './section-table.ts';

export const noDeviation: Bilingual = { zh: '无。', en: 'None.' };

/** Deviations from the methods, or the plain word that there were none (ISO/IEC 17025:2017 7.8.2.1 n). */
export function deviationsSection(deviations: readonly Deviation[]): Content {
  const lines: readonly Bilingual[] =
    deviations.length === 0 ? [noDeviation] : deviations.map(deviationWords);
  return numbered({ zh: '偏离说明', en: 'Deviations from the methods' }, lines, deviations.length > 0);
}

/** A deviation as one sentence, with who accepted it and why. */
export function deviationWords({ zh, en, acceptedBy, reason }: Deviation): Bilingual {
  const accepted = acceptedBy === undefined ? '' : `${reason ? `${reason}，` : ''}由${acceptedBy}接受`;
  return {
    zh: accepted === '' ? `${zh}。` : `${zh}（${accepted}）。`,
    en: acceptedBy === undefined ? `${en}.` : `${en} (accepted by ${acceptedBy}).`,
  };
}

/** What every certificate says of itself. */
export function statementsSection(certificate: Certificate): Content {
  const marked = {
    zh: `标有“${customerMark}”的数据由客户提供，本实验室不对其负责。`,
    en: `Data marked ${customerMark} were supplied by the customer; the laboratory is not responsible for them.`,
  };
  return numbered({ zh: '声明', en: 'Statements' }, statementsOf(certificate, marked));
}

/** The same in words. `ofCustomer`: which data the customer supplied, said where there are any (ISO/IEC 17025:2017 7.8.2.2). */
export function statementsOf(
  { laboratory, suppliedByCustomer, replaces, results }: Certificate,
  ofCustomer: Bilingual,
): readonly Bilingual[] {
  return [
    ...(replaces
      ? [
          {
            zh: `本证书替代编号为${replaces.number}的证书，原证书不再有效。原因：${replaces.reason}`,
            en: `This certificate replaces ${replaces.number}, which is no longer valid. Reason: ${replaces.reason}`,
          },
        ]
      : []),
    ...(results.length > 0
      ? [{ zh: '检验结果仅与所检样品有关。', en: 'The results relate only to the items tested.' }]
      : []),
    suppliedByCustomer.length > 0
      ? ofCustomer
      : {
          zh: '本证书不含客户提供的数据。',
          en: 'This certificate holds no data supplied by the customer.',
        },
    ...(results.length > 0
      ? [
          {
            zh: '全部结果均由本实验室检测，无外部提供者的结果。',
            en: "All results are the laboratory's own; none comes from an external provider.",
          },
        ]
      : []),
    { zh: '证书中的时间均为北京时间（UTC+8）。', en: 'All times are Beijing time (UTC+8).' },
    {
      zh: '未经本实验室书面同意，不得部分复制本证书。证书更正仅以换发新证书的方式进行。',
      en: 'This certificate shall not be reproduced except in full without written approval. It is amended only by a further certificate.',
    },
    ...(laboratory.demonstration
      ? [
          {
            zh: '本证书为系统演示样张，不具有任何法律效力。',
            en: 'Specimen of a demonstration system, without any legal effect.',
          },
        ]
      : []),
  ];
}

function numbered(title: Bilingual, lines: readonly Bilingual[], withNumbers = true): Content {
  return {
    stack: [
      heading(title),
      as('L', {
        stack: lines.map(
          ({ zh, en }, index): Content =>
            as('LI', {
              columns: [
                as('Lbl', { width: withNumbers ? 14 : 2, text: withNumbers ? `${index + 1}.` : '' }),
                as('LBody', { width: '*', ...beside({ zh, en }) }),
              ],
              margin: [2, index === 0 ? 3 : 1.5, 2, 0],
            }),
        ),
      }),
    ],
    unbreakable: true,
    margin: [0, sectionGap, 0, 0],
  };
}
