import { send } from '../kernel/effects.ts';
import type { UnitCommandParams } from '../kernel/effects.ts';
import type { InfeedRelease, InfeedRequest } from '../plant-unit/infeed.ts';
import { plantUnitProcess } from '../plant-unit/messages.ts';
import type { CommandEvent } from '../plant-unit/messages.ts';
import { lineTags } from './line-readings.ts';
import { lineCommand } from './run.ts';
import type { CoalPreparationContext } from './run.ts';

/** How a run of a shared line reads and commands it, as parts of its machine. */

/**
 * How often a command may be refused on account of another run of the same line, which commands it too, before a person is asked:
 * each time the line is read again first.
 */
const mostRefusals = 3;
/** Refusals that say no more than that the line is not any more as it was when it was read. */
const overtaken: readonly string[] = ['WRONG_STATE', 'BUSY', 'STALE_TOKEN'];

/** Whether a command was refused only because another run was quicker, and may be tried again after another look. */
export const wasOvertaken = ({ refusals }: CoalPreparationContext, { type, command, ...answer }: CommandEvent): boolean =>
  type === 'command.failed' &&
  'code' in answer &&
  (overtaken.includes(answer.code) || (answer.code === 'INTERLOCK' && command === 'load')) &&
  refusals < mostRefusals;

export const command = (name: UnitCommandParams['command']) => (context: CoalPreparationContext) => lineCommand(context, name);

export const readLine = {
  type: 'unit.read' as const,
  params: ({ context }: { readonly context: CoalPreparationContext }) => ({ unit: context.order.line, tags: lineTags }),
};

/** Tells the line that the infeed is wanted, as it was seen just now; or that its turn there is over. */
export const tellInfeed = ({ order }: CoalPreparationContext, told: InfeedRequest | InfeedRelease) =>
  send(plantUnitProcess(order.line), told);

/** A command that failed: read again if another run was quicker, else a person looks. */
export const refused = [
  { guard: 'wasOvertaken', target: 'awaitingLine', actions: ['noteFailure', 'countRefusal'] },
  { target: 'blocked', actions: 'noteFailure' },
] as const;

/** What was asked of the line is answered first, so that its answer is never taken for that of a later question. */
export const abortAfterwards = [
  { guard: 'isUntouched', target: 'aborted', actions: 'noteReason' },
  { target: 'awaitingAnswer', actions: 'noteReason' },
] as const;

/** The state in which one command to the line is under way; afterwards the line is looked at anew. */
export const commanding = (order: (context: CoalPreparationContext) => UnitCommandParams) => ({
  entry: { type: 'unit.command' as const, params: ({ context }: { readonly context: CoalPreparationContext }) => order(context) },
  on: {
    'command.done': { target: 'inspecting', actions: 'carriedOut' },
    'command.failed': refused,
    'command.unknown': { target: 'blocked', actions: 'noteFailure' },
    'operator.abort': abortAfterwards,
  } as const,
});
