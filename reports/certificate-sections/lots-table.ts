import type { Content } from 'pdfmake/interfaces.js';
import type { Certificate } from '../../workflows/certificate/content.ts';
import { lotName } from '../../workflows/conformity/lots-statement.ts';
import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import { beside } from '../text.ts';
import { verdictWords } from '../words.ts';
import { cell, sectionTable } from './section-table.ts';

/** The lots of a cargo of several, each with its units, quantity and verdict; nothing of a cargo of one. */
export function lotsTable({ conformity, sampling }: Certificate): readonly Content[] {
  const { lots = [] } = conformity ?? {};
  if (lots.length === 0) return [];
  return [
    sectionTable(
      { zh: '检验批', en: 'Lots' },
      [
        { zh: '批', en: 'Lot', width: '*' },
        { zh: '采样单元', en: 'Units', width: '*', align: 'center' },
        { zh: `数量 ${sampling?.quantityUnit ?? 't'}`, en: 'Quantity', width: '*', align: 'right' },
        { zh: '判定', en: 'Verdict', width: 58, align: 'center' },
      ],
      lots.map(({ name, units, quantity, overall }) => [
        beside(name),
        cell(units.join('、'), 'center'),
        cell(quantity, 'right'),
        beside(verdictWords[overall], { alignment: 'center' }),
      ]),
    ),
  ];
}

/** A heading for what is of one lot: unchanged where the cargo is of one. */
export const ofLot = ({ zh, en }: Bilingual, lot: number | undefined): Bilingual =>
  lot === undefined ? { zh, en } : { zh: `${zh}（${lotName(lot).zh}）`, en: `${en}, ${lotName(lot).en}` };

/** What stands on the paper together: all of it for a cargo of one lot, else lot by lot. */
export const byLot = <Of extends { readonly lot?: number }>(
  all: readonly Of[],
): readonly (readonly [lot: number | undefined, of: readonly Of[]])[] =>
  [...new Set(all.map(({ lot }) => lot))].map((lot) => [lot, all.filter((each) => each.lot === lot)]);
