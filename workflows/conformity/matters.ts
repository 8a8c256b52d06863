import type { Bilingual } from '../kernel/bilingual.ts';
import { isInForce } from '../kernel/source.ts';
import type { Formula } from '../kernel/working.ts';
import type { QuarantineOutcome } from './quarantine-outcome.ts';
import type { ReleaseFacts, ReleaseGuards } from './release-facts.ts';
import type { GuardCase, ReleaseRule, ReleaseRules } from './release-rules.ts';
import { gates, releaseOutcomes, type AdviceCode, type ReleaseOutcome } from './release-types.ts';
import { resultMatter } from './result-case.ts';

/** Something that bears on release: what the results mean, a guard not met, a quarantine finding. */
export interface Matter {
  /** The case's key in the pack, or the finding's code. */
  readonly name: string;
  readonly rule: ReleaseRule;
  /** What the working calls it. */
  readonly formula: Formula;
  readonly basis: Bilingual;
  readonly outstanding: readonly string[];
}

/** All that bears on release; the results are always among it. */
export const openMatters = ({ results, guards }: ReleaseFacts, rules: ReleaseRules): readonly Matter[] => [
  resultsMatter({ results, ...(guards && { guards }) }, rules),
  ...(guards ? guardMatters(guards, rules) : []),
  ...(guards?.quarantine ?? []).filter((finding) => !isForClaim(finding)).map((finding) => quarantineMatter(finding, rules)),
];

/** Not a matter of quarantine: the goods go out with a certificate for a claim. */
const isForClaim = ({ allowed }: QuarantineOutcome): boolean => allowed.includes('RELEASE_WITH_CLAIM_CERT');

/** A rule of the pack as the working shows it. */
function formulaOf(name: string, rule: ReleaseRule): Formula {
  const touched = gates.flatMap((gate) =>
    rule[gate] ? [`${gate} ${rule[gate].advice} (${rule[gate].allowed.join(', ')})`] : [],
  );
  return { name: rule.basis, expression: `${name}: ${touched.join('; ')}`, source: rule.source };
}

/** Every rule on release that a working can name. */
export const releaseFormulas = ({ cases, quarantine, releaseFirst }: ReleaseRules): readonly Formula[] => [
  ...Object.entries(cases).map(([name, rule]) => formulaOf(name, rule)),
  quarantine,
  ...(releaseFirst ? [formulaOf('releaseFirst', releaseFirst)] : []),
];

/** The results, seen with what lets goods leave before them or asks for a claim certificate beside them. */
function resultsMatter({ results, guards }: ReleaseFacts, rules: ReleaseRules): Matter {
  const found = guards?.sample === 'INVALID' ? resultMatter({ ...results, overall: 'INVALID_SAMPLE' }) : resultMatter(results);
  const { outstanding } = found;
  if (guards && (found.case === 'notTested' || found.case === 'noLimit') && mayLeaveFirst(guards, rules)) {
    const { releaseFirst } = rules;
    return {
      name: 'releaseFirst',
      rule: releaseFirst,
      formula: formulaOf('releaseFirst', releaseFirst),
      basis: releaseFirst.basis,
      outstanding,
    };
  }
  const shortfall = guards !== undefined && (guards.contractShortfall || guards.quarantine.some(isForClaim));
  const name = found.case === 'pass' && shortfall ? 'contractShortfall' : found.case;
  const rule = rules.cases[name];
  const conditions = name === 'conditional' ? results.conditions.map(({ statement }) => statement) : [];
  return { name, rule, formula: formulaOf(name, rule), basis: withConditions(rule.basis, conditions), outstanding };
}

function mayLeaveFirst(
  { product, on, onSiteChecks, sampled }: ReleaseGuards,
  rules: ReleaseRules,
): rules is ReleaseRules & Required<Pick<ReleaseRules, 'releaseFirst'>> {
  const { releaseFirst } = rules;
  if (!releaseFirst || product === null || !releaseFirst.products.includes(product)) return false;
  return isInForce(releaseFirst.source, on) && onSiteChecks === 'PASSED' && sampled;
}

const withConditions = ({ zh, en }: Bilingual, conditions: readonly Bilingual[]): Bilingual => ({
  zh: [zh, ...conditions.map((condition) => condition.zh)].join(''),
  en: [en, ...conditions.map((condition) => condition.en)].join(' '),
});

function guardMatters(guards: ReleaseGuards, rules: ReleaseRules): readonly Matter[] {
  const { sample, suspectAcceptedBy, onSiteChecks, openTreatments, dispute, licencesWrittenOff } = guards;
  const open: readonly (readonly [GuardCase, boolean, readonly string[]])[] = [
    ['suspectSample', sample === 'SUSPECT' && suspectAcceptedBy === null, ['sampleAcceptance']],
    ['onSiteOpen', onSiteChecks === 'OPEN', ['onSiteChecks']],
    ['onSiteFailed', onSiteChecks === 'FAILED', ['onSiteChecks']],
    ['openTreatment', openTreatments.length > 0, openTreatments],
    ['dispute', dispute, ['dispute']],
    ['licencesOpen', !licencesWrittenOff, ['licences']],
  ];
  return open.flatMap(([name, isOpen, outstanding]) => {
    const rule = rules.cases[name];
    return isOpen ? [{ name, rule, formula: formulaOf(name, rule), basis: rule.basis, outstanding }] : [];
  });
}

/** What is advised of a finding: the lightest of what customs may choose from. Holding is no end, so it comes last. */
const lightestFirst: readonly (readonly [ReleaseOutcome, AdviceCode])[] = [
  ['PROCESS_UNDER_SUPERVISION', 'TREAT'],
  ['TREAT_THEN_REINSPECT', 'TREAT'],
  ['TECHNICAL_TREATMENT', 'RECTIFY'],
  ['CHANGE_OF_USE', 'RECTIFY'],
  ['RETURN', 'RETURN'],
  ['DESTROY', 'DESTROY'],
];

function quarantineMatter({ code, allowed, stopUnloading, basis }: QuarantineOutcome, rules: ReleaseRules): Matter {
  const known = releaseOutcomes.filter((outcome) => allowed.includes(outcome));
  const advice = lightestFirst.find(([outcome]) => known.includes(outcome))?.[1] ?? 'HOLD';
  const gate = { advice, allowed: known.length > 0 ? known : (['HOLD'] as const) };
  const rule = { removal: gate, use: gate, basis, source: rules.quarantine.source };
  return { name: code, rule, formula: rules.quarantine, basis, outstanding: [code, ...(stopUnloading ? ['stopUnloading'] : [])] };
}
