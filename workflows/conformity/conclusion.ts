import type { Bilingual } from '../kernel/bilingual.ts';
import { symbolOf } from './item-verdict.ts';
import type { ConformityRules } from './rules.ts';
import type { ItemVerdict, Verdict } from './types.ts';

/** The sentence a certificate concludes with: which specification, which items, and what is open. */
export function conclusionFor(
  overall: Verdict,
  items: readonly ItemVerdict[],
  rules: ConformityRules,
): Bilingual {
  const main = mainSentence(
    overall,
    rules.specification,
    items.filter(({ conditional }) => !conditional),
  );
  const addition = overall === 'PASS' || overall === 'BORDERLINE' ? conditionalSentence(items) : null;
  return addition ? { zh: `${main.zh}${addition.zh}`, en: `${main.en} ${addition.en}` } : main;
}

function mainSentence(
  overall: Verdict,
  specification: Bilingual,
  certain: readonly ItemVerdict[],
): Bilingual {
  const { zh, en } = specification;
  switch (overall) {
    case 'PASS':
      return { zh: `所检项目符合${zh}的规定。`, en: `The items tested conform to the ${en}.` };
    case 'BORDERLINE': {
      const near = list(certain, 'BORDERLINE');
      return {
        zh: `所检项目符合${zh}的规定,但${near.zh}与限值之差在临界差之内,建议用存查样复验。`,
        en: `The items tested conform to the ${en}, but ${near.en} within the critical difference of the limit; a retest from the reserve sample is advised.`,
      };
    }
    case 'FAIL': {
      const failed = failures(certain);
      return {
        zh: `不符合${zh}的规定:${failed.zh}。`,
        en: `The lot does not conform to the ${en}: ${failed.en}.`,
      };
    }
    case 'NOT_TESTED': {
      const missing = list(certain, 'NOT_TESTED');
      return {
        zh: `${missing.zh}未检验,不能判定是否符合${zh}。`,
        en: `No conformity to the ${en} is stated: ${missing.en} not tested.`,
      };
    }
    case 'INVALID_SAMPLE':
      return { zh: '样品无效,不作符合性判定。', en: 'The sample is invalid; no conformity is stated.' };
    case 'NO_LIMIT':
      return {
        zh: `${zh}没有适用限值,不作符合性判定。`,
        en: `The ${en} sets no limit that applies; no conformity is stated.`,
      };
  }
}

/** What is to be said of limits whose condition is not known; null when there are none. */
function conditionalSentence(items: readonly ItemVerdict[]): Bilingual | null {
  const conditional = items.filter((item) => item.conditional);
  if (conditional.length === 0) return null;
  const open = conditional.filter(({ verdict }) => verdict !== 'PASS');
  const condition = open.find((item) => item.condition)?.condition;
  return condition ?? { zh: '远距离运输限值亦符合。', en: 'The limits for a long haul are met as well.' };
}

function failures(certain: readonly ItemVerdict[]): Bilingual {
  const failed = certain.filter(({ verdict }) => verdict === 'FAIL');
  const limitOf = ({ limit }: ItemVerdict) =>
    `${symbolOf(limit)} (${limit.comparison === '<=' ? '≤' : '≥'} ${limit.limit} ${limit.unit})`;
  const listed = [...new Set(failed.map(limitOf))];
  return { zh: listed.join('、'), en: listed.join(', ') };
}

function list(certain: readonly ItemVerdict[], verdict: Verdict): Bilingual {
  const symbols = [
    ...new Set(certain.filter((item) => item.verdict === verdict).map(({ limit }) => symbolOf(limit))),
  ];
  return { zh: symbols.join('、'), en: `${symbols.join(', ')} ${symbols.length > 1 ? 'are' : 'is'}` };
}
