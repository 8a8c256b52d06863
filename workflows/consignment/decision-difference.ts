import type { AdviceCode, DecisionOutcome, GateAdvice } from '../conformity/release-types.ts';
import type { RecordedDecision } from './record.ts';

type Decided = Pick<RecordedDecision, 'gate' | 'outcome'>;

/**
 * How customs' decision departs from the advice. `LAXER`: it lets pass what the advice does not; `STRICTER`: it keeps what the advice
 * lets pass; `OTHER`: both keep the goods, each in another way.
 */
export type Departure = 'LAXER' | 'STRICTER' | 'OTHER';

export interface DecisionDifference<D extends Decided> {
  readonly advised: GateAdvice;
  readonly decision: D;
  readonly departure: Departure;
}

/** The decision that follows each advice. */
const following: Readonly<Record<AdviceCode, DecisionOutcome>> = {
  RELEASE: 'RELEASED',
  CONDITIONAL_REMOVAL: 'CONDITIONAL',
  PENDING: 'REFUSED',
  REINSPECT: 'REFUSED',
  HOLD: 'REFUSED',
  RECTIFY: 'TREATMENT_ORDERED',
  TREAT: 'TREATMENT_ORDERED',
  RETURN: 'RETURNED',
  DESTROY: 'DESTROYED',
};

/** How far a decision lets the goods pass; those that keep them are all alike here. */
const passes = (outcome: DecisionOutcome): number => ['CONDITIONAL', 'RELEASED'].indexOf(outcome);

function departureOf(advice: AdviceCode, outcome: DecisionOutcome): Departure | null {
  const advised = following[advice];
  if (outcome === advised) return null;
  const [lets, would] = [passes(outcome), passes(advised)];
  if (lets === would) return 'OTHER';
  return lets > would ? 'LAXER' : 'STRICTER';
}

/** Where decisions that stand depart from the advice as it is now, in the order they were made. */
export const decisionDifferences = <D extends Decided>(
  gates: readonly GateAdvice[],
  standing: readonly D[],
): readonly DecisionDifference<D>[] =>
  standing.flatMap((decision) =>
    gates
      .filter(({ gate }) => gate === decision.gate)
      .flatMap((advised) => {
        const departure = departureOf(advised.advice, decision.outcome);
        return departure ? [{ advised, decision, departure }] : [];
      }),
  );
