import type { Content, DynamicContent } from 'pdfmake/interfaces.js';
import type { Certificate } from '../../workflows/certificate/content.ts';
import { colour, contentWidth, margins, rule, size } from '../paper.ts';

/** From the second page on: whose certificate this is, and its number. The first page has the letterhead. */
export function runningHead({ laboratory, kind, number }: Certificate): DynamicContent {
  return (pageNo) =>
    pageNo === 1
      ? null
      : {
          stack: [
            {
              columns: [
                { text: `${laboratory.name.zh}　${kind.title.zh} ${kind.title.en}`, width: '*' },
                { text: `编号 No. ${number}`, width: 'auto', bold: true },
              ],
              fontSize: size.small,
            },
            hairline(),
          ],
          margin: [margins.side, 30, margins.side, 0],
        };
}

/** Number, page and pages on every page, so that each is known as part of the whole (ISO/IEC 17025:2017 7.8.2.1 d). */
export function runningFoot({ number }: Certificate, digest: string): DynamicContent {
  return (pageNo, pages) => ({
    stack: [
      hairline(),
      {
        columns: [
          { text: `证书编号 Certificate No. ${number}`, width: '*' },
          { text: `数据摘要 Digest ${digest.slice(0, 16)}…`, width: '*', alignment: 'center' },
          {
            text: `第 ${pageNo} 页 共 ${pages} 页　Page ${pageNo} of ${pages}`,
            width: '*',
            alignment: 'right',
          },
        ],
        fontSize: size.note,
        color: colour.muted,
        margin: [0, 4, 0, 0],
      },
    ],
    margin: [margins.side, 12, margins.side, 0],
  });
}

const hairline = (): Content => ({
  canvas: [
    { type: 'line', x1: 0, x2: contentWidth, y1: 3, y2: 3, lineWidth: rule.hair, lineColor: colour.muted },
  ],
});
