import { approved, packOf } from '../../../workflows/blind-control/blind-control.fixture.ts';
import { editionOn } from '../../../workflows/iso4259/edition.fixture.ts';
import { verdictOf } from '../../../workflows/laboratory-comparison/comparison.ts';
import type { ComparisonContext } from '../../../workflows/laboratory-comparison/comparison.ts';
import { person } from '../../../workflows/kernel/testing/rehearsal.ts';
import { messages, offer } from '../harness/catalogue.ts';
import type { Catalogue } from '../harness/catalogue.ts';
import { isSame } from './runs.ts';

const parent = 'consignment/D1.1';
/** Reports after which no further one comes. */
const most = 2;
/** One that agrees, one that does not, one nothing can judge, one that cannot be. */
const ash = ['10.60', '12.00', 'much'];

export const laboratoryComparison: Catalogue<ComparisonContext> = {
  definition: 'laboratory-comparison',
  process: 'laboratory-comparison/A-1',
  starts: [
    {
      name: 'a bottle of coal',
      input: {
        order: {
          parent,
          approved: approved('A-1', ['M', 'ad', '5.00'], ['A', 'ad', '10.00'], ['Hg', 'ad', '0.08']),
          pack: packOf('coal'),
          iso4259: editionOn(),
          laboratoryPack: packOf('laboratory'),
        },
      },
    },
  ],
  *offers({ context: { reports } }) {
    if (reports.length >= most) return;
    const values = [
      ...ash.map((result) => ({ item: 'A', basis: 'd', results: [result] })),
      { item: 'Hg', basis: 'd', results: ['0.08'] },
    ];
    for (const reportNo of ['R-1', 'R-2'])
      for (const value of values)
        for (const by of ['analyst', 'reviewer'])
          yield offer(
            {
              type: 'report.entered',
              laboratory: 'Other',
              reportNo,
              reportedOn: '2026-03-06',
              values: [value],
            },
            person(by),
          );
  },
  key: ({ context: { reports } }) => reports.map(({ reportNo, items }) => [reportNo, verdictOf(items)]),
  isEnd: () => true,
  laws: [
    {
      says: 'a report counts once, and never by who tested the bottle',
      holds: ({ context: { reports, order } }) =>
        new Set(reports.map(({ reportNo }) => reportNo)).size === reports.length &&
        reports.every(({ by }) => !order.approved.analysts.includes(by.id)),
    },
  ],
  stepLaws: [
    {
      says: 'what was compared stays, and whose sample it is hears of each report once, with a finding only where it disagrees',
      holds: ({ from, to, effects }) => {
        const added = to.context.reports.slice(from.context.reports.length);
        const told = messages(effects, parent);
        return (
          isSame(to.context.reports.slice(0, from.context.reports.length), from.context.reports) &&
          told.length === added.length &&
          told.every(
            ({ verdict, findings }, index) =>
              verdict === verdictOf(added[index]?.items ?? []) &&
              (verdict === 'DISAGREE') === (findings as readonly unknown[]).length > 0,
          )
        );
      },
    },
  ],
};
