import type { Bilingual } from '../kernel/bilingual.ts';
import { signOf } from './comparison.ts';
import { overallOf } from './overall.ts';
import type { ProductLimitRules } from './product-rules.ts';
import type { ProductConformity, ProductVerdict } from './product-types.ts';
import type { QuarantineOutcome } from './quarantine-outcome.ts';
import { releaseAdvice } from './release.ts';
import type { ReleaseGuards } from './release-facts.ts';
import { adviceByGravity, gates, type GateAdvice } from './release-types.ts';
import type { ConformityFinding, ConformityStatement, ItemVerdict, Limit, Verdict } from './types.ts';

/** A part of a cargo that was sampled and judged by itself: a hold, a parcel. */
export interface JudgedPart {
  readonly no: number;
  readonly label: Bilingual;
  readonly conformity: ProductConformity;
}

/** What was found besides the values, and the day of the statement (ISO date). */
export interface SeenBesides {
  /** Items without a limit that an officer accepted as reported only, and why. */
  readonly noLimitAccepted: readonly {
    readonly item: string;
    readonly by: string;
    readonly reason: string;
  }[];
  readonly quarantine: readonly (QuarantineOutcome & { readonly name: Bilingual })[];
  readonly on: string;
}

/**
 * What is stated of a cargo whose parts were judged each by itself: a part that fails is not made good by others, so for every limit
 * the worst part stands, and the gravest advice at each gate. Items for which no limit exists are findings, as is each part that fails
 * where others do not, and what quarantine found. At least one part.
 */
export function productStatement(
  parts: readonly JudgedPart[],
  rules: ProductLimitRules,
  { quarantine, on, noLimitAccepted }: SeenBesides,
): ConformityStatement {
  const [first] = parts;
  if (!first) throw new RangeError('a statement needs at least one part');
  const items = worstItems(parts);
  const overall = overallOf(parts.map(({ conformity }) => conformity.overall));
  const limited = items.flatMap((verdict) => limitedItem(verdict) ?? []);
  const withoutLimit = items.filter(({ limit, required }) => limit === null && required);
  return {
    items: limited,
    overall,
    conclusion: withQuarantine(
      conclusionOf(overall, limited, withoutLimit, specificationOf(items, rules)),
      quarantine,
    ),
    decisionRule: first.conformity.decisionRule,
    findings: [
      ...withoutLimit.map((item) => noLimit(item, noLimitAccepted)),
      ...failingParts(parts),
      ...quarantine.map(quarantineFinding),
    ],
    advice:
      quarantine.length === 0
        ? gates.flatMap((gate) => gravestAt(gate, parts) ?? [])
        : adviceWith(quarantine, items, overall, on, rules),
  };
}

const worst = (verdicts: readonly ProductVerdict[]): ProductVerdict | undefined => {
  const overall = overallOf(verdicts.map(({ verdict }) => verdict));
  return verdicts.find(({ verdict }) => verdict === overall);
};

/** Every item and limit once, with the verdict of the worst part, in the order they are judged. */
function worstItems(parts: readonly JudgedPart[]): readonly ProductVerdict[] {
  const all = parts.flatMap(({ conformity }) => conformity.items);
  // A regulation may bound an item from both sides.
  const keyOf = ({ item, set, limit }: ProductVerdict) => `${item} ${set ?? ''} ${limit?.comparison ?? ''} ${limit?.limit ?? ''}`;
  const keys = [...new Set(all.map(keyOf))];
  return keys.flatMap((key) => worst(all.filter((each) => keyOf(each) === key)) ?? []);
}

function limitedItem({
  item,
  name,
  unit,
  limit,
  value,
  verdict,
  decisionRule,
  regimes,
}: ProductVerdict): ItemVerdict | null {
  if (limit === null || decisionRule === null) return null;
  const { products: _products, ...criterion } = limit;
  const stated: Limit = { ...criterion, item, basis: null, name, unit };
  return { limit: stated, value, verdict, decisionRule, regimes, conditional: false };
}

function noLimit(
  { item, name }: ProductVerdict,
  accepted: SeenBesides['noLimitAccepted'],
): ConformityFinding {
  const word = accepted.find((one) => one.item === item);
  return {
    code: 'NO_LIMIT',
    item,
    ...(word
      ? {
          zh: `${name.zh}：现行规定无限量，只报告结果，不作判定；${word.by}认可：${word.reason}。`,
          en: `${name.en}: no limit exists; reported and not judged, accepted by ${word.by}: ${word.reason}.`,
        }
      : {
          zh: `${name.zh}：现行规定无限量，不作判定。`,
          en: `${name.en}: no limit exists; nothing is stated of it.`,
        }),
  };
}

/** Each part that fails, where others do not. */
const failingParts = (parts: readonly JudgedPart[]): readonly ConformityFinding[] =>
  parts.every(({ conformity }) => conformity.overall === 'FAIL') ? [] : unitsThatFail(parts);

/** In what each part fails. */
export const unitsThatFail = (parts: readonly JudgedPart[]): readonly ConformityFinding[] =>
  parts.flatMap(({ no, label, conformity }) =>
    conformity.items
      .filter(({ verdict }) => verdict === 'FAIL')
      .map(({ item, name }) => ({
        code: 'UNIT_FAILS' as const,
        unitNo: no,
        item,
        zh: `${label.zh}的${name.zh}不合格。`,
        en: `${label.en} fails in ${name.en}.`,
      })),
  );

