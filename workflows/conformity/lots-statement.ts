import type { Bilingual } from '../kernel/bilingual.ts';
import type { DecimalString } from '../kernel/brand.ts';
import { overallOf } from './overall.ts';
import { productStatement, unitsThatFail, withQuarantine } from './product-statement.ts';
import type { JudgedPart, SeenBesides } from './product-statement.ts';
import type { ProductLimitRules } from './product-rules.ts';
import type { GateAdvice } from './release-types.ts';
import type { ConformityStatement, LotStatement } from './types.ts';

/** A lot of a cargo with the parts it was sampled in, each judged by itself. At least one part. */
export interface JudgedLot {
  readonly no: number;
  /** What its parts stand for together, in the unit of the sampling. */
  readonly quantity: DecimalString;
  readonly parts: readonly JudgedPart[];
}

/** What a lot of a cargo is called. */
export const lotName = (no: number): Bilingual => ({ zh: `第${no}批`, en: `Lot ${no}` });

/**
 * What is stated of a cargo of several lots: each lot by itself, because grain of another grade is a lot of its own (GB/T 5491), and no
 * value is a mean over two. The goods item as a whole stands as its worst lot does, and so does the advice on it; it says which lots it
 * rests on. What was found in quarantine concerns the whole cargo. At least two lots.
 */
export function lotsStatement(
  lots: readonly JudgedLot[],
  rules: ProductLimitRules,
  besides: SeenBesides,
): ConformityStatement {
  const whole = productStatement(
    lots.flatMap(({ parts }) => parts),
    rules,
    besides,
  );
  const each = lots.map((lot) => ({
    lot,
    stated: productStatement(lot.parts, rules, { ...besides, quarantine: [] }),
  }));
  const conclusions = each.map(({ lot: { no }, stated }) => ofLot(no, stated.conclusion));
  return {
    ...whole,
    overall: overallOf(each.map(({ stated }) => stated.overall)),
    items: each.flatMap(({ lot: { no: lot }, stated }) => stated.items.map((item) => ({ ...item, lot }))),
    conclusion: withQuarantine(
      { zh: conclusions.map(({ zh }) => zh).join(''), en: conclusions.map(({ en }) => en).join(' ') },
      besides.quarantine,
    ),
    findings: [
      ...whole.findings.filter(({ code }) => code !== 'UNIT_FAILS'),
      ...lots.flatMap(({ no, parts }) =>
        unitsThatFail(parts).map((finding) => ({ ...finding, lot: no, ...ofLot(no, finding) })),
      ),
    ],
    advice: besides.quarantine.length > 0 ? whole.advice : whole.advice.map((advice) => naming(each, advice)),
    lots: each.map(({ lot: { no, quantity, parts }, stated }): LotStatement => ({
      no,
      name: lotName(no),
      quantity,
      units: parts.map((part) => part.no),
      overall: stated.overall,
      conclusion: stated.conclusion,
      advice: stated.advice,
    })),
  };
}

const ofLot = (no: number, { zh, en }: Bilingual): Bilingual => ({
  zh: `${lotName(no).zh}：${zh}`,
  en: `${lotName(no).en}: ${en}`,
});

/** Says on which lots an advice on the whole rests, where not all give it. */
function naming(
  each: readonly { readonly lot: JudgedLot; readonly stated: ConformityStatement }[],
  advice: GateAdvice,
): GateAdvice {
  const gravest = each.filter(({ stated }) =>
    stated.advice.some(({ gate, advice: said }) => gate === advice.gate && said === advice.advice),
  );
  if (gravest.length === each.length) return advice;
  const names = gravest.map(({ lot }) => lotName(lot.no));
  const { basis } = advice;
  return {
    ...advice,
    basis: {
      zh: `${names.map(({ zh }) => zh).join('、')}：${basis.zh}`,
      en: `${names.map(({ en }) => en).join(', ')}: ${basis.en}`,
    },
  };
}
