import type { Bilingual } from '../kernel/bilingual.ts';
import { workingStep, type Formula, type Worked, type WorkingStep } from '../kernel/working.ts';
import { openMatters, type Matter } from './matters.ts';
import type { ReleaseFacts } from './release-facts.ts';
import type { ReleaseRules } from './release-rules.ts';
import { adviceByGravity, gates, type Gate, type GateAdvice, type ReleaseOutcome } from './release-types.ts';

/** The parts of a conformity section that release advice rests on. */
export interface AdvisingRules {
  readonly release: ReleaseRules;
  readonly formulas: { readonly releaseAdvice: Formula };
}

export interface ReleaseAdvice {
  readonly gates: readonly GateAdvice[];
  /** A quarantine finding asks for it (implementing regulation of the quarantine law, article 23). */
  readonly stopUnloading: boolean;
}

/**
 * Advice at the two gates, leaving the port and sale or use (GACC announcement 160/2019); customs decides.
 *
 * Every open matter has its rule in the pack. At each gate the gravest advice stands; what matters of the same gravity all allow is
 * what may be decided, and `HOLD` where they agree on nothing. `USE_ALLOWED` is among the allowed outcomes only where nothing is
 * open: sample valid or accepted by a named officer, all mandatory items reported and passed (a missing limit accepted explicitly),
 * no treatment and no dispute open, licences written off. Monotone: one more open matter never makes an advice lighter.
 */
export function releaseAdvice(facts: ReleaseFacts, rules: AdvisingRules): Worked<ReleaseAdvice> {
  const matters = openMatters(facts, rules.release);
  const advised = gates.map((gate) => atGate(gate, matters));
  return {
    value: { gates: advised, stopUnloading: facts.guards?.quarantine.some(({ stopUnloading }) => stopUnloading) ?? false },
    steps: [...matters.map(matterStep), gatesStep(rules.formulas.releaseAdvice, advised)],
  };
}

function atGate(gate: Gate, matters: readonly Matter[]): GateAdvice {
  const touching = matters.flatMap((matter) => (matter.rule[gate] ? [{ ...matter, ...matter.rule[gate] }] : []));
  const advice = adviceByGravity.findLast((code) => touching.some((matter) => matter.advice === code)) ?? 'PENDING';
  const gravest = touching.filter((matter) => matter.advice === advice);
  return {
    gate,
    advice,
    allowed: allowedByAll(gravest.map(({ allowed }) => allowed)),
    basis: joined(gravest.map(({ basis }) => basis)),
    source: gravest[0]?.rule.source ?? null,
    outstanding: [...new Set(touching.flatMap(({ outstanding }) => outstanding))],
  };
}

function allowedByAll([first = [], ...others]: readonly (readonly ReleaseOutcome[])[]): readonly ReleaseOutcome[] {
  const common = first.filter((outcome) => others.every((allowed) => allowed.includes(outcome)));
  return common.length > 0 ? common : ['HOLD'];
}

const joined = (words: readonly Bilingual[]): Bilingual => ({
  zh: [...new Set(words.map(({ zh }) => zh))].join(''),
  en: [...new Set(words.map(({ en }) => en))].join(' '),
});

function matterStep({ name, formula, rule, outstanding }: Matter): WorkingStep {
  const inputs = [['matter', name] as const, ...outstanding.map((what) => ['outstanding', what] as const)];
  const reported = gates.flatMap((gate) => (rule[gate] ? [`${gate} ${rule[gate].advice}`] : [])).join('; ');
  return workingStep(formula, inputs, { unrounded: null, reported });
}

function gatesStep(formula: Formula, advised: readonly GateAdvice[]): WorkingStep {
  const inputs = advised.map(({ gate, allowed }) => [`${gate}: allowed`, allowed.join(', ')] as const);
  return workingStep(formula, inputs, {
    unrounded: null,
    reported: advised.map(({ gate, advice }) => `${gate} ${advice}`).join('; '),
  });
}
