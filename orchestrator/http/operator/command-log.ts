import type { ProcessId } from '../../../workflows/kernel/brand.ts';
import type { LoggedCommand } from '../../services/command-log.ts';
import type { HttpDeps } from '../deps.ts';
import { found } from '../http-refusal.ts';
import { operatorOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { json } from '../reply.ts';
import { commandLog, commandLogQuery } from '../schemas/command-log.ts';
import { unitParam } from '../schemas/schedule.ts';
import { maySee } from './stage-sight.ts';
import { shownRun } from './unit-readings.ts';

/** A command as its reader may see it: whose it was, who gave it and why is told with its run. */
export function shownCommand(
  { by, cause, reason, id, run, ...command }: LoggedCommand,
  sees: (run: ProcessId) => boolean,
) {
  const seen = sees(run);
  return {
    ...command,
    ...shownRun(run, seen),
    id: seen ? id : null,
    by: seen ? { kind: by.kind, name: by.kind === 'person' ? (by.name ?? by.id) : null } : null,
    cause: seen ? cause : null,
    reason: seen ? reason : null,
  };
}

export const commandLogOperations = ({ plant }: HttpDeps): readonly Operation[] => [
  operatorOperation({
    id: 'listUnitCommands',
    method: 'get',
    path: '/api/v1/units/{unit}/commands',
    tag: 'Plant',
    summary: 'What a unit was commanded, the newest first: by whom, why, and what became of it',
    input: { params: unitParam, query: commandLogQuery },
    reply: json(commandLog, 'Commands, and where to go on.'),
    handle: async ({ caller, input: { params, query } }) => {
      const page = found(await plant.commands(params.unit, query), 'unit', params.unit);
      return {
        items: page.items.map((command) => shownCommand(command, (run) => maySee(caller, run))),
        next: page.next === null ? null : String(page.next),
      };
    },
  }),
];
