import type { QuarantineOutcome } from '../conformity/quarantine-outcome.ts';
import type { ReleaseOutcome } from '../conformity/release-types.ts';
import type { Bilingual } from '../kernel/bilingual.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import type { RuleSource } from '../kernel/source.ts';
import { workingStep, type Worked, type WorkingStep } from '../kernel/working.ts';
import type { QuarantineRule, QuarantineRules } from './rules.ts';

/** One thing an inspector found. */
export interface FoundThing {
  readonly finding: string;
  readonly whileUnloading: boolean;
  /** Whether an effective treatment exists; `not-known` leaves every outcome open. */
  readonly treatment: 'effective' | 'none' | 'not-known';
}

/** What may follow from it; `allowed` and `proposed` are for an officer to choose from, never a decision. */
export interface QuarantineAnswer extends QuarantineOutcome {
  readonly name: Bilingual;
  readonly allowed: readonly ReleaseOutcome[];
  readonly proposed: readonly ReleaseOutcome[];
  readonly outcomeNames: readonly Bilingual[];
  readonly measures: readonly Bilingual[];
  readonly source: RuleSource;
}

export interface QuarantineFindings {
  readonly stopUnloading: boolean;
  readonly findings: readonly QuarantineAnswer[];
}

/**
 * Outcomes the law allows on each finding. Without an effective treatment those that presuppose one fall away, and what remains is
 * proposed. A finding never removes another's: each must be settled. Refuses `FINDING_UNKNOWN` and `FINDINGS_MISSING`.
 */
export function quarantineFindings(
  found: readonly FoundThing[],
  rules: QuarantineRules,
): Outcome<Worked<QuarantineFindings>> {
  if (found.length === 0) return refuseNone();
  const answers: QuarantineAnswer[] = [];
  const steps: WorkingStep[] = [];
  for (const [index, thing] of found.entries()) {
    const rule = rules.findings.find(({ code }) => code === thing.finding);
    if (!rule) return refuseUnknown(thing.finding, index, rules);
    const answer = answerTo(thing, rule, rules);
    answers.push(answer);
    steps.push(...stepsOf(thing, rule, answer, rules));
  }
  return ok({
    value: { stopUnloading: answers.some(({ stopUnloading }) => stopUnloading), findings: answers },
    steps,
  });
}

function answerTo(
  { treatment, whileUnloading }: FoundThing,
  rule: QuarantineRule,
  rules: QuarantineRules,
): QuarantineAnswer {
  const possible = (outcome: ReleaseOutcome) => treatment !== 'none' || !rule.needTreatment.includes(outcome);
  const allowed = rule.allowed.filter(possible);
  const proposed = rule.proposed.filter(possible);
  const stopUnloading = whileUnloading && rule.stopsUnloading;
  const { basis, measures } = rules.whileUnloading;
  return {
    code: rule.code,
    name: rule.name,
    allowed,
    proposed: proposed.length > 0 ? proposed : allowed,
    outcomeNames: allowed.map(
      (outcome) => rules.outcomes.find(({ code }) => code === outcome)?.name ?? { zh: outcome, en: outcome },
    ),
    stopUnloading,
    basis: stopUnloading
      ? { zh: `${rule.basis.zh}；${basis.zh}`, en: `${rule.basis.en}; ${basis.en}` }
      : rule.basis,
    measures: stopUnloading ? [measures, rule.measures] : [rule.measures],
    source: rule.source,
  };
}

function stepsOf(
  thing: FoundThing,
  rule: QuarantineRule,
  answer: QuarantineAnswer,
  rules: QuarantineRules,
): readonly WorkingStep[] {
  const outcomes = workingStep(
    { ...rules.formulas.outcomes, source: rule.source },
    [
      ['finding', thing.finding],
      ['treatment', thing.treatment],
      ['proposed', answer.proposed.join(', ')],
    ],
    { unrounded: null, reported: answer.allowed.join(', ') },
  );
  if (!thing.whileUnloading) return [outcomes];
  const stop = workingStep(
    { ...rules.formulas.stopUnloading, source: rules.whileUnloading.source },
    [['finding', thing.finding]],
    {
      unrounded: null,
      reported: answer.stopUnloading ? 'STOP' : 'NO_STOP',
    },
  );
  return [stop, outcomes];
}

const refuseUnknown = (finding: string, index: number, { findings }: QuarantineRules) =>
  refuse({
    code: 'FINDING_UNKNOWN',
    field: `findings[${index}].finding`,
    message: `There is no rule for the finding "${finding}".`,
    remedy: `Choose one of: ${findings.map(({ code }) => code).join(', ')}; anything else is held for an officer.`,
  });

const refuseNone = () =>
  refuse({
    code: 'FINDINGS_MISSING',
    field: 'findings',
    message: 'No finding is given.',
    remedy: 'Give at least one finding; where nothing was found, nothing follows.',
  });
