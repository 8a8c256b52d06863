import type { DriverClock, DriverLog } from '../driver/deps.ts';
import type { TagMap } from '../tag-map/parse.ts';
import type { Reading, RingRecord, UnitListener } from '../unit-driver.ts';
import { atRisk, judgeRecord, planRing } from './ring-plan.ts';
import type { IdxRange } from './ring-plan.ts';
import { recordTags, recordValues, toRecord } from './ring-record.ts';

/** What the reader needs of the wire; rejects when the link is not up. */
export interface RingAccess {
  read(tags: readonly string[]): Promise<ReadonlyMap<string, Reading>>;
}

/** Where it stands how far we have read a ring: in the PLC's ReadIdx where that is ours, else in a memory of our own. */
export interface RingMark {
  /** The last record known to be safe on our side, from what the ring shows. */
  consumed(shown: { readonly readIdx: number; readonly writeIdx: number; readonly size: number }): number;
  /** Rejects when it was not kept. */
  move(idx: number): Promise<void>;
}

/**
 * Empties the PLC's event ring into the listener: in order, one delivery at a time, the mark moved only after the listener has
 * them safe. What fails is left for the next `poke`, which comes with every change of WriteIdx and every reconcile read.
 */
export class RingReader {
  private readonly map: TagMap;
  private readonly access: RingAccess;
  private readonly mark: RingMark;
  private readonly listener: UnitListener;
  private readonly clock: DriverClock;
  private readonly log: DriverLog;
  private consumed: number | null = null;
  private draining: Promise<void> | null = null;
  private again = false;
  private stopped = false;

  constructor(map: TagMap, access: RingAccess, mark: RingMark, listener: UnitListener, clock: DriverClock, log: DriverLog) {
    this.map = map;
    this.access = access;
    this.mark = mark;
    this.listener = listener;
    this.clock = clock;
    this.log = log;
  }

  poke(): void {
    this.again = true;
    if (this.stopped || this.draining) return;
    this.draining = this.drain().finally(() => (this.draining = null));
  }

  /** Waits for a delivery under way, so that nothing reaches the listener afterwards. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.draining;
  }

  private async drain(): Promise<void> {
    try {
      while (this.again && !this.stopped) {
        this.again = false;
        while (!this.stopped && (await this.deliverNext()));
      }
    } catch (error) {
      this.log.warn({ error: String(error) }, 'event ring not emptied; tried again soon');
    }
  }

  /** Delivers what is there; false when nothing was. */
  private async deliverNext(): Promise<boolean> {
    const { ring } = this.map;
    const indices = await this.access.read([ring.writeIdx, ring.readIdx]);
    const writeIdx = goodNumber(indices, ring.writeIdx);
    const marked = this.mark.consumed({ readIdx: goodNumber(indices, ring.readIdx), writeIdx, size: ring.size });
    const plan = planRing({ consumed: this.consumed, marked, writeIdx, size: ring.size });
    if (plan.restarted)
      this.log.error({ writeIdx, consumed: this.consumed, marked }, 'the PLC began its event ring anew');
    if (plan.gap) this.lose(plan.gap);
    if (!plan.fetch) {
      this.consumed = plan.restarted ? writeIdx : (this.consumed ?? marked);
      // The last move was not kept, or a gap has ended the ring.
      if (this.consumed !== marked) await this.mark.move(this.consumed);
      return false;
    }
    const { records, last } = await this.fetch(plan.fetch);
    if (records.length > 0) await this.listener.records(records);
    if (last < plan.fetch.from) return false;
    this.consumed = last;
    await this.mark.move(last);
    return true;
  }

  /** Reads a range; `last` is the highest record dealt with, delivered or lost. */
  private async fetch(range: IdxRange): Promise<{ records: readonly RingRecord[]; last: number }> {
    const { ring } = this.map;
    const wanted = Array.from({ length: range.to - range.from + 1 }, (_, offset) => range.from + offset);
    const first = await this.access.read(wanted.flatMap((idx) => recordTags(this.map, idx)));
    const writeIdx = goodNumber(await this.access.read([ring.writeIdx]), ring.writeIdx);
    const endangered = wanted.filter((idx) => atRisk(idx, writeIdx, ring.size));
    const second =
      endangered.length > 0
        ? await this.access.read(endangered.flatMap((idx) => recordTags(this.map, idx)))
        : new Map<string, Reading>();
    const records: RingRecord[] = [];
    let last = range.from - 1;
    let firstLost: number | null = null;
    for (const idx of wanted) {
      const values = recordValues(this.map, idx, first);
      const repeated = endangered.includes(idx) ? recordValues(this.map, idx, second) : null;
      if (!values || (endangered.includes(idx) && !repeated)) break;
      const verdict = judgeRecord(idx, values, repeated);
      if (verdict === 'not-yet') break;
      const record = verdict === 'whole' ? toRecord(this.map, values) : null;
      if (record) {
        records.push(record);
      } else {
        // Losses are told before the records that follow them, so they only go in front of a delivery.
        if (records.length > 0) break;
        if (verdict === 'whole') this.log.error({ idx, values }, 'event record cannot be understood');
        firstLost ??= idx;
      }
      last = idx;
    }
    if (firstLost !== null) this.lose({ from: firstLost, to: (records[0]?.idx ?? last + 1) - 1 });
    return { records, last };
  }

  private lose(gap: IdxRange): void {
    this.log.error(gap, 'event records lost: overwritten before they were read');
    this.listener.observed({ kind: 'gap', ...gap, at: this.clock.now() });
    this.consumed = gap.to;
  }
}

function goodNumber(readings: ReadonlyMap<string, Reading>, tag: string): number {
  const reading = readings.get(tag);
  if (reading?.quality === 'good' && typeof reading.value === 'number') return reading.value;
  throw new Error(`${tag} has no good value.`);
}
