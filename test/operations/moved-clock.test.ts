import { verifyJournal } from '../../orchestrator/engine/audit.ts';
import { decodeBody } from '../../orchestrator/engine/entry.ts';
import { waitingTime } from '../../orchestrator/engine/testing/pot.ts';
import { openBench, testTime } from '../../orchestrator/engine/testing/workbench.ts';
import { clock, rang, settle, waitingPot } from '../../orchestrator/engine/testing/waiting-pot.ts';
import type { WaitingBench } from '../../orchestrator/engine/testing/waiting-pot.ts';

const hour = 3_600_000;
/** Somebody sets the clock of the machine; no time passes. */
const moveClock = (milliseconds: number) => void jest.setSystemTime(Date.now() + milliseconds);


const pass = async (milliseconds: number) => {
  jest.advanceTimersByTime(milliseconds);
  await settle();
};

beforeEach(() => void jest.useFakeTimers({ now: Date.parse(testTime), doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'performance'] }));
afterEach(() => void jest.useRealTimers());
/** The server is started again on the same journal. */
async function restarted({ engine, journal }: WaitingBench) {
  await engine.stop();
  const bench = openBench({ clock, journal });
  await bench.engine.recover();
  await settle();
  return bench;
}

describe.each([
  ['forward', hour],
  ['back', -hour],
])('the clock of the machine is moved %s by an hour', (_, moved) => {
  it('a timer that runs keeps its time, and fires once', async () => {
    const bench = await waitingPot();
    await pass(waitingTime / 2);
    moveClock(moved);
    await pass(waitingTime / 2 - 1);
    expect(await rang(bench)).toBe(0);
    await pass(1);
    expect(await rang(bench)).toBe(1);
    await pass(2 * hour);
    expect(await rang(bench)).toBe(1);
  });

  it('what comes is taken in its order, and each id once', async () => {
    const bench = await waitingPot();
    await bench.fact('before', { type: 'add', n: 1 } as { type: string });
    moveClock(moved);
    await bench.fact('after', { type: 'add', n: 1 } as { type: string });
    expect((await bench.fact('before', { type: 'add', n: 1 } as { type: string })).status).toBe('repeated');
    moveClock(-moved);
    await bench.fact('later', { type: 'add', n: 1 } as { type: string });
    const told = bench.journal.entries.map(({ body }) => decodeBody(body).input);
    expect(told.map(({ id }) => id)).toEqual(['start', 'wait', 'before', 'after', 'later']);
    expect(Date.parse(told[3]?.at ?? '') - Date.parse(told[2]?.at ?? '')).toBe(moved);
    expect(await verifyJournal(bench.journal)).toMatchObject({ intact: true, entries: 5 });
  });
});

it('the clock moved twenty times to and fro: every timer fires once, at its time, and everything told is there once, in order', async () => {
  const bench = openBench({ clock });
  await bench.start();
  for (let time = 1; time <= 20; time += 1) {
    await bench.fact(`wait ${time}`, { type: 'wait' });
    await pass(waitingTime / 3);
    moveClock(time % 2 === 0 ? -hour : hour);
    await bench.fact(`add ${time}`, { type: 'add', n: 1 } as { type: string });
    await pass(waitingTime / 3);
    expect(await rang(bench)).toBe(time - 1);
    await pass(waitingTime / 3);
    expect(await rang(bench)).toBe(time);
  }
  expect(await bench.context()).toMatchObject({ sum: 20, rang: 20 });
  const ids = bench.journal.entries.map(({ inputId }) => inputId);
  expect(ids).toHaveLength(1 + 20 * 3);
  expect(new Set(ids).size).toBe(ids.length);
  expect(await verifyJournal(bench.journal)).toMatchObject({ intact: true, entries: ids.length });
});

it('a start after the clock was moved forward fires what is overdue by it, once', async () => {
  const before = await waitingPot();
  moveClock(hour);
  const bench = await restarted(before);
  await pass(0);
  expect(await rang(bench)).toBe(1);
  await pass(2 * hour);
  expect(await rang(bench)).toBe(1);
});

it('a start after the clock was moved back waits until the deadline by it, and fires once', async () => {
  const before = await waitingPot();
  moveClock(-hour);
  const bench = await restarted(before);
  await pass(hour + waitingTime - 1);
  expect(await rang(bench)).toBe(0);
  await pass(1);
  expect(await rang(bench)).toBe(1);
});
