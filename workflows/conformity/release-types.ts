import type { Bilingual } from '../kernel/bilingual.ts';
import type { RuleSource } from '../kernel/source.ts';

/** From the lightest to the gravest: of several open matters the gravest advice stands. */
export const adviceByGravity = [
  'RELEASE',
  'CONDITIONAL_REMOVAL',
  'PENDING',
  'REINSPECT',
  'HOLD',
  'RECTIFY',
  'TREAT',
  'RETURN',
  'DESTROY',
] as const;
export type AdviceCode = (typeof adviceByGravity)[number];

/** What an officer may decide, as customs papers name it. */
export const releaseOutcomes = [
  'REMOVAL_ALLOWED',
  'USE_ALLOWED',
  'CONDITIONAL_REMOVAL',
  'TREAT_THEN_REINSPECT',
  'PROCESS_UNDER_SUPERVISION',
  'CHANGE_OF_USE',
  'TECHNICAL_TREATMENT',
  'RETURN',
  'DESTROY',
  'RELEASE_WITH_CLAIM_CERT',
  'BACKUP_SAMPLE_REQUIRED',
  'RESAMPLE',
  'HOLD',
] as const;
export type ReleaseOutcome = (typeof releaseOutcomes)[number];

/** Leaving the port (准予提离), and sale or use (准予销售或使用). */
export const gates = ['removal', 'use'] as const;
export type Gate = (typeof gates)[number];

/** What customs decides at a gate; `CANCELLED` takes back a decision posted in error and puts none in its place. */
export const decisionOutcomes = [
  'RELEASED',
  'CONDITIONAL',
  'REFUSED',
  'RETURNED',
  'DESTROYED',
  'TREATMENT_ORDERED',
  'CANCELLED',
] as const;
export type DecisionOutcome = (typeof decisionOutcomes)[number];

/** What the laboratory advises at one gate; customs decides. */
export interface GateAdvice {
  readonly gate: Gate;
  readonly advice: AdviceCode;
  /** What an officer may decide here as things stand. */
  readonly allowed: readonly ReleaseOutcome[];
  readonly basis: Bilingual;
  /** The law or rule the advice rests on; null while no rule has been applied yet. */
  readonly source: RuleSource | null;
  readonly outstanding: readonly string[];
}
