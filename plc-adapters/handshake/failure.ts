import type { TagMap } from '../tag-map/parse.ts';
import type { CommandOutcome, UnitCommand } from '../unit-driver.ts';
import type { HandshakeBlock } from './handshake-block.ts';

type Failed = Extract<CommandOutcome, { outcome: 'failed' }>;

/**
 * Why the PLC refused or broke off, in the words of the tag map: code `WRONG_STATE`, `WRONG_MODE`, `INTERLOCK`,
 * `PARAMETER`, `STALE_TOKEN` or `BUSY` for AckResult 2–7, `FAULT`, `ABORTED` or `TIMED_OUT` for DoneResult 2–4.
 */
export function failureOf(map: TagMap, command: UnitCommand, block: HandshakeBlock): Failed {
  const refused = block.ackSeq === command.seq && block.ackResult !== 1;
  const result = refused
    ? map.ackResults[String(block.ackResult)]
    : map.doneResults[String(block.doneResult)];
  const state = map.states[String(block.state)] ?? `state ${block.state}`;
  const verb = refused ? 'refused' : 'did not finish';
  const detail = refused
    ? result?.code === 'INTERLOCK'
      ? `; first out: ${interlockName(map, block.interlockFirstOut)}`
      : ''
    : block.faultFirstOut !== 0
      ? `; first fault ${block.faultFirstOut}`
      : '';
  return {
    outcome: 'failed',
    code: result?.code ?? (refused ? 'REFUSED' : 'ENDED_BADLY'),
    message: `The PLC ${verb} ${command.command} (seq ${command.seq}): ${
      result?.text ?? `result ${refused ? block.ackResult : block.doneResult}`
    }${detail}; the unit is ${state}.`,
  };
}

/** Sts.IntlkFirstOut is the bit + 1; 0 means none. */
function interlockName(map: TagMap, firstOut: number): string {
  if (firstOut === 0) return 'not told';
  return map.interlocks[String(firstOut - 1)] ?? `interlock bit ${firstOut - 1}`;
}
