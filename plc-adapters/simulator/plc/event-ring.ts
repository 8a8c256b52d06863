import type { ProcessImage } from './process-image.ts';

/** Slots of the ring; record n lies in slot (n − 1) mod 64. */
export const RING_SIZE = 64;

export const RECORD_TYPE = {
  increment: 1, missed: 2, container: 3, grab: 4, 'missed-grab': 5, stage: 6, through: 7,
} as const; // prettier-ignore
export type RecordType = keyof typeof RECORD_TYPE;

/**
 * V1 to V4 are `mass`, `flow`, `total`, `kept`. Of a finished `stage`: kg in, the first and the second part that went on, what
 * was rejected or dried off. Of a sample `through` the line: kg it came in with, or kg discarded.
 */
export interface RingEntry {
  readonly type: RecordType;
  readonly sampleId: string;
  /** Counts increments, grabs or missed ones of either; for `container` the position or bottle type, for `stage` its number. */
  readonly no: number;
  /** kg; of a grab mL. */
  readonly mass: number;
  /** t/h; of oil m³/h. */
  readonly flow: number;
  /** t; of oil m³. */
  readonly total: number;
  /** kg */
  readonly kept: number;
}

export interface RingRecord extends RingEntry {
  readonly idx: number;
  /** Wall time, ms since 1970 UTC. */
  readonly time: number;
}

export interface EventRingMemory {
  readonly writeIdx: number;
  readonly records: readonly RingRecord[];
}

/** The unit's last 64 events: the truth about increments whatever the link did meanwhile. */
export class EventRing {
  #writeIdx: number;
  #records: RingRecord[];
  #published = 0;

  constructor(memory: EventRingMemory | null) {
    this.#writeIdx = memory?.writeIdx ?? 0;
    this.#records = [...(memory?.records ?? [])];
    this.#published = this.#writeIdx - this.#records.length;
  }

  /** Records ever written = Idx of the newest. */
  get writeIdx(): number {
    return this.#writeIdx;
  }

  write(entry: RingEntry, wallMs: number): RingRecord {
    this.#writeIdx += 1;
    const record = { ...entry, idx: this.#writeIdx, time: wallMs };
    this.#records.push(record);
    if (this.#records.length > RING_SIZE) this.#records.shift();
    return record;
  }

  /** True when a record the client has not consumed was overwritten. */
  overflowed(readIdx: number): boolean {
    return this.#writeIdx - readIdx > RING_SIZE;
  }

  publish(image: ProcessImage): void {
    for (const record of this.#records) {
      if (record.idx <= this.#published) continue;
      const slot = `Evt.Rec[${(record.idx - 1) % RING_SIZE}]`;
      image.set(`${slot}.Idx`, record.idx);
      image.set(`${slot}.Time`, record.time);
      image.set(`${slot}.Type`, RECORD_TYPE[record.type]);
      image.set(`${slot}.SampleId`, record.sampleId);
      image.set(`${slot}.No`, record.no);
      image.set(`${slot}.V1`, record.mass);
      image.set(`${slot}.V2`, record.flow);
      image.set(`${slot}.V3`, record.total);
      image.set(`${slot}.V4`, record.kept);
    }
    this.#published = this.#writeIdx;
    image.set('Evt.WriteIdx', this.#writeIdx);
  }

  retain(): EventRingMemory {
    return { writeIdx: this.#writeIdx, records: [...this.#records] };
  }
}
