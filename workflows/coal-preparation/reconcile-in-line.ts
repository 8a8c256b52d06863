import type { PlantState } from '../plant-unit/messages.ts';
import type { LineView } from './line-readings.ts';

/** What the journal says of a run when it looks at the line it shares. */
export interface LineJournal {
  /**
   * `ordered`: the first Load was given and nobody knows whether it was carried out. `partly`: some of the sample's containers are in.
   * `in-line`: all of them are. `through`: the ring has told that the sample left the line.
   */
  readonly sample: 'not-ordered' | 'ordered' | 'partly' | 'in-line' | 'through';
  /** A person looked at the line after it was found broken off, and wants it started again. */
  readonly looked: boolean;
}

/**
 * What a run does when it finds the line so: `load` its next container; `start`, `reset` or `clear` the line first; go on with what is
 * under way (`adopt`, `adopt-held`); wait for the infeed, for the line, or for the records of a sample that has left
 * (`await-infeed`, `await-line`, `await-records`); let a person `look`; `finish`.
 */
export type LineAction =
  | 'load' | 'start' | 'reset' | 'clear' | 'adopt' | 'adopt-held'
  | 'await-infeed' | 'await-line' | 'await-records' | 'look' | 'finish'; // prettier-ignore

/**
 * Journal × PLC → action, for every combination; while the PLC's state is unknown, await-line.
 *
 * | journal | our sample in the line | Execute | Suspended | Held | at rest | falling | passing |
 * |---|---|---|---|---|---|---|---|
 * | not ordered, ordered | no, infeed free | load | await-line | await-line | restart ¹ | await-line | await-line |
 * | not ordered, ordered | no, infeed another's | await-infeed | await-line | await-line | restart ¹ | await-line | await-line |
 * | not ordered | in part or whole | look | look | look | look | look | look |
 * | ordered, partly | in part | load | await-line | adopt-held | restart ² | await-line ² | await-line |
 * | partly | no | look | look | look | look | look | look |
 * | ordered, partly, in line | whole | adopt | adopt | adopt-held | restart ² | await-line ² | adopt |
 * | in line | in part | look | look | look | look | look | look |
 * | in line | no | await-records in every state | | | | | |
 * | through | any | finish in every state, also an unknown one | | | | | |
 *
 * At rest: Idle → start; Stopped, Completed → reset; Aborted → clear. Falling: Stopping, Aborting, Clearing, Resetting. Passing:
 * Starting, Holding, Unholding, Suspending, Unsuspending, Completing.
 *
 * ¹ await-line while another sample's material is in the line, unless a person has looked.
 * ² look, unless a person has looked.
 *
 * Why: the line is everybody's who has a sample in it. Nobody starts it over material that was left standing before a person has
 * looked; who has none in it leaves that to those who have. What the PLC shows under our code is ours if we ordered it, and
 * nobody's explanation if we did not.
 */
export function reconcileInLine(
  { sample, looked }: LineJournal,
  { state, place, others }: Pick<LineView, 'state' | 'place' | 'others'>,
): LineAction {
  if (sample === 'through') return 'finish';
  if (state === null) return 'await-line';
  if (contradicts(sample, place)) return 'look';
  const gone = place === 'free' || place === 'occupied';
  if (gone && sample === 'in-line') return 'await-records';
  if (gone) return withoutMaterial(state, place === 'free', others && !looked);
  if (isBrokenOff(state) && !looked) return 'look';
  return place === 'in' ? inside[state] : inPart[state];
}

/** Material under our code that we never ordered in, or less of it than went in. */
const contradicts = (sample: LineJournal['sample'], place: LineView['place']): boolean =>
  (sample === 'not-ordered' && (place === 'in' || place === 'part')) ||
  (sample === 'partly' && (place === 'free' || place === 'occupied')) ||
  (sample === 'in-line' && place === 'part');

/** In these a line that was at work does not go on by itself. */
const isBrokenOff = (state: PlantState): boolean =>
  ['Idle', 'Stopped', 'Completed', 'Aborted', 'Stopping', 'Aborting', 'Clearing', 'Resetting'].includes(state);

/** What it takes to bring a line that stands into production. */
const restart = { Idle: 'start', Stopped: 'reset', Completed: 'reset', Aborted: 'clear' } as const;

/** On their way to a state in which more can be said. */
const passing = {
  Stopping: 'await-line', Aborting: 'await-line', Clearing: 'await-line', Resetting: 'await-line',
  Starting: 'await-line', Holding: 'await-line', Unholding: 'await-line', Suspending: 'await-line', Unsuspending: 'await-line',
  Completing: 'await-line', Suspended: 'await-line', Held: 'await-line',
} as const; // prettier-ignore

function withoutMaterial(state: PlantState, infeedFree: boolean, leftStanding: boolean): LineAction {
  if (state === 'Execute') return infeedFree ? 'load' : 'await-infeed';
  const action = { ...passing, ...restart }[state];
  return action !== 'await-line' && leftStanding ? 'await-line' : action;
}

/** Some of our containers are in the infeed. */
const inPart: Readonly<Record<PlantState, LineAction>> = { ...passing, ...restart, Execute: 'load', Held: 'adopt-held' };

/** All of them are in. */
const inside: Readonly<Record<PlantState, LineAction>> = {
  ...passing,
  ...restart,
  Execute: 'adopt',
  Suspended: 'adopt',
  Held: 'adopt-held',
  Starting: 'adopt',
  Holding: 'adopt',
  Unholding: 'adopt',
  Suspending: 'adopt',
  Unsuspending: 'adopt',
  Completing: 'adopt',
};
