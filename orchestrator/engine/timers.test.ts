import { instant } from '../../workflows/kernel/brand.ts';
import type { Timer } from '../../workflows/kernel/process.ts';
import { openBench, pot, testTime } from './testing/workbench.ts';
import { waitingTime } from './testing/pot.ts';
import { TimerSchedule } from './timer-schedule.ts';
import { clock, rang, settle, waitingPot } from './testing/waiting-pot.ts';
import type { WaitingBench } from './testing/waiting-pot.ts';

const day = 24 * 3_600_000;

const pass = async (milliseconds: number) => {
  jest.advanceTimersByTime(milliseconds);
  await settle();
};

beforeEach(() => void jest.useFakeTimers({ now: Date.parse(testTime), doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'performance'] }));
afterEach(() => void jest.useRealTimers());

describe('a timer of a process', () => {
  it('fires at its deadline, not before, and once', async () => {
    const bench = await waitingPot();
    await pass(waitingTime - 1);
    expect(await rang(bench)).toBe(0);
    await pass(1);
    expect(await rang(bench)).toBe(1);
    expect(bench.handedOut.map(({ kind }) => kind)).toEqual(['test.rang']);
    await pass(10 * waitingTime);
    expect([await rang(bench), bench.journal.entries.length]).toEqual([1, 3]);
  });

  it('does not fire when its state was left', async () => {
    const bench = await waitingPot();
    await bench.fact('leave', { type: 'leave' });
    await pass(2 * waitingTime);
    expect([await rang(bench), bench.journal.entries.length]).toEqual([0, 3]);
  });

  it('starts anew when its state is entered again: the first running never fires', async () => {
    const bench = await waitingPot();
    await pass(waitingTime / 2);
    await bench.fact('stay', { type: 'stay' });
    await pass(waitingTime / 2);
    expect(await rang(bench)).toBe(0);
    await pass(waitingTime / 2);
    expect(await rang(bench)).toBe(1);
  });

  it('that is due while the input that cancels it is on its way does not fire', async () => {
    const bench = await waitingPot();
    const leaving = bench.fact('leave', { type: 'leave' });
    await pass(waitingTime);
    await leaving;
    expect([await rang(bench), bench.journal.entries.map(({ inputId }) => inputId)]).toEqual([
      0,
      ['start', 'wait', 'leave'],
    ]);
  });

  it('keeps its deadline through other inputs', async () => {
    const bench = await waitingPot();
    await pass(waitingTime - 10);
    await bench.fact('a', { type: 'add', n: 1 });
    await pass(10);
    expect(await rang(bench)).toBe(1);
  });

  it('that could not be recorded fires again a little later', async () => {
    const bench = await waitingPot();
    bench.journal.beforeAppend = () => {
      throw new Error('the disk is full');
    };
    await pass(waitingTime);
    bench.journal.beforeAppend = () => {};
    expect(await rang(bench)).toBe(0);
    await pass(2_000);
    expect(await rang(bench)).toBe(1);
  });

  it('does not fire after the engine was stopped, not even one set by the last commit', async () => {
    const bench = openBench({ clock });
    await bench.start();
    let goOn = () => {};
    bench.journal.beforeAppend = () => new Promise((resolve) => (goOn = resolve));
    const last = bench.fact('wait', { type: 'wait' });
    await settle();
    const stopped = bench.engine.stop();
    goOn();
    await stopped;
    expect(await last).toMatchObject({ status: 'accepted' });
    expect(jest.getTimerCount()).toBe(0);
  });
});

describe('after a restart', () => {
  const restart = async (bench: WaitingBench) => {
    await bench.engine.stop();
    const next = openBench({ clock, journal: bench.journal });
    return { next, recover: () => next.engine.recover() };
  };

  it('a running timer goes on to the same deadline', async () => {
    const { next, recover } = await restart(await waitingPot());
    await pass(waitingTime - 1_000);
    await recover();
    await pass(999);
    expect(await rang(next)).toBe(0);
    await pass(1);
    expect(await rang(next)).toBe(1);
  });

  it('an overdue one fires once, at once', async () => {
    const { next, recover } = await restart(await waitingPot());
    await pass(5 * waitingTime);
    await recover();
    await pass(0);
    expect(await rang(next)).toBe(1);
    const third = await restart(next);
    await third.recover();
    await pass(2 * waitingTime);
    expect([await rang(third.next), next.journal.entries.length]).toEqual([1, 3]);
  });
});

describe('the schedule', () => {
  const timer = (dueAt: string, name = 'far'): Timer => ({
    name,
    generation: 1,
    dueAt: instant(dueAt),
    event: { type: name },
  });

  it('keeps deadlines beyond what setTimeout takes (2^31 ms, 24.8 days)', () => {
    const fired: string[] = [];
    const schedule = new TimerSchedule(clock, (_, { name }) => fired.push(name));
    schedule.set(pot, [timer('2026-05-30T08:00:00.000Z'), timer('2026-03-02T08:00:00.000Z', 'near')]);
    jest.advanceTimersByTime(89 * day);
    expect(fired).toEqual(['near']);
    jest.advanceTimersByTime(day);
    expect(fired).toEqual(['near', 'far']);
    schedule.stop();
  });

  it('forgets a far deadline that was replaced after part of the way', () => {
    const fired: string[] = [];
    const schedule = new TimerSchedule(clock, (_, { name }) => fired.push(name));
    schedule.set(pot, [timer('2026-05-30T08:00:00.000Z')]);
    jest.advanceTimersByTime(30 * day);
    schedule.set(pot, []);
    expect(jest.getTimerCount()).toBe(0);
    jest.advanceTimersByTime(90 * day);
    expect(fired).toEqual([]);
  });
});
