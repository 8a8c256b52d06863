import { lookMs, Watchdogs } from './watchdogs.ts';

const graceMs = 15_000;

/** Looks as the driver does, until `to`. */
function lookUntil(watchdogs: Watchdogs, from: number, to: number): void {
  for (let now = from + lookMs; now <= to; now += lookMs) watchdogs.look(now);
}

describe('the PLC’s heartbeat', () => {
  const limits = { heartbeatMs: 1500, silenceMs: 2500 };
  /** Up at 0, live by beats told every 500 ms until 10 s; keep-alives go on. */
  function beating(): Watchdogs {
    const watchdogs = new Watchdogs(0);
    watchdogs.up(0);
    for (let now = 0; now <= 10_000; now += 500) watchdogs.beatTold(now / 500, now);
    watchdogs.live();
    return watchdogs;
  }
  const after = (watchdogs: Watchdogs, now: number) => {
    watchdogs.heard(now);
    return watchdogs.verdict(now, limits);
  };

  it('that stands is lost, also when it is read again and again', () => {
    const watchdogs = beating();
    for (let now = 11_000; now <= 30_000; now += 2000) watchdogs.beatRead(20, now);
    expect(after(watchdogs, 11_500)).toBeNull();
    expect(after(watchdogs, 11_501)).toBe('heartbeat-lost');
    expect(after(watchdogs, 30_000)).toBe('heartbeat-lost');
  });

  it('that is read and no longer told shows a deaf subscription, and never makes the unit live between two reads', () => {
    const watchdogs = beating();
    for (let now = 12_000; now <= 30_000; now += 2000) {
      watchdogs.beatRead(now / 500, now);
      expect(after(watchdogs, now)).toBe('subscription-silent');
      expect(after(watchdogs, now + 1999)).toBe('subscription-silent');
    }
    watchdogs.beatTold(61, 30_500);
    expect(after(watchdogs, 30_500)).toBeNull();
  });

  it('that was read before it was told is a beat when it is told', () => {
    const watchdogs = beating();
    watchdogs.beatRead(21, 10_400);
    watchdogs.beatTold(21, 10_600);
    expect(after(watchdogs, 12_100)).toBeNull();
    expect(after(watchdogs, 12_101)).toBe('heartbeat-lost');
  });
});

describe('the grace of a start', () => {
  it('lasts as long as it says, and not longer', () => {
    const watchdogs = new Watchdogs(0);
    lookUntil(watchdogs, 0, graceMs);
    expect(watchdogs.overdue(graceMs, graceMs)).toBe(false);
    expect(watchdogs.overdue(graceMs + 1, graceMs)).toBe(true);
  });

  it('is not used up while this process itself sleeps', () => {
    const watchdogs = new Watchdogs(0);
    watchdogs.look(60_000);
    expect(watchdogs.overdue(60_000, graceMs)).toBe(false);
    lookUntil(watchdogs, 60_000, 60_000 + graceMs);
    expect(watchdogs.overdue(60_000 + graceMs, graceMs)).toBe(true);
  });

  it('is not for a unit that is connected and being read for the first time, nor for one that was live before', () => {
    const watchdogs = new Watchdogs(0);
    lookUntil(watchdogs, 0, 20_000);
    watchdogs.up(20_000);
    expect(watchdogs.overdue(20_000, graceMs)).toBe(false);
    watchdogs.down();
    expect(watchdogs.overdue(20_000, graceMs)).toBe(true);
    watchdogs.live();
    expect(watchdogs.overdue(20_000, graceMs)).toBe(false);
  });
});
