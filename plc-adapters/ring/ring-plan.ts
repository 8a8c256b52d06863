/**
 * The event ring of plc.md: WriteIdx = records ever written = Idx of the newest; record n is in slot (n − 1) mod size;
 * ReadIdx = the last we consumed. Pure decisions; the reader does the reading.
 */
export interface RingPosition {
  /** Last record known to be safe on our side; null before the first look. */
  readonly consumed: number | null;
  /** The last record consumed, as it was marked for our successor. */
  readonly marked: number;
  readonly writeIdx: number;
  readonly size: number;
}

export interface IdxRange {
  readonly from: number;
  readonly to: number;
}

export interface RingPlan {
  /** Records to fetch now; null when none. */
  readonly fetch: IdxRange | null;
  /** Records overwritten before anybody read them. */
  readonly gap: IdxRange | null;
  /** The PLC counts lower than what was consumed: its ring was begun anew (download, other PLC). */
  readonly restarted: boolean;
}

export const slotOf = (idx: number, size: number): number => (idx - 1) % size;

export function planRing({ consumed, marked, writeIdx, size }: RingPosition): RingPlan {
  const done = consumed ?? marked;
  const restarted = done > writeIdx;
  const oldest = Math.max(1, writeIdx - size + 1);
  // A ring begun anew is read from its beginning: its records are new whatever their numbers.
  const next = restarted ? oldest : done + 1;
  return {
    restarted,
    gap: next < oldest ? { from: next, to: oldest - 1 } : null,
    fetch: writeIdx >= Math.max(next, oldest) ? { from: Math.max(next, oldest), to: writeIdx } : null,
  };
}

/** Whether the PLC may be writing over record `idx` while it is read: its slot is that of the record after the newest. */
export const atRisk = (idx: number, writeIdx: number, size: number): boolean => writeIdx - idx >= size - 1;

/**
 * What the two reads of a slot say about record `idx`; `second` is null when the record was not at risk.
 * Fields are not read in one stroke with the PLC's program: only a record that reads the same twice is whole.
 */
export function judgeRecord(
  idx: number,
  first: readonly unknown[],
  second: readonly unknown[] | null,
): 'whole' | 'overwritten' | 'not-yet' {
  const found = [first, ...(second ? [second] : [])].map((fields) => Number(fields[0] ?? NaN));
  if (found.some((number) => number > idx)) return 'overwritten';
  if (found.some((number) => number !== idx)) return 'not-yet';
  if (second && second.some((field, index) => field !== first[index])) return 'overwritten';
  return 'whole';
}
