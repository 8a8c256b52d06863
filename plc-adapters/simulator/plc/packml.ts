/** PackML states with their numbers (ISA-TR88.00.02). */
export const STATE = {
  Clearing: 1, Stopped: 2, Starting: 3, Idle: 4, Suspended: 5, Execute: 6, Stopping: 7, Aborting: 8, Aborted: 9,
  Holding: 10, Held: 11, Unholding: 12, Suspending: 13, Unsuspending: 14, Resetting: 15, Completing: 16, Completed: 17,
} as const; // prettier-ignore
export type StateName = keyof typeof STATE;

/** Commands with their codes; from 100 they are a unit's own. */
export const COMMAND_CODE = {
  reset: 1, start: 2, stop: 3, hold: 4, unhold: 5, suspend: 6, unsuspend: 7, abort: 8, clear: 9, complete: 10,
} as const; // prettier-ignore
export type PackMlCommand = keyof typeof COMMAND_CODE;

export const MODE_PRODUCTION = 1;

export interface Transition {
  readonly from: readonly StateName[];
  /** The state while it lasts. */
  readonly through: StateName;
  /** The stable state in which the command is done. */
  readonly to: StateName;
}

const running = [
  'Starting',
  'Execute',
  'Holding',
  'Held',
  'Unholding',
  'Suspending',
  'Suspended',
  'Unsuspending',
] as const;
const stoppable = [...running, 'Idle', 'Resetting', 'Completing', 'Completed'] as const;

export const TRANSITIONS: Readonly<Record<PackMlCommand, Transition>> = {
  reset: { from: ['Stopped', 'Completed'], through: 'Resetting', to: 'Idle' },
  start: { from: ['Idle'], through: 'Starting', to: 'Execute' },
  stop: { from: stoppable, through: 'Stopping', to: 'Stopped' },
  hold: { from: ['Execute', 'Suspended'], through: 'Holding', to: 'Held' },
  unhold: { from: ['Held'], through: 'Unholding', to: 'Execute' },
  suspend: { from: ['Execute'], through: 'Suspending', to: 'Suspended' },
  unsuspend: { from: ['Suspended'], through: 'Unsuspending', to: 'Execute' },
  abort: { from: [...stoppable, 'Stopped', 'Stopping', 'Clearing'], through: 'Aborting', to: 'Aborted' },
  clear: { from: ['Aborted'], through: 'Clearing', to: 'Stopped' },
  complete: { from: ['Execute', 'Held', 'Suspended'], through: 'Completing', to: 'Completed' },
};

const byCode = new Map<number, PackMlCommand>();
for (const name of Object.keys(COMMAND_CODE) as PackMlCommand[]) byCode.set(COMMAND_CODE[name], name);

/** Undefined for a code PackML does not know. */
export const packMlCommand = (code: number): PackMlCommand | undefined => byCode.get(code);
