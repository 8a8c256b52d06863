import type { Bilingual } from '../kernel/bilingual.ts';
import { isNearLimit, symbolOf } from './item-verdict.ts';
import type { ConformityRules } from './rules.ts';
import type { AdviceCode, GateAdvice, ItemVerdict, Verdict } from './types.ts';

/** What must still be known about the cargo itself, as `outstanding` names it. */
const haulOutstanding = 'haulDistance';

/**
 * Advice at the two gates: leaving the port (removal), and sale or use (GACC announcement 160/2019).
 *
 * Coal is not among the goods that may be released before inspection (GACC 134/2018), so nothing is released while a
 * result is outstanding. A failed item of safety, health or environment leads to return, another one to treatment and
 * re-inspection (regulation on commodity inspection, article 19). A failure within R/√2 of the limit, like a pass as
 * close, is retested from the reserve sample first. Where only Article 7 is open, the cargo may leave on its condition.
 */
export function adviceFor(
  overall: Verdict,
  items: readonly ItemVerdict[],
  rules: ConformityRules,
): readonly GateAdvice[] {
  const certain = items.filter(({ conditional }) => !conditional);
  const untested = symbolsOf(certain, 'NOT_TESTED');
  switch (overall) {
    case 'INVALID_SAMPLE':
      return bothGates(
        'HOLD',
        texts.invalid,
        items.map(({ limit }) => symbolOf(limit)),
      );
    case 'FAIL':
      return failureAdvice(certain, untested, rules);
    case 'NOT_TESTED':
      return bothGates('PENDING', texts.untested, untested);
    case 'BORDERLINE':
      return gates('HOLD', 'REINSPECT', texts.borderline, symbolsOf(certain, 'BORDERLINE'));
    case 'NO_LIMIT':
      return bothGates('PENDING', texts.noLimit, []);
    case 'PASS':
      return passAdvice(items);
  }
}

function failureAdvice(
  certain: readonly ItemVerdict[],
  untested: readonly string[],
  rules: ConformityRules,
): readonly GateAdvice[] {
  const failed = certain.filter(({ verdict }) => verdict === 'FAIL');
  const clear = failed.filter(({ limit, value }) => value !== null && !isNearLimit(limit, value, rules));
  if (clear.some(({ limit }) => limit.nature === 'environment'))
    return bothGates('RETURN', texts.environment, untested);
  const environmentIsOpen = failed.some(({ limit }) => limit.nature === 'environment');
  if (clear.length > 0 && !environmentIsOpen) return bothGates('RECTIFY', texts.other, untested);
  return gates('HOLD', 'REINSPECT', texts.nearFailure, [...untested, ...symbolsOf(failed, 'FAIL')]);
}

function passAdvice(items: readonly ItemVerdict[]): readonly GateAdvice[] {
  const open = items.filter(({ conditional, verdict }) => conditional && verdict !== 'PASS');
  const condition = open.find((item) => item.condition)?.condition;
  if (!condition) return bothGates('RELEASE', texts.pass, []);
  const basis = {
    zh: `${texts.conditional.zh}${condition.zh}`,
    en: `${texts.conditional.en} ${condition.en}`,
  };
  return gates('CONDITIONAL_REMOVAL', 'PENDING', basis, [haulOutstanding, ...symbolsOf(open, 'NOT_TESTED')]);
}

const symbolsOf = (items: readonly ItemVerdict[], wanted: Verdict): string[] => [
  ...new Set(items.filter(({ verdict }) => verdict === wanted).map(({ limit }) => symbolOf(limit))),
];

const gates = (
  removal: AdviceCode,
  use: AdviceCode,
  basis: Bilingual,
  outstanding: readonly string[],
): readonly GateAdvice[] => [
  { gate: 'removal', advice: removal, basis, outstanding },
  { gate: 'use', advice: use, basis, outstanding },
];

const bothGates = (advice: AdviceCode, basis: Bilingual, outstanding: readonly string[]) =>
  gates(advice, advice, basis, outstanding);

const texts = {
  pass: { zh: '检验结果符合全部适用限值。', en: 'All applicable limits are met.' },
  conditional: {
    zh: '确定适用的限值全部符合;用煤地点未申报。',
    en: 'All limits that certainly apply are met; the place of use is not declared.',
  },
  environment: {
    zh: '安全、卫生、环境保护项目不合格,建议退运。',
    en: 'An item of safety, health or environment fails; return is advised.',
  },
  other: {
    zh: '其他项目不合格,建议在监管下技术处理后重新检验。',
    en: 'Another item fails; treatment under supervision and re-inspection is advised.',
  },
  nearFailure: {
    zh: '不合格值与限值之差在临界差(R/√2)之内,建议先用存查样复验。',
    en: 'The failing value lies within the critical difference (R/√2) of the limit; retest from the reserve sample first.',
  },
  borderline: {
    zh: '结果与限值之差在临界差(R/√2)之内,建议用存查样复验。',
    en: 'A result lies within the critical difference (R/√2) of its limit; retest from the reserve sample.',
  },
  untested: { zh: '检验尚未完成,待检。', en: 'Testing is not complete.' },
  invalid: { zh: '样品无效,应重新采样。', en: 'The sample is invalid; sample again.' },
  noLimit: { zh: '没有适用限值,由海关决定。', en: 'No limit exists; customs decides.' },
} as const satisfies Record<string, Bilingual>;
