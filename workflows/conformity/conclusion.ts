import type { Bilingual } from '../kernel/bilingual.ts';
import { signOf } from './comparison.ts';
import { symbolOf, type JudgedSet } from './item-verdict.ts';
import { openConditions } from './results.ts';
import type { ConformityRules } from './rules.ts';
import type { ItemVerdict, Verdict } from './types.ts';

/** The sentence a certificate concludes with: which specification, which items, and what is open. */
export function conclusionFor(
  overall: Verdict,
  sets: readonly JudgedSet[],
  rules: ConformityRules,
): Bilingual {
  const certain = sets.flatMap(({ items }) => items.filter(({ conditional }) => !conditional));
  const main = mainSentence(overall, rules.specification, certain);
  if (overall !== 'PASS' && overall !== 'BORDERLINE') return main;
  const additions = conditionalSentences(sets);
  return {
    zh: [main, ...additions].map(({ zh }) => zh).join(''),
    en: [main, ...additions].map(({ en }) => en).join(' '),
  };
}

function mainSentence(overall: Verdict, { zh, en }: Bilingual, certain: readonly ItemVerdict[]): Bilingual {
  switch (overall) {
    case 'PASS':
      return { zh: `所检项目符合${zh}的规定。`, en: `The items tested conform to the ${en}.` };
    case 'BORDERLINE': {
      const near = list(certain, 'BORDERLINE');
      return {
        zh: `所检项目符合${zh}的规定，但${near.zh}与限值之差在临界差之内，建议用存查样复验。`,
        en:
          `The items tested conform to the ${en}, but ${near.en} within the critical difference of the limit; ` +
          'a retest from the reserve sample is advised.',
      };
    }
    case 'FAIL': {
      const failed = failures(certain);
      return {
        zh: `不符合${zh}的规定：${failed.zh}。`,
        en: `The lot does not conform to the ${en}: ${failed.en}.`,
      };
    }
    case 'NOT_TESTED': {
      const missing = list(certain, 'NOT_TESTED');
      return {
        zh: `${missing.zh}未检验，不能判定是否符合${zh}。`,
        en: `No conformity to the ${en} is stated: ${missing.en} not tested.`,
      };
    }
    case 'INVALID_SAMPLE':
      return { zh: '样品无效，不作符合性判定。', en: 'The sample is invalid; no conformity is stated.' };
    case 'NO_LIMIT':
      return {
        zh: `${zh}没有适用限值，不作符合性判定。`,
        en: `The ${en} sets no limit that applies; no conformity is stated.`,
      };
  }
}

/** What is to be said of each set whose application is not known: its condition where it is not shown to be met. */
function conditionalSentences(sets: readonly JudgedSet[]): readonly Bilingual[] {
  const open = openConditions(sets).map(({ set }) => set);
  return sets.flatMap(({ set, application }) => {
    if (application !== 'perhaps') return [];
    return (open.includes(set) ? set.condition : set.metAnyway) ?? [];
  });
}

function failures(certain: readonly ItemVerdict[]): Bilingual {
  const failed = certain.filter(({ verdict }) => verdict === 'FAIL');
  const limitOf = ({ limit }: ItemVerdict) =>
    `${symbolOf(limit)} (${signOf(limit.comparison)} ${limit.limit} ${limit.unit})`;
  const listed = [...new Set(failed.map(limitOf))];
  return { zh: listed.join('、'), en: listed.join(', ') };
}

function list(certain: readonly ItemVerdict[], verdict: Verdict): Bilingual {
  const symbols = [
    ...new Set(certain.filter((item) => item.verdict === verdict).map(({ limit }) => symbolOf(limit))),
  ];
  return { zh: symbols.join('、'), en: `${symbols.join(', ')} ${symbols.length > 1 ? 'are' : 'is'}` };
}
