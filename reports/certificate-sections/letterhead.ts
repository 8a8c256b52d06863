import type { Content } from 'pdfmake/interfaces.js';
import type { Certificate } from '../../workflows/certificate/content.ts';
import { day } from '../words.ts';
import { colour, contentWidth, rule, size } from '../paper.ts';
import { as } from '../tagging/structure.ts';
import { flow } from '../text.ts';

const roomOfRunningHead = 20;

/** Name and address of the laboratory, title, number and date: the top of the first page. */
export function letterhead({ laboratory, kind, number, version, issuedAt }: Certificate): Content {
  const line = (y: number, lineWidth: number) => ({
    type: 'line' as const,
    x1: 0,
    x2: contentWidth,
    y1: y,
    y2: y,
    lineWidth,
    lineColor: colour.ink,
  });
  return {
    stack: [
      flow(laboratory.name.zh, {
        fontSize: size.letterhead,
        bold: true,
        alignment: 'center',
        characterSpacing: 1.5,
      }),
      flow(laboratory.name.en, { fontSize: size.body, alignment: 'center', characterSpacing: 0.3 }),
      flow(`${laboratory.address.zh}　${laboratory.address.en}`, {
        fontSize: size.note,
        color: colour.muted,
        alignment: 'center',
        margin: [0, 2, 0, 5],
      }),
      { canvas: [line(0, rule.strong), line(2, rule.hair)] },
      as('H1', {
        stack: [
          // Tracking instead of spaces between the characters: the title stays one word when it is extracted or searched.
          flow(kind.title.zh, {
            fontSize: size.title,
            bold: true,
            alignment: 'center',
            characterSpacing: 9,
            margin: [9, 8, 0, 0],
          }),
          flow(kind.title.en.toUpperCase(), {
            fontSize: size.section,
            alignment: 'center',
            // Wider tracking would be taken for spaces between the letters when the text is extracted.
            characterSpacing: 0.9,
            margin: [0, 0, 0, 6],
          }),
        ],
      }),
      {
        columns: [
          labelled(
            '证书编号',
            'No.',
            version === 1 ? number : `${number}（第 ${version} 版 version ${version}）`,
            'left',
          ),
          labelled('签发日期', 'Date of issue', day(issuedAt), 'right'),
        ],
        margin: [2, 0, 2, 3],
      },
    ],
    // The first page has no running head: the letterhead uses its room.
    margin: [0, -roomOfRunningHead, 0, 0],
  };
}

const labelled = (zh: string, en: string, value: string, alignment: 'left' | 'right'): Content => ({
  text: [
    { text: `${zh} ` },
    { text: `${en}  `, fontSize: size.small, color: colour.muted },
    { text: value, bold: true },
  ],
  alignment,
});
