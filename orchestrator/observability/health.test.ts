import { tmpdir } from 'node:os';
import { openBench } from '../engine/testing/workbench.ts';
import { MemoryJournal } from '../engine/testing/memory-journal.ts';
import { CommitWatch } from './commit-watch.ts';
import { diskCheck, freeRoom, journalCheck, startCheck, viewsCheck } from './health-checks.ts';
import { createHealth } from './health.ts';
import type { HealthCheck } from './health.ts';

const clock = () => {
  const at = { ms: 0 };
  return { at, now: () => at.ms };
};
const well: HealthCheck = { name: 'well', look: () => ({ ok: true, detail: 'fine' }) };

describe('health', () => {
  it('is ready when every check is well, and tells each', async () => {
    let state: 'starting' | 'ready' | 'stopping' = 'starting';
    const health = createHealth([startCheck(() => state), well]);
    expect(await health('ready')).toMatchObject({
      ready: false,
      checks: [{ name: 'recovered', detail: 'starting' }, {}],
    });
    state = 'ready';
    expect(await health('ready')).toMatchObject({ ready: true });
    state = 'stopping';
    expect(await health('ready')).toMatchObject({ ready: false, live: true });
  });

  it('is ready without what is only told', async () => {
    const away: HealthCheck = { name: 'jobs', isTold: true, look: () => ({ ok: false, detail: 'wait' }) };
    expect(await createHealth([well, away])('ready')).toMatchObject({ ready: true, checks: [{ ok: true }, { ok: false }] });
  });

  it('is alive whatever its checks say, and asks none of them', async () => {
    const look = jest.fn(() => ({ ok: false, detail: '' }));
    expect(await createHealth([{ name: 'asked', look }])('live')).toMatchObject({ live: true });
    expect(look).not.toHaveBeenCalled();
  });

  it('takes a check that throws, or does not answer, for not well, and tells nothing of why', async () => {
    const checks: HealthCheck[] = [
      { name: 'throws', look: () => Promise.reject(new Error('mongodb://u:hunter2@db')) },
      { name: 'hangs', look: () => new Promise(() => {}) },
      well,
    ];
    jest.useFakeTimers();
    const report = createHealth(checks)('ready');
    await jest.advanceTimersByTimeAsync(2_000);
    jest.useRealTimers();
    expect((await report).checks.map(({ ok }) => ok)).toEqual([false, false, true]);
    expect(JSON.stringify(await report)).not.toContain('hunter2');
  });
});

describe('the check of the journal', () => {
  it('fails with a commit that failed, until one is made', async () => {
    const { at, now } = clock();
    const commits = new CommitWatch(now);
    const journal = new MemoryJournal();
    const bench = openBench({ journal, observer: { commitBegins: commits.commitBegins } });
    const check = journalCheck(commits, now);
    await bench.start();
    expect(check.look()).toMatchObject({ ok: true });
    const append = jest.spyOn(journal, 'append').mockRejectedValueOnce(new Error('the disk is full'));
    await expect(bench.fact('a', { type: 'ask', what: 'mass', times: 0 })).rejects.toThrow(
      'the disk is full',
    );
    at.ms = 3_000;
    expect(check.look()).toEqual({ ok: false, detail: 'the last commit failed 3 s ago' });
    append.mockRestore();
    await bench.fact('b', { type: 'ask', what: 'mass', times: 0 });
    expect(check.look()).toMatchObject({ ok: true });
  });

  it('trusts the journal again after a while in which nobody tried', () => {
    const { at, now } = clock();
    const commits = new CommitWatch(now);
    commits.commitBegins(1)(new Error('no'));
    expect(journalCheck(commits, now).look()).toMatchObject({ ok: false });
    at.ms = 30_001;
    expect(journalCheck(commits, now).look()).toMatchObject({ ok: true });
  });

  it('fails with a commit that takes too long', () => {
    const { at, now } = clock();
    const commits = new CommitWatch(now);
    const ended = commits.commitBegins(1);
    at.ms = 6_000;
    expect(journalCheck(commits, now).look()).toEqual({ ok: false, detail: 'a commit has waited for 6 s' });
    ended(null);
    expect(journalCheck(commits, now).look()).toMatchObject({ ok: true });
  });
});

describe('the check of the views', () => {
  it('fails when entries stay unprojected, not when there are new ones at each look', async () => {
    const { at, now } = clock();
    const projector = { position: 10 };
    let position = 11;
    const check = viewsCheck({ head: async () => ({ position, hash: '' }) }, projector, now);
    const okAt = async (ms: number) => {
      at.ms = ms;
      return (await check.look()).ok;
    };
    expect(await okAt(0)).toBe(true);
    [projector.position, position] = [11, 12];
    expect(await okAt(6_000)).toBe(true);
    position = 20;
    expect(await okAt(12_000)).toBe(false);
    expect(await check.look()).toMatchObject({ detail: '9 entries behind' });
    projector.position = 20;
    expect(await okAt(12_001)).toBe(true);
  });
});

describe('the check of the disk', () => {
  it('fails below the limit', async () => {
    const room = async () => 100 * 2 ** 20;
    expect(await diskCheck('.', 100, room).look()).toEqual({ ok: true, detail: '100 MiB free' });
    expect(await diskCheck('.', 101, room).look()).toMatchObject({ ok: false });
  });

  it('reads what is free of the real one', async () => {
    expect(await freeRoom(tmpdir())).toBeGreaterThan(0);
  });
});
