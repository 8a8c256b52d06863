import type { PlantState } from '../../workflows/plant-unit/messages.ts';
import type { UnitCommandName } from '../unit-driver.ts';

/** What a unit shows at one moment, read in one request. */
export interface Seen {
  readonly state: PlantState;
  /** Starts the unit ever accepted; null where it does not tell. */
  readonly runId: number | null;
  /** The sample as the system that runs the unit names it. */
  readonly sampleId: string;
  /** Records the unit's ring ever had. */
  readonly writeIdx: number;
  /** What is in the infeed of a line that several samples share, as the plant names it, '' for nothing; null for every other unit. */
  readonly infeed: { readonly sampleId: string; readonly containers: number } | null;
}

/** `overtaken`: the plant has gone another way, and what was asked for will not be seen any more. */
export type Followed = 'wait' | 'done' | 'overtaken';

const followedCommands = [
  'reset', 'start', 'load', 'clear', 'hold', 'unhold', 'suspend', 'unsuspend', 'complete', 'stop',
] as const satisfies readonly UnitCommandName[]; // prettier-ignore
/** A command that is waited for. Abort is not, nor what nothing shows to be done. */
export type FollowedCommand = (typeof followedCommands)[number];

export const isFollowed = (command: UnitCommandName): command is FollowedCommand =>
  (followedCommands as readonly UnitCommandName[]).includes(command);

type Row = Readonly<Record<PlantState, Followed>>;

/** States of a run that is under way. */
const underWay = ['Execute', 'Suspending', 'Suspended', 'Unsuspending', 'Holding', 'Held', 'Unholding'] as const;
/** A run in them has ended otherwise than by being completed. */
const brokenOff = ['Stopping', 'Stopped', 'Aborting', 'Aborted', 'Clearing'] as const;

/** A state that is named twice is the first of done, wait, overtaken. */
const row = (otherwise: Followed, states: Partial<Record<Followed, readonly PlantState[]>>): Row => {
  const of = (state: PlantState): Followed =>
    (['done', 'wait', 'overtaken'] as const).find((verdict) => states[verdict]?.includes(state)) ?? otherwise;
  return {
    Clearing: of('Clearing'), Stopped: of('Stopped'), Starting: of('Starting'), Idle: of('Idle'), Suspended: of('Suspended'),
    Execute: of('Execute'), Stopping: of('Stopping'), Aborting: of('Aborting'), Aborted: of('Aborted'), Holding: of('Holding'),
    Held: of('Held'), Unholding: of('Unholding'), Suspending: of('Suspending'), Unsuspending: of('Unsuspending'),
    Resetting: of('Resetting'), Completing: of('Completing'), Completed: of('Completed'),
  }; // prettier-ignore
};

/**
 * What must be seen of a command that somebody else gives, by the state the unit is in; the same whether it got there before or
 * after it was asked for, so a plant that is there already is adopted.
 *
 * | asked | done in | overtaken in | otherwise |
 * |---|---|---|---|
 * | reset | Idle | Starting and every state of a run ¹ | wait |
 * | load ² | Idle, Stopped, Completed | Starting and every state of a run | wait |
 * | clear | every state but Aborting, Aborted, Clearing ³ | | wait |
 * | hold | Held | Starting, Completing, Completed, Resetting, Idle, broken off | wait |
 * | unhold | Execute, Suspending, Suspended, Unsuspending | as hold | wait |
 * | suspend | Suspended | as hold | wait |
 * | unsuspend | Execute | as hold | wait |
 * | complete | Completed, Resetting, Idle ⁴ | Starting, broken off | wait |
 * | stop | Stopped | Aborting, Aborted, Clearing, Resetting, Idle, Starting | wait |
 *
 * Broken off: Stopping, Stopped, Aborting, Aborted, Clearing.
 *
 * ¹ That run began before anybody here asked for it, so whose it is cannot be told.
 * ² Of a unit without an infeed of its own: there loading changes nothing that is shown, and what counts is the Start that follows.
 * ³ Only Clear leads out of Aborted.
 * ⁴ Resetting and Idle are reached through Completed or Stopped, and Stopped would have been noticed first.
 */
