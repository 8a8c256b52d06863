import type { Instant, UnitId } from '../../workflows/kernel/brand.ts';
import { noReading } from '../opcua/values.ts';
import type { Reading, UnitSnapshot } from '../unit-driver.ts';

/** The newest reading of every R tag, whoever brought it: notification, reconcile read or a read on demand. */
export class Readings {
  private readonly newest = new Map<string, Reading>();
  private readAt: Instant;

  constructor(tags: readonly string[], now: Instant) {
    for (const tag of tags) this.newest.set(tag, noReading);
    this.readAt = now;
  }

  put(tag: string, reading: Reading, at: Instant): void {
    if (!this.newest.has(tag)) return;
    this.newest.set(tag, reading);
    this.readAt = at;
  }

  putAll(readings: ReadonlyMap<string, Reading>, at: Instant): void {
    for (const [tag, reading] of readings) this.put(tag, reading, at);
  }

  /** A good number, or null. */
  number(tag: string): number | null {
    const reading = this.newest.get(tag);
    return reading?.quality === 'good' && typeof reading.value === 'number' ? reading.value : null;
  }

  /** A good text, or ''. */
  text(tag: string): string {
    const reading = this.newest.get(tag);
    return reading?.quality === 'good' && typeof reading.value === 'string' ? reading.value : '';
  }

  snapshot(unit: UnitId, reason: string | null): UnitSnapshot {
    return {
      unit,
      readAt: this.readAt,
      live: reason === null,
      reason,
      readings: Object.fromEntries(this.newest),
    };
  }
}
