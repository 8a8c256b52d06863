import type { Column, Content } from 'pdfmake/interfaces.js';
import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import type { Certificate } from '../../workflows/certificate/content.ts';
import { colour, contentWidth, rule, size } from '../paper.ts';
import { sealSide } from '../seal.ts';
import { figure } from '../tagging/structure.ts';
import { english, flow } from '../text.ts';
import { day } from '../words.ts';

const gap = 16;
const nameWidth = (contentWidth - 2 * gap) / 3;
const roleWidth = 42;
const titleWidth = 64;

/** Who prepared, reviewed and approved, each name upon its line. */
export function signatureLines({ preparedBy, reviewedBy, approvedBy }: Certificate): Content {
  return {
    columns: [
      person({ zh: '拟制', en: 'Prepared by' }, preparedBy),
      person({ zh: '审核', en: 'Reviewed by' }, reviewedBy),
      person({ zh: '批准', en: 'Approved by' }, approvedBy.name, approvedBy.title),
    ],
    columnGap: gap,
  };
}

function person(role: Bilingual, name: string, title?: Bilingual): Column {
  return {
    width: nameWidth,
    stack: [
      {
        columns: [
          {
            width: roleWidth,
            stack: [{ text: role.zh, bold: true }, english(role.en, { fontSize: size.note })],
          },
          { width: '*', ...flow(name, { bold: true, fontSize: size.section + 1, margin: [2, 4, 0, 0] }) },
          ...(title === undefined
            ? []
            : [
                {
                  width: titleWidth,
                  stack: [flow(title.zh), english(title.en, { fontSize: size.note })],
                  alignment: 'right' as const,
                },
              ]),
        ],
        // Else the gap between the three names would be handed down.
        columnGap: 0,
      },
      {
        canvas: [
          { type: 'line', x1: 0, x2: nameWidth, y1: 2, y2: 2, lineWidth: rule.middle, lineColor: colour.ink },
        ],
      },
    ],
  };
}

/** How far the name of the laboratory reaches up into its seal, points: the seal covers the name, as it must. */
const nameOverSeal = 15;

/** Name of the laboratory and date under its seal; `seal` is the SVG of the seal. */
export function sealOfLaboratory({ laboratory, issuedAt }: Certificate, seal: string, width: number): Column {
  return {
    width,
    stack: [
      // Outside the flow of the page, and before the words, so that these stay black and legible upon it.
      figure(`印章：${laboratory.name.zh}`, { svg: seal, relativePosition: { x: (width - sealSide) / 2, y: 0 } }),
      {
        stack: [flow(laboratory.name.zh, { bold: true }), flow(day(issuedAt), { margin: [0, 1, 0, 0] })],
        alignment: 'center',
        margin: [0, sealSide - nameOverSeal, 0, 0],
      },
    ],
  };
}
