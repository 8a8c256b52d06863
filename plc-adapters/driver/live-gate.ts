import { RefusedError } from '../../workflows/kernel/refusal.ts';

/** Lets those through who wait for the unit to be live; turns everyone away once the driver stops. */
export class LiveGate {
  private readonly waiting = new Set<{ pass(): void; refuse(error: Error): void }>();
  private state: 'open' | 'shut' | 'stopped' = 'shut';

  get open(): boolean {
    return this.state === 'open';
  }

  set(live: boolean): void {
    if (this.state === 'stopped') return;
    this.state = live ? 'open' : 'shut';
    if (!live) return;
    for (const waiter of this.waiting) waiter.pass();
    this.waiting.clear();
  }

  stop(): void {
    this.state = 'stopped';
    for (const waiter of this.waiting) waiter.refuse(driverStopped());
    this.waiting.clear();
  }

  /** Rejects with `DRIVER_STOPPED`. */
  passed(): Promise<void> {
    if (this.state === 'open') return Promise.resolve();
    if (this.state === 'stopped') return Promise.reject(driverStopped());
    return new Promise((pass, refuse) => this.waiting.add({ pass, refuse }));
  }
}

const driverStopped = () =>
  new RefusedError({
    code: 'DRIVER_STOPPED',
    message: 'The driver was stopped; what became of a command under way is not known here.',
    remedy: 'Execute the same command again after the next start: it is reconciled first.',
  });
