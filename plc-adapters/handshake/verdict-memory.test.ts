import { reconcileCommand } from './reconcile.ts';
import type { PlcHandshake } from './reconcile.ts';
import { VerdictMemory } from './verdict-memory.ts';

const shows = (
  cmdSeq: number,
  ack: readonly [number, number],
  done: readonly [number, number],
): PlcHandshake => ({
  cmdSeq,
  ackSeq: ack[0],
  ackResult: ack[1],
  doneSeq: done[0],
  doneResult: done[1],
  state: 6,
  token: 1,
});

/** Shows the memory one block after the other and decides about `seq` with the last. */
function decide(seq: number, ...blocks: readonly PlcHandshake[]) {
  const memory = new VerdictMemory();
  for (const block of blocks) memory.seen(block);
  const last = blocks.at(-1);
  if (!last) throw new Error('no block');
  return reconcileCommand({ seq }, memory.recall(seq, last));
}

describe('remembering verdicts the PLC has overwritten', () => {
  it('given an end seen before a later one, adopts it', () => {
    expect(decide(5, shows(6, [6, 1], [5, 3]), shows(6, [6, 1], [6, 1]))).toBe('adopt-failed');
  });

  it('given a refusal seen before a later acknowledgement, adopts it', () => {
    expect(decide(5, shows(5, [5, 4], [4, 1]), shows(6, [6, 1], [4, 1]))).toBe('adopt-failed');
  });

  it('given a later command refused while ours runs, goes on waiting for ours', () => {
    expect(decide(5, shows(5, [5, 1], [4, 1]), shows(6, [6, 7], [4, 1]))).toBe('await-done');
  });

  it('given a later command accepted and our end unseen, cannot tell', () => {
    expect(decide(5, shows(5, [5, 1], [4, 1]), shows(6, [6, 1], [6, 1]))).toBe('unknown');
  });

  it('given nothing seen of ours, changes nothing', () => {
    expect(decide(5, shows(4, [4, 1], [4, 1]))).toBe('write');
    expect(decide(5, shows(6, [6, 7], [4, 1]))).toBe('unknown');
  });

  it('forgets the oldest', () => {
    const many = Array.from({ length: 40 }, (_, index) => shows(100 + index, [100 + index, 2], [1, 1]));
    expect(decide(100, ...many)).toBe('unknown');
    expect(decide(110, ...many)).toBe('adopt-failed');
  });
});