const byState: Readonly<Record<Exclude<FollowedCommand, 'start'>, Row>> = {
  reset: row('wait', { done: ['Idle'], overtaken: ['Starting', ...underWay] }),
  load: row('wait', { done: ['Idle', 'Stopped', 'Completed'], overtaken: ['Starting', ...underWay] }),
  clear: row('done', { wait: ['Aborting', 'Aborted', 'Clearing'] }),
  hold: row('overtaken', { done: ['Held'], wait: underWay }),
  unhold: row('overtaken', { done: ['Execute', 'Suspending', 'Suspended', 'Unsuspending'], wait: ['Holding', 'Held', 'Unholding'] }),
  suspend: row('overtaken', { done: ['Suspended'], wait: underWay }),
  unsuspend: row('overtaken', { done: ['Execute'], wait: underWay }),
  complete: row('wait', { done: ['Completed', 'Resetting', 'Idle'], overtaken: ['Starting', ...brokenOff] }),
  stop: row('wait', { done: ['Stopped'], overtaken: ['Aborting', 'Aborted', 'Clearing', 'Resetting', 'Idle', 'Starting'] }),
};

/** Start, in a run begun after it was asked for: done as soon as the run was under way, whatever became of it since. */
const startOfNewRun: Row = row('overtaken', { done: [...underWay, 'Completing', 'Completed'], wait: ['Starting'] });

/**
 * A line that several samples share is started and reset for all of them, so it does not matter in which run it is seen, and Start says
 * nothing of a sample. Load does: the sample that comes into the infeed is the one that was to be loaded.
 */
const onSharedLine: Readonly<Record<'start' | 'reset', Row>> = {
  start: row('wait', { done: underWay }),
  reset: row('wait', { done: ['Idle', 'Starting', ...underWay] }),
};

/** `free`: none of its records was told yet; `anothers`: another sample of ours; `nobodys`: told under nobody's name. */
export type ShownSample = 'ours' | 'free' | 'anothers' | 'nobodys';
/**
 * Start, where the unit was under way when it was asked for, and is so in the same run: adopted only while all its increments can still
 * be told as this sample's. Another sample of ours has its run; the next one is waited for.
 */
const startOfStandingRun: Readonly<Record<ShownSample, Followed>> = { ours: 'done', free: 'done', anothers: 'wait', nobodys: 'overtaken' };

export const isUnderWay = (state: PlantState): boolean => (underWay as readonly PlantState[]).includes(state);

/** Whether the unit was started since: its RunId tells, or, where it has none, the sample. */
export function isNewRun(asked: Seen, seen: Seen): boolean {
  if (asked.runId !== null && seen.runId !== null && seen.runId > asked.runId) return true;
  return hasOtherSample(asked, seen) && (asked.runId === null || seen.runId === null);
}

/**
 * A new run, also where RunId does not tell, because there is none, it was begun anew or it counted before we looked: the unit is under
 * way, which it was not, or with another sample.
 */
const isStarted = (asked: Seen, seen: Seen): boolean =>
  isNewRun(asked, seen) || (isUnderWay(seen.state) && (hasOtherSample(asked, seen) || !isUnderWay(asked.state)));

const hasOtherSample = (asked: Seen, seen: Seen): boolean => seen.sampleId !== '' && seen.sampleId !== asked.sampleId;

/**
 * Judges one look at the unit. Pure.
 *
 * @param asked what was seen when the command was asked for.
 * @param shown whose the sample is that the unit shows now, in the infeed where it has one.
 */
export function followed(command: FollowedCommand, asked: Seen, seen: Seen, shown: ShownSample): Followed {
  if (seen.infeed) return command === 'load' ? loaded(asked, seen.infeed, shown) : lineRow(command)[seen.state];
  if (command === 'start') {
    if (isStarted(asked, seen)) return startOfNewRun[seen.state];
    return isUnderWay(asked.state) && isUnderWay(seen.state) ? startOfStandingRun[shown] : 'wait';
  }
  // What concerns a run is not done by the state of the next one.
  if (concernsRun.has(command) && isNewRun(asked, seen)) return 'overtaken';
  return byState[command][seen.state];
}

/** Load is asked for when the infeed is free, or has part of this sample: then one container more must be seen, else any sample at all. */
function loaded({ infeed: before }: Seen, infeed: NonNullable<Seen['infeed']>, shown: ShownSample): Followed {
  if (infeed.sampleId === '' || shown === 'anothers') return 'wait';
  const hasMore = shown !== 'ours' || infeed.sampleId !== before?.sampleId || infeed.containers > before.containers;
  return hasMore ? 'done' : 'wait';
}

const lineRow = (command: Exclude<FollowedCommand, 'load'>): Row =>
  command === 'start' || command === 'reset' ? onSharedLine[command] : byState[command];

const concernsRun: ReadonlySet<FollowedCommand> = new Set(['hold', 'unhold', 'suspend', 'unsuspend', 'complete', 'stop']);
