import type { BlindCode, ProcessId } from '../kernel/brand.ts';
import type { RequestTerms, UnitCargo } from '../scheduling/cleaning.ts';
import type { TurnTerms } from '../scheduling/turn.ts';

/** Asks a unit of plant for a turn; it is withdrawn, or the unit given back, by `unit.release`. */
export interface UnitRequest extends TurnTerms {
  readonly type: 'unit.request';
  readonly sampleId: BlindCode;
  /** What it takes through the unit; absent where nobody knows. */
  readonly cargo?: UnitCargo;
}

interface Order extends RequestTerms {
  /** The process whose cargo is sampled or prepared. */
  readonly parent: ProcessId;
  readonly sampleId: BlindCode;
}

/** The request a run's order makes. */
export const unitRequest = ({ parent, sampleId, urgency, dueAt, commodity }: Order): UnitRequest => ({
  type: 'unit.request',
  sampleId,
  ...(urgency !== undefined && { urgency }),
  ...(dueAt !== undefined && { dueAt }),
  ...(commodity !== undefined && { cargo: { ...commodity, lot: parent } }),
});
