import { lookMs, Watchdogs } from './watchdogs.ts';

const graceMs = 15_000;

/** Looks as the driver does, until `to`. */
function lookUntil(watchdogs: Watchdogs, from: number, to: number): void {
  for (let now = from + lookMs; now <= to; now += lookMs) watchdogs.look(now);
}

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
