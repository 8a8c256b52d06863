import type { PlantState, PlantValue } from './messages.ts';
import { packMl } from './messages.ts';

/** What the journal says of a run when it looks at the unit it has to itself. */
export interface RunJournal {
  /** Whether Start was ordered for this sample, and whether the unit carried it out or perhaps did. */
  readonly start: 'not-ordered' | 'ordered' | 'made';
  /** The end was reached or ordered: what remains is to complete. */
  readonly ending: boolean;
  /** All the PLC counted for this sample has come in. */
  readonly complete: boolean;
}

/** What the PLC says. `sample`: the sample it shows is this run's. State null: unknown, or its reading is bad. */
export interface RunPlant {
  readonly state: PlantState | null;
  readonly sample: 'ours' | 'other';
}

/**
 * What a run does when it finds its unit so: `start` it, `reset` or `clear` it first, `adopt` what runs (`adopt-held`), order it to
 * `complete`, `count` what it gave; or stand `blocked`.
 */
export type RunAction = 'start' | 'reset' | 'clear' | 'adopt' | 'adopt-held' | 'complete' | 'count' | 'blocked';

/** A unit on its way somewhere, or with its reading bad: nobody commands it until somebody looked. */
const settled = ['Stopped', 'Idle', 'Suspended', 'Execute', 'Aborted', 'Held', 'Completed'] as const;
type Settled = (typeof settled)[number];
const isSettled = (state: PlantState): state is Settled => (settled as readonly PlantState[]).includes(state);

/**
 * Journal × PLC → action, for every combination. `ours`: Start was made and the PLC shows our sample. A unit goes on with the same
 * sample after it was broken off.
 *
 * | PLC state | ours | ours, ending | made, other sample or none | not made |
 * |---|---|---|---|---|
 * | Execute, Suspended | adopt | complete | blocked | blocked |
 * | Held | adopt-held | complete | blocked | blocked |
 * | Completed | count | count | reset | reset |
 * | Idle | start | count if complete, else start | as ours | start |
 * | Stopped | reset | count if complete, else reset | as ours | reset |
 * | Aborted | clear | clear | clear | clear |
 * | any other, unknown | blocked | blocked | blocked | blocked |
 *
 * Why: what the PLC shows under our sample is ours, whoever started it last. A unit that runs for another sample is not ours to
 * touch. A run that was made and is not there any more was broken off.
 */
export function reconcileRun({ start, ending, complete }: RunJournal, { state, sample }: RunPlant): RunAction {
  if (state === null) return 'blocked';
  const made = start === 'made';
  const ours = made && sample === 'ours';
  if (ours) {
    if (state === 'Completed') return 'count';
    if (state === 'Execute' || state === 'Suspended') return ending ? 'complete' : 'adopt';
    if (state === 'Held') return ending ? 'complete' : 'adopt-held';
  }
  if (!isSettled(state)) return 'blocked';
  if (made && ending && complete && (state === 'Idle' || state === 'Stopped')) return 'count';
  return untouched[state];
}

/** What it takes to start a unit that is not running for us. */
const untouched: Readonly<Record<Settled, RunAction>> = {
  Idle: 'start',
  Stopped: 'reset',
  Completed: 'reset',
  Aborted: 'clear',
  Execute: 'blocked',
  Suspended: 'blocked',
  Held: 'blocked',
};

/** The state a unit's readings show by the tag interface's numbers; null for a bad reading or a number we do not know. */
export function stateOf(readings: Readonly<Record<string, PlantValue>>): PlantState | null {
  const number = readings['Sts.StateCurrent'];
  const found = Object.entries(packMl).find(([, each]) => each === number);
  return found ? (found[0] as PlantState) : null;
}
