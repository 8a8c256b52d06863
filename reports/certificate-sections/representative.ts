import type { Column, Content } from 'pdfmake/interfaces.js';
import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import { colour, contentWidth, rule, size } from '../paper.ts';
import { beside, english } from '../text.ts';
import { heading, sectionGap } from './section-table.ts';

const gap = 16;
const lineWidth = (contentWidth - 2 * gap) / 3;
/** Room to write in, points. */
const roomToWrite = 24;

const acknowledged: Bilingual = {
  zh: '货主或其代理人确认：样品已按上列各项采取，并收到本凭单。',
  en: "The cargo's representative acknowledges that samples were drawn as stated above, and receipt of this voucher.",
};

/** Lines on which the cargo's representative and the sampler sign by hand. */
export const representativeSection = (): readonly Content[] => [
  {
    stack: [
      heading({ zh: '现场签字', en: 'Signed on site' }),
      beside(acknowledged, { margin: [2, 4, 2, 0] }),
      signed({ zh: '货主或其代理人', en: "Cargo's representative" }),
      signed({ zh: '采样人', en: 'Sampler' }),
    ],
    unbreakable: true,
    margin: [0, sectionGap, 0, 0],
  },
];

const signed = (who: Bilingual): Content => ({
  columns: [written(who), written({ zh: '签字', en: 'Signature' }), written({ zh: '日期', en: 'Date' })],
  columnGap: gap,
  margin: [0, roomToWrite, 0, 0],
});

const written = ({ zh, en }: Bilingual): Column => ({
  width: lineWidth,
  stack: [
    {
      canvas: [
        { type: 'line', x1: 0, x2: lineWidth, y1: 0, y2: 0, lineWidth: rule.middle, lineColor: colour.ink },
      ],
    },
    { text: zh, margin: [0, 2, 0, 0] },
    english(en, { fontSize: size.note }),
  ],
});
