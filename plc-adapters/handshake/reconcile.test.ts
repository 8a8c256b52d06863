import { reconcileCommand } from './reconcile.ts';
import type { HandshakeDecision } from './reconcile.ts';

const ours = 50;
const number = { older: 40, ours, newer: 60 } as const;
type Relation = keyof typeof number;

/** What happens in a cell; `by-…` means the result's number decides. */
type Cell = HandshakeDecision | 'by-done-result';

/** AckSeq / DoneSeq / Cmd.Seq → decision, with AckResult = 1 (accepted). All 27 cells, none left to a default. */
const accepted: readonly (readonly [ack: Relation, done: Relation, cmd: Relation, cell: Cell])[] = [
  ['ours', 'ours', 'older', 'by-done-result'], // ended; Cmd.Seq went back (PLC download): the ack is the PLC's word
  ['ours', 'ours', 'ours', 'by-done-result'], // the ordinary end
  ['ours', 'ours', 'newer', 'by-done-result'], // ended; a later command has just been written
  ['ours', 'older', 'older', 'await-done'],
  ['ours', 'older', 'ours', 'await-done'], // the ordinary course
  ['ours', 'older', 'newer', 'await-done'], // a later command is written but not acknowledged: ours still runs
  ['ours', 'newer', 'older', 'await-done'], // done numbers above ours before ours: a PLC that had another master
  ['ours', 'newer', 'ours', 'await-done'],
  ['ours', 'newer', 'newer', 'await-done'],
  ['older', 'ours', 'older', 'by-done-result'], // contradictory, but DoneSeq is written by the PLC's program only
  ['older', 'ours', 'ours', 'by-done-result'],
  ['older', 'ours', 'newer', 'by-done-result'],
  ['older', 'older', 'older', 'write'], // never seen: the only cell that writes
  ['older', 'older', 'ours', 'await-ack'], // written, not processed
  ['older', 'older', 'newer', 'unknown'], // overwritten before or after it was processed: cannot be told
  ['older', 'newer', 'older', 'unknown'],
  ['older', 'newer', 'ours', 'unknown'],
  ['older', 'newer', 'newer', 'unknown'],
  ['newer', 'ours', 'older', 'by-done-result'], // ended before the later command was acknowledged
  ['newer', 'ours', 'ours', 'by-done-result'],
  ['newer', 'ours', 'newer', 'by-done-result'],
  ['newer', 'older', 'older', 'unknown'],
  ['newer', 'older', 'ours', 'unknown'],
  ['newer', 'older', 'newer', 'unknown'], // superseded while running, or never seen
  ['newer', 'newer', 'older', 'unknown'],
  ['newer', 'newer', 'ours', 'unknown'],
  ['newer', 'newer', 'newer', 'unknown'],
];

const byDoneResult = (doneResult: number): HandshakeDecision =>
  doneResult === 1 ? 'adopt-done' : [2, 3, 4].includes(doneResult) ? 'adopt-failed' : 'unknown';

const decide = (ack: Relation, done: Relation, cmd: Relation, ackResult: number, doneResult: number) =>
  reconcileCommand(
    { seq: ours },
    {
      cmdSeq: number[cmd],
      ackSeq: number[ack],
      ackResult,
      doneSeq: number[done],
      doneResult,
      state: 6,
      token: 7,
    },
  );

describe('reconciling a command with what the PLC shows', () => {
  it('has a row for every combination of the three sequence numbers', () => {
    expect(new Set(accepted.map(([ack, done, cmd]) => `${ack}/${done}/${cmd}`)).size).toBe(27);
  });

  describe.each([0, 1, 2, 3, 4, 5])('with DoneResult %i', (doneResult) => {
    it.each(accepted)('given AckSeq %s accepted, DoneSeq %s, Cmd.Seq %s: %s', (ack, done, cmd, cell) => {
      const expected = cell === 'by-done-result' ? byDoneResult(doneResult) : cell;
      expect(decide(ack, done, cmd, 1, doneResult)).toBe(expected);
    });
  });

  describe.each([
    [0, 'unknown'],
    [2, 'adopt-failed'],
    [3, 'adopt-failed'],
    [4, 'adopt-failed'],
    [5, 'adopt-failed'],
    [6, 'adopt-failed'],
    [7, 'adopt-failed'],
    [8, 'unknown'],
    [-1, 'unknown'],
  ] as const)('with AckResult %i', (ackResult, whenOurs) => {
    // prettier-ignore
    it.each(accepted)('given AckSeq %s, DoneSeq %s, Cmd.Seq %s, our refusal or the same as above', (ack, done, cmd, cell) => {
      const elsewhere = cell === 'by-done-result' ? byDoneResult(1) : cell;
      expect(decide(ack, done, cmd, ackResult, 1)).toBe(ack === 'ours' ? whenOurs : elsewhere);
    });
  });

  it('writes the very first command of a new PLC, whose numbers are all 0', () => {
    const fresh = { cmdSeq: 0, ackSeq: 0, ackResult: 0, doneSeq: 0, doneResult: 0, state: 2, token: 1 };
    expect(reconcileCommand({ seq: 1 }, fresh)).toBe('write');
  });
});
