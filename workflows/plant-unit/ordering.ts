import type { UnitCommandParams } from '../kernel/effects.ts';

/** A command that failed, or of which nobody knows: an operator looks. */
const blocked = { target: 'blocked', actions: 'noteFailure' } as const;

/**
 * The state of a run in which one command is under way at its unit. Where it goes when the command was carried out is the run's
 * own matter; a command that failed, or whose outcome is unknown, leads to the state `blocked` and is noted by the action `noteFailure`.
 */
export const ordering = <Context, const Done>(order: (context: Context) => UnitCommandParams, done: Done) => ({
  entry: { type: 'unit.command' as const, params: ({ context }: { readonly context: Context }) => order(context) },
  on: { 'command.done': done, 'command.failed': blocked, 'command.unknown': blocked },
});
