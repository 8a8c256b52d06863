import type { BlindCode } from '../kernel/brand.ts';
import type { TurnTerms } from '../scheduling/turn.ts';

/** Asks a unit of plant for a turn; it is withdrawn, or the unit given back, by `unit.release`. */
export interface UnitRequest extends TurnTerms {
  readonly type: 'unit.request';
  readonly sampleId: BlindCode;
}

/** The request a run's order makes. */
export const unitRequest = ({ sampleId, urgency, dueAt }: TurnTerms & Pick<UnitRequest, 'sampleId'>): UnitRequest => ({
  type: 'unit.request',
  sampleId,
  ...(urgency !== undefined && { urgency }),
  ...(dueAt !== undefined && { dueAt }),
});
