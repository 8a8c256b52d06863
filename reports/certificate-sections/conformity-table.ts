import type { Content, TableCell } from 'pdfmake/interfaces.js';
import type { LotValue } from '../../workflows/assay/types.ts';
import type { Certificate } from '../../workflows/certificate/content.ts';
import { meets, signOf } from '../../workflows/conformity/comparison.ts';
import type { ItemVerdict, Limit } from '../../workflows/conformity/types.ts';
import type { DecimalString } from '../../workflows/kernel/brand.ts';
import type { RuleSource } from '../../workflows/kernel/source.ts';
import { colour, size } from '../paper.ts';
import { beside, english, flow } from '../text.ts';
import { verdictWords } from '../words.ts';
import { byLot, lotsTable, ofLot } from './lots-table.ts';
import { symbol } from './results-table.ts';
import { cell, sectionTable } from './section-table.ts';

/** The statement of conformity: what was compared with which limit, the verdict in words, the conclusion and the decision rule. */
export function conformityTable(certificate: Certificate): readonly Content[] {
  const { conformity, results } = certificate;
  if (!conformity) return [];
  const items = byLot(conformity.items);
  return [
    ...lotsTable(certificate),
    ...(items.length > 0 ? items : [[undefined, []] as const]).map(([lot, of]) => verdictsTable(of, results, lot)),
    {
      stack: [
        {
          text: [{ text: '结论　' }, { text: conformity.conclusion.zh }],
          bold: true,
          fontSize: size.section,
        },
        english(conformity.conclusion.en, { fontSize: size.body }),
        { text: [{ text: '判定规则 ', bold: true }, conformity.decisionRule.zh], margin: [0, 4, 0, 0] },
        english(`Decision rule: ${conformity.decisionRule.en}`),
      ],
      unbreakable: true,
      margin: [2, 7, 2, 0],
    },
  ];
}

const verdictsTable = (items: readonly ItemVerdict[], results: readonly LotValue[], lot: number | undefined): Content =>
  sectionTable(
    ofLot({ zh: '符合性判定', en: 'Statement of conformity' }, lot),
    [
      { zh: '项目', en: 'Item', width: '*' },
      { zh: '符号', en: 'Symbol', width: 34 },
      { zh: '限量', en: 'Limit', width: 62, align: 'right' },
      { zh: '结果', en: 'Result', width: 38, align: 'right' },
      { zh: '依据', en: 'Specification', width: 142 },
      { zh: '判定', en: 'Verdict', width: 58, align: 'center' },
    ],
    items.map((item) => row(item, results)),
  );

function row(item: ItemVerdict, results: readonly LotValue[]): TableCell[] {
  const { limit, verdict, conditional, condition } = item;
  const words = verdictWords[verdict];
  const { source } = limit;
  return [
    beside(limit.name),
    symbol(limit.item, limit.basis),
    cell(`${signOf(limit.comparison)} ${limit.limit} ${limit.unit}`, 'right'),
    cell(shownValue(item, results) ?? '—', 'right'),
    {
      stack: [
        ...cited(source),
        // What is met whatever the condition needs none.
        ...(conditional && condition && verdict !== 'PASS'
          ? [english(`${condition.zh}　${condition.en}`)]
          : []),
      ],
    },
    beside(words, { bold: true, alignment: 'center', ...(verdict === 'FAIL' && { color: colour.seal }) }),
  ];
}

const cited = ({ standard, edition, clause, citation }: RuleSource): Content[] =>
  citation
    ? [flow(citation.zh, { fontSize: size.small + 0.5 }), english(citation.en)]
    : [flow(`${standard}（${edition}）${clause}`, { fontSize: size.small + 0.5 })];

/**
 * The value as reported. Where rounding has carried it across the limit (0.604 reported as 0.60 against ≤ 0.6), the
 * value that was compared is shown instead, so that the verdict never contradicts what stands beside it.
 */
export function shownValue({ limit, value, lot }: ItemVerdict, results: readonly LotValue[]): string | null {
  if (value === null) return null;
  const reported = results.find(
    (result) => result.item === limit.item && result.basis === limit.basis && result.lot === lot,
  )?.reported;
  return reported !== undefined && meetsLimit(limit, reported) === meetsLimit(limit, value)
    ? reported
    : value;
}

const meetsLimit = ({ comparison, limit }: Limit, value: DecimalString) => meets(comparison, value, limit);