function gravestAt(gate: GateAdvice['gate'], parts: readonly JudgedPart[]): GateAdvice | undefined {
  const advices = parts.flatMap(({ conformity }) => conformity.advice.filter((each) => each.gate === gate));
  return advices.toSorted((a, b) => adviceByGravity.indexOf(b.advice) - adviceByGravity.indexOf(a.advice))[0];
}

/** Advice on what was found alone: nothing else is taken to be open. */
function adviceWith(
  quarantine: SeenBesides['quarantine'],
  items: readonly ProductVerdict[],
  overall: Verdict,
  on: string,
  rules: ProductLimitRules,
): readonly GateAdvice[] {
  const bearing = items
    .filter(({ required }) => required)
    .map(({ item, verdict, limit, near }) => ({
      item,
      verdict,
      nature: limit?.nature ?? ('other' as const),
      near,
    }));
  const guards: ReleaseGuards = {
    sample: 'VALID',
    suspectAcceptedBy: null,
    onSiteChecks: 'PASSED',
    sampled: true,
    openTreatments: [],
    dispute: false,
    licencesWrittenOff: true,
    contractShortfall: false,
    quarantine,
    product: null,
    on,
  };
  return releaseAdvice({ results: { overall, items: bearing, conditions: [] }, guards }, rules).value.gates;
}

const quarantineFinding = ({ code, name }: SeenBesides['quarantine'][number]): ConformityFinding => ({
  code: 'QUARANTINE_FINDING',
  item: code,
  zh: `检疫发现：${name.zh}。`,
  en: `Quarantine finding: ${name.en}.`,
});

/** A conclusion with what was found in quarantine. */
export function withQuarantine({ zh, en }: Bilingual, quarantine: SeenBesides['quarantine']): Bilingual {
  if (quarantine.length === 0) return { zh, en };
  const found = listed(quarantine.map(({ name }) => name));
  return {
    zh: `${zh}检疫发现${found.zh}，须依法处理。`,
    en: `${en} Found in quarantine: ${found.en}; to be dealt with by law.`,
  };
}

/** The regulations whose limits were applied. */
function specificationOf(items: readonly ProductVerdict[], { limitSets }: ProductLimitRules): Bilingual {
  const standards = [
    ...new Set(
      items.flatMap(({ limit }) => (limit ? `${limit.source.standard}-${limit.source.edition}` : [])),
    ),
  ];
  const names = limitSets
    .filter(({ id }) => items.some(({ set, limit }) => limit !== null && set === id))
    .map(({ name }) => name);
  return standards.length > 0
    ? { zh: standards.join('、'), en: standards.join(', ') }
    : { zh: names.map(({ zh }) => zh).join('、'), en: names.map(({ en }) => en).join(', ') };
}

function conclusionOf(
  overall: Verdict,
  limited: readonly ItemVerdict[],
  withoutLimit: readonly ProductVerdict[],
  specification: Bilingual,
): Bilingual {
  const named = (verdict: Verdict) =>
    limited.filter((item) => item.verdict === verdict).map(({ limit }) => limit);
  const { zh, en } = specification;
  switch (overall) {
    case 'INVALID_SAMPLE':
      return { zh: '样品无效，不作符合性判定。', en: 'The sample is invalid; no conformity is stated.' };
    case 'FAIL': {
      const failed = named('FAIL').map(({ name, comparison, limit, unit }) => ({
        zh: `${name.zh}（${signOf(comparison)} ${limit} ${unit}）`,
        en: `${name.en} (${signOf(comparison)} ${limit} ${unit})`,
      }));
      return {
        zh: `不符合${zh}的规定：${listed(failed).zh}。`,
        en: `The cargo does not conform to ${en}: ${listed(failed).en}.`,
      };
    }
    case 'NOT_TESTED': {
      const missing = listed(named('NOT_TESTED').map(({ name }) => name));
      return {
        zh: `${missing.zh}未检验，不能判定是否符合${zh}。`,
        en: `No conformity to ${en} is stated: not tested: ${missing.en}.`,
      };
    }
    case 'BORDERLINE': {
      const near = listed(named('BORDERLINE').map(({ name }) => name));
      return {
        zh: `所检项目符合${zh}的规定，但${near.zh}与限值之差在临界差之内，建议用存查样复验。`,
        en: `The items tested conform to ${en}, but within the critical difference of the limit: ${near.en}; a retest from the reserve sample is advised.`,
      };
    }
    case 'NO_LIMIT':
    case 'PASS':
      return withoutLimit.length > 0
        ? partlyLimited(limited, withoutLimit, specification)
        : { zh: `所检项目符合${zh}的规定。`, en: `The items tested conform to ${en}.` };
  }
}

/** Also where an officer accepted that some have no limit: of those no conformity is stated. */
function partlyLimited(
  limited: readonly ItemVerdict[],
  withoutLimit: readonly ProductVerdict[],
  { zh, en }: Bilingual,
): Bilingual {
  const without = listed(withoutLimit.map(({ name }) => name));
  return limited.length === 0
    ? {
        zh: '所检项目均无适用限值，不作符合性判定。',
        en: 'No limit applies to the items tested; no conformity is stated.',
      }
    : {
        zh: `有限值的项目符合${zh}的规定；${without.zh}无适用限值，未判定。`,
        en: `The items with a limit conform to ${en}; no limit applies to: ${without.en}, which are not judged.`,
      };
}

const listed = (names: readonly Bilingual[]): Bilingual => ({
  zh: names.map(({ zh }) => zh).join('、'),
  en: names.map(({ en }) => en).join(', '),
});
