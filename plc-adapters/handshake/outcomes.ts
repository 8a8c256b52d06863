import type { CommandOutcome, UnitCommand } from '../unit-driver.ts';
import type { HandshakeBlock } from './handshake-block.ts';

/** Outcomes that are not the PLC's word (see `failure.ts` for those) but ours. */

const named = (command: UnitCommand) => `${command.command} (seq ${command.seq})`;

export const writeRejected = (what: string): CommandOutcome => ({
  outcome: 'failed',
  code: 'WRITE_REJECTED',
  message: `The server rejected ${what}; the command was not given.`,
});

export const notSent = (command: UnitCommand, uncertain: boolean, limitMs: number): CommandOutcome =>
  uncertain
    ? {
        outcome: 'unknown',
        code: 'WRITE_UNCERTAIN',
        message: `${named(command)} was being written when the link broke; the PLC does not show it, but it may yet arrive.`,
      }
    : {
        outcome: 'failed',
        code: 'NOT_SENT',
        message: `${named(command)} could not be written within ${limitMs} ms and was not given: the plant has moved on.`,
      };

export const noLongerWanted = (command: UnitCommand): CommandOutcome => ({
  outcome: 'failed',
  code: 'NOT_SENT',
  message: `${named(command)} was not given: what it was for was settled before it could be written.`,
});

export const ackTimeout = (command: UnitCommand, limitMs: number): CommandOutcome => ({
  outcome: 'unknown',
  code: 'ACK_TIMEOUT',
  message: `${named(command)} is written, but the PLC's program did not acknowledge it within ${limitMs} ms; it may yet do so.`,
});

export const doneTimeout = (command: UnitCommand, limitMs: number): CommandOutcome => ({
  outcome: 'unknown',
  code: 'DONE_TIMEOUT',
  message: `${named(command)} was accepted, but not done within ${limitMs} ms; it may still be going on.`,
});

export const cannotTell = (command: UnitCommand, block: HandshakeBlock): CommandOutcome => ({
  outcome: 'unknown',
  code: 'SUPERSEDED',
  message:
    `What became of ${named(command)} cannot be told: the PLC shows Cmd.Seq ${block.cmdSeq}, AckSeq ${block.ackSeq} ` +
    `(result ${block.ackResult}), DoneSeq ${block.doneSeq} (result ${block.doneResult}).`,
});

export const programChanged = (command: UnitCommand): CommandOutcome => ({
  outcome: 'failed',
  code: 'PLC_RESTARTED',
  message: `The PLC restarted, or its program was changed, before ${named(command)} could be written; it was not given.`,
});
