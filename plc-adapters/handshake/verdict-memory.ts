import type { PlcHandshake } from './reconcile.ts';

/** Verdicts remembered; far more than commands that can overlap on one unit (a running one and those that overtake it). */
const remembered = 32;

interface Verdict {
  readonly ackResult: number | null;
  readonly doneResult: number | null;
}

/**
 * Remembers what any read happened to show of acknowledgements and ends, because the PLC has room for one of each:
 * a start broken off by a stop has its end on show only until the stop's own, and a hold refused as busy puts its
 * AckSeq in the place of that of the start still running.
 */
export class VerdictMemory {
  private readonly verdicts = new Map<number, Verdict>();
  /** The command the PLC accepted last: only that one can still be running. */
  private lastAccepted: number | null = null;

  seen(plc: PlcHandshake): void {
    if (plc.ackSeq !== 0) {
      this.keep(plc.ackSeq, { ackResult: plc.ackResult });
      if (plc.ackResult === 1) this.lastAccepted = plc.ackSeq;
    }
    if (plc.doneSeq !== 0) this.keep(plc.doneSeq, { doneResult: plc.doneResult });
  }

  /** The same block as it would look, had nothing come after `seq`; unchanged where memory does not help. */
  recall<Block extends PlcHandshake>(seq: number, plc: Block): Block {
    const verdict = this.verdicts.get(seq);
    if (!verdict || plc.ackSeq === seq || plc.doneSeq === seq) return plc;
    if (verdict.doneResult !== null) return { ...plc, doneSeq: seq, doneResult: verdict.doneResult };
    const { ackResult } = verdict;
    if (ackResult === null || (ackResult === 1 && this.lastAccepted !== seq)) return plc;
    return { ...plc, ackSeq: seq, ackResult };
  }

  private keep(seq: number, news: Partial<Verdict>): void {
    const known = this.verdicts.get(seq) ?? { ackResult: null, doneResult: null };
    this.verdicts.delete(seq);
    this.verdicts.set(seq, { ...known, ...news });
    for (const oldest of this.verdicts.keys()) {
      if (this.verdicts.size <= remembered) break;
      this.verdicts.delete(oldest);
    }
  }
}
