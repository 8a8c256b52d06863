/**
 * What to do about a command, from its sequence number in the journal and what the PLC shows.
 * Pure; the driver asks it again after every read, so a crash, a dropped link and the ordinary course take the same way.
 *
 * A row is what AckSeq and DoneSeq say about our seq, a column what Cmd.Seq says (`older` = lower than ours,
 * `newer` = higher; the caller always takes a number above all seen, so newer means a later command).
 *
 * | AckSeq | DoneSeq | Cmd.Seq older | Cmd.Seq ours | Cmd.Seq newer |
 * |---|---|---|---|---|
 * | ours, AckResult 1 | ours, DoneResult 1 | adopt-done | adopt-done | adopt-done |
 * | ours, AckResult 1 | ours, DoneResult 2–4 | adopt-failed | adopt-failed | adopt-failed |
 * | ours, AckResult 1 | ours, other DoneResult | unknown | unknown | unknown |
 * | ours, AckResult 1 | not ours | await-done | await-done | await-done |
 * | ours, AckResult 2–7 | any | adopt-failed | adopt-failed | adopt-failed |
 * | ours, other AckResult | any | unknown | unknown | unknown |
 * | not ours | ours, DoneResult 1 | adopt-done | adopt-done | adopt-done |
 * | not ours | ours, DoneResult 2–4 | adopt-failed | adopt-failed | adopt-failed |
 * | not ours | ours, other DoneResult | unknown | unknown | unknown |
 * | older | older | **write** | await-ack | unknown |
 * | older | newer | unknown | unknown | unknown |
 * | newer | not ours | unknown | unknown | unknown |
 *
 * Why: AckSeq = ours is the PLC program's own word, whatever else has been written since. DoneSeq = ours means it was
 * accepted and ended before a later command was acknowledged. Cmd.Seq = ours without an acknowledgement means written but
 * not processed (yet): writing again would be blind. A later number acknowledged or done hides what became of ours.
 * Only when the PLC shows nothing of ours and nothing later has it certainly not been executed.
 */
export type HandshakeDecision =
  'write' | 'await-ack' | 'await-done' | 'adopt-done' | 'adopt-failed' | 'unknown';

/** The PLC's half of the handshake, read together in one request because DoneResult is soon overwritten. */
export interface PlcHandshake {
  readonly cmdSeq: number;
  readonly ackSeq: number;
  /** 1 accepted, 2–7 refused. */
  readonly ackResult: number;
  readonly doneSeq: number;
  /** 1 ok, 2–4 ended badly. */
  readonly doneResult: number;
  /** Number of the state; goes into reports, decides nothing: several commands lead to the same state. */
  readonly state: number;
  /** For the next write; decides nothing, since the PLC itself refuses a stale one. */
  readonly token: number;
}

/** AckResult numbers that refuse: 2 wrong state … 7 busy. */
const isRefusal = (ackResult: number) => ackResult >= 2 && ackResult <= 7;
/** DoneResult numbers that tell of a bad end: 2 fault, 3 aborted, 4 time-out. */
const isBadEnd = (doneResult: number) => doneResult >= 2 && doneResult <= 4;

export function reconcileCommand(journal: { readonly seq: number }, plc: PlcHandshake): HandshakeDecision {
  const { seq } = journal;
  if (plc.ackSeq === seq) {
    if (isRefusal(plc.ackResult)) return 'adopt-failed';
    if (plc.ackResult !== 1) return 'unknown';
    return plc.doneSeq === seq ? adoptEnd(plc.doneResult) : 'await-done';
  }
  if (plc.doneSeq === seq) return adoptEnd(plc.doneResult);
  if (plc.ackSeq > seq || plc.doneSeq > seq || plc.cmdSeq > seq) return 'unknown';
  return plc.cmdSeq === seq ? 'await-ack' : 'write';
}

function adoptEnd(doneResult: number): HandshakeDecision {
  if (doneResult === 1) return 'adopt-done';
  return isBadEnd(doneResult) ? 'adopt-failed' : 'unknown';
}
