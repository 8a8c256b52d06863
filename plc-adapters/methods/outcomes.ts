import type { TagMap } from '../tag-map/parse.ts';
import type { CommandOutcome, UnitCommand, UnitSnapshot } from '../unit-driver.ts';
import type { ShownTasks } from './tasks.ts';

/** Outcomes of method calls, with the same codes as those of the tag interface: a process need not know which it is. */

const named = ({ command, seq }: UnitCommand) => `${command} (seq ${seq})`;
const failed = (code: string, message: string): CommandOutcome => ({ outcome: 'failed', code, message });
const unknown = (code: string, message: string): CommandOutcome => ({ outcome: 'unknown', code, message });

/** @param code one of the tag map's `ackResults`, which also has the words for it. */
export function refused(map: TagMap, command: UnitCommand, code: string, status: string): CommandOutcome {
  const text = Object.values(map.ackResults).find((result) => result.code === code)?.text ?? code;
  return failed(code, `The unit refused ${named(command)}: ${text} (${status}).`);
}

export const callRejected = (command: UnitCommand, method: string, status: string): CommandOutcome =>
  failed(
    'WRITE_REJECTED',
    `The server rejected the method ${method} (${status}); ${named(command)} was not given.`,
  );

export function badEnd(
  map: TagMap,
  command: UnitCommand,
  result: number,
  { readings }: UnitSnapshot,
): CommandOutcome {
  const end = map.doneResults[String(result)];
  const fault = readings['Sts.FaultFirstOut']?.value;
  const detail = typeof fault === 'number' && fault !== 0 ? `; first fault ${fault}` : '';
  return failed(
    end?.code ?? 'ENDED_BADLY',
    `The unit did not finish ${named(command)}: ${end?.text ?? `result ${result}`}${detail}.`,
  );
}

export const notCalled = (command: UnitCommand, uncertain: boolean, limitMs: number): CommandOutcome =>
  uncertain
    ? unknown(
        'WRITE_UNCERTAIN',
        `${named(command)} was being called when the link broke; the unit does not show it, but it may yet arrive.`,
      )
    : failed(
        'NOT_SENT',
        `${named(command)} could not be called within ${limitMs} ms and was not given: the plant has moved on.`,
      );

/** A call that arrived before the boot would be shown, since tasks survive it; one that was still on its way may yet arrive. */
export const otherProgram = (command: UnitCommand, uncertain: boolean): CommandOutcome =>
  uncertain
    ? unknown(
        'WRITE_UNCERTAIN',
        `The PLC restarted, or its program was changed, while ${named(command)} was being called.`,
      )
    : failed(
        'PLC_RESTARTED',
        `The PLC restarted, or its program was changed, before ${named(command)} could be called; it was not given.`,
      );

export const notShown = (command: UnitCommand, limitMs: number): CommandOutcome =>
  unknown(
    'ACK_TIMEOUT',
    `${named(command)} was accepted, but the unit did not show it among its tasks within ${limitMs} ms.`,
  );

export const noEnd = (command: UnitCommand, limitMs: number): CommandOutcome =>
  unknown(
    'DONE_TIMEOUT',
    `${named(command)} was accepted, but not done within ${limitMs} ms; it may still be going on.`,
  );

export const cannotTell = (command: UnitCommand, { current, last }: ShownTasks): CommandOutcome =>
  unknown(
    'SUPERSEDED',
    `What became of ${named(command)} cannot be told: the unit shows task '${current.taskId}' (job '${current.jobId}') under way ` +
      `and '${last.taskId}' (job '${last.jobId}', result ${last.result}) as the last.`,
  );
