import type { ReleaseOutcome } from './release-types.ts';

const treatments: readonly ReleaseOutcome[] = [
  'TREAT_THEN_REINSPECT',
  'PROCESS_UNDER_SUPERVISION',
  'TECHNICAL_TREATMENT',
];

/** Whether an outcome has the cargo treated or processed before it may be used. */
export const isTreatment = (outcome: ReleaseOutcome): boolean => treatments.includes(outcome);
