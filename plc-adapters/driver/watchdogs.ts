import { judgeLiveness, ownStallMs } from './liveness.ts';
import type { LivenessLimits } from './liveness.ts';

/** How often the watchdogs look: a fraction of the shortest limit (1.5 s). */
export const lookMs = 200;

/** Keeps the marks the watchdogs judge by. Times are monotonic, in ms. */
export class Watchdogs {
  private everLive = false;
  private readySince: number | null = null;
  private heartbeatAt: number | null = null;
  private readBeatAt: number | null = null;
  /** The count as last told. */
  private told: number | null = null;
  /** The count as last seen, told or read. */
  private seen: number | null = null;
  private heardAt: number | null = null;
  private lastLook: number;
  /** Since when a first connection is awaited. */
  private awaitedSince: number;

  constructor(now: number) {
    this.lastLook = this.awaitedSince = now;
  }

  /** Whether session, nodes and subscription are up. */
  get ready(): boolean {
    return this.readySince !== null;
  }

  up(now: number): void {
    this.readySince = this.heardAt = now;
    this.heartbeatAt = this.readBeatAt = this.told = this.seen = null;
  }

  down(): void {
    this.readySince = this.heartbeatAt = this.readBeatAt = this.heardAt = null;
  }

  live(): void {
    this.everLive = true;
  }

  heard(now: number): void {
    this.heardAt = now;
  }

  /** Takes the PLC's heartbeat count as the subscription tells it; null when it is not good. */
  beatTold(count: number | null, now: number): void {
    if (count === null || count === this.told || !this.ready) return;
    // The first value is only where the count stands; the next one is a beat.
    if (this.told !== null) this.heartbeatAt = now;
    this.told = this.seen = count;
  }

  /** Takes the count as it was read. */
  beatRead(count: number | null, now: number): void {
    if (count === null || count === this.seen || !this.ready) return;
    if (this.seen !== null) this.readBeatAt = now;
    this.seen = count;
  }

  /** To be called every `lookMs`: takes out of account what this process itself slept. */
  look(now: number): void {
    const stall = ownStallMs(now - this.lastLook, lookMs);
    this.lastLook = now;
    if (this.heartbeatAt !== null) this.heartbeatAt += stall;
    if (this.readBeatAt !== null) this.readBeatAt += stall;
    if (this.heardAt !== null) this.heardAt += stall;
    this.awaitedSince += stall;
  }

  /** No connection yet, and the grace a start has for its first one is over. */
  overdue(now: number, graceMs: number): boolean {
    return !this.everLive && !this.ready && now - this.awaitedSince > graceMs;
  }

  verdict(now: number, limits: LivenessLimits) {
    const { readySince, everLive, heartbeatAt, readBeatAt, heardAt } = this;
    return judgeLiveness(now, { readySince, everLive, heartbeatAt, readBeatAt, heardAt }, limits);
  }
}
