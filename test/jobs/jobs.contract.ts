import { z } from 'zod';
import { eventually } from '../../orchestrator/engine/testing/workbench.ts';
import { workOf } from '../../orchestrator/jobs/ports.ts';
import type { JobKind, Jobs, JobWork } from '../../orchestrator/jobs/ports.ts';

interface Sum {
  readonly sum: number | null;
}
export const adding: JobKind<readonly number[], Sum> = {
  name: 'adding',
  concurrency: 3,
  payload: z.array(z.number()).readonly(),
  result: z.strictObject({ sum: z.number().nullable() }),
};

/** For a busy machine, ms. */
export const patience = 20_000;

/** Jobs with who does them; pauses between tries are some hundredths of what they are in life. */
export interface OpenJobs {
  readonly jobs: Jobs;
  readonly close: () => Promise<void>;
}

/** What every implementation of jobs keeps to. `open` gives one that knows no jobs yet. */
export function describeJobs(open: (work: readonly JobWork[]) => Promise<OpenJobs>): void {
  const { signal } = new AbortController();
  let house: OpenJobs;
  /** What became of each try; taken in order, and the last for ever. */
  let reactions: (() => Promise<Sum>)[];
  let tries: (readonly number[])[];
  const add = (id: string, payload: readonly number[] = [1, 2], over = signal) =>
    house.jobs.run(adding, { id, payload }, over);
  const failing = (message = 'not now') => Promise.reject(new Error(message));
  const sumOf = (payload: readonly number[]): Sum => ({ sum: payload.reduce((sum, one) => sum + one, 0) });

  beforeEach(async () => {
    reactions = [];
    tries = [];
    house = await open([
      workOf(adding, async (payload) => {
        tries.push(payload);
        const react = reactions.length > 1 ? reactions.shift() : reactions[0];
        return react ? react() : sumOf(payload);
      }),
    ]);
  });
  afterEach(() => house.close());

  it('do a job and give its result', async () => {
    expect(await add('p/1#1.0')).toEqual({ sum: 3 });
    reactions = [async () => ({ sum: null })];
    expect(await add('p/1#2.0')).toEqual({ sum: null });
  });

  it('do once what is asked for twice under one id, also afterwards', async () => {
    expect(await Promise.all([add('p/1#1.0', [4]), add('p/1#1.0', [4])])).toEqual([{ sum: 4 }, { sum: 4 }]);
    expect(await add('p/1#1.0', [4])).toEqual({ sum: 4 });
    expect(tries).toEqual([[4]]);
  });

  it('do several of a kind at once, but no more than it may', async () => {
    let now = 0;
    let most = 0;
    reactions = [
      async () => {
        most = Math.max(most, (now += 1));
        await new Promise((resolve) => setTimeout(resolve, 10));
        now -= 1;
        return { sum: 0 };
      },
    ];
    await Promise.all(Array.from({ length: 9 }, (_, index) => add(`p/1#${index}.0`)));
    expect([most, tries.length]).toEqual([3, 9]);
  });

  it('try again what failed, and show it meanwhile without secrets', async () => {
    reactions = [
      () => failing('nobody at https://me:secret@tsa.example/stamp?token=secret'),
      async () => ({ sum: 7 }),
    ];
    expect(await add('p/1#1.0')).toEqual({ sum: 7 });
    const [shown, ...others] = await house.jobs.list('completed', { offset: 0, limit: 10 });
    expect(others).toEqual([]);
    expect(shown).toMatchObject({ id: 'p/1#1.0', kind: 'adding', state: 'completed', failures: 1 });
    expect(shown?.error).toBe('nobody at https://tsa.example/stamp?…');
  });

  it('count what keeps failing as failed, and try it again when somebody says so', async () => {
    reactions = [() => failing()];
    const answered = add('p/1#1.0');
    await eventually(async () => (await house.jobs.counts()).failed === 1, patience);
    expect(await house.jobs.list('failed', { offset: 0, limit: 10 })).toMatchObject([
      { id: 'p/1#1.0', state: 'failed', failures: 5, error: 'not now' },
    ]);
    reactions = [async () => ({ sum: 8 })];
    expect(await house.jobs.retry('p/1#1.0')).toMatchObject({
      ok: true,
      value: { id: 'p/1#1.0', state: 'waiting' },
    });
    expect(await answered).toEqual({ sum: 8 });
    expect(await house.jobs.retry('p/1#1.0')).toMatchObject({
      ok: false,
      refusal: { code: 'JOB_NOT_FAILED' },
    });
    expect(await house.jobs.retry('p/1#9.0')).toMatchObject({
      ok: false,
      refusal: { code: 'JOB_NOT_FOUND' },
    });
  });

  it('try what has failed again by themselves after a long pause', async () => {
    reactions = [...Array.from({ length: 5 }, () => () => failing()), async () => ({ sum: 9 })];
    expect(await add('p/1#1.0')).toEqual({ sum: 9 });
    expect(tries).toHaveLength(6);
  });

  it('do not tell in an error what a job is about that is not of this version', async () => {
    const other = { ...adding, payload: z.unknown() } as JobKind<unknown, Sum>;
    const over = new AbortController();
    const asked = house.jobs.run(other, { id: 'p/1#1.0', payload: { importer: 'Nordkohle' } }, over.signal);
    await eventually(async () => (await house.jobs.counts()).failed === 1, patience);
    const [shown] = await house.jobs.list('failed', { offset: 0, limit: 10 });
    expect(shown?.error).toMatch(/not of this version/);
    expect(JSON.stringify(shown)).not.toContain('Nordkohle');
    over.abort();
    await expect(asked).rejects.toThrow('aborted');
  });

  it('let who waits give up, and do the job all the same', async () => {
    let finish = (_: Sum): void => undefined;
    reactions = [() => new Promise((resolve) => (finish = resolve))];
    const over = new AbortController();
    const asked = add('p/1#1.0', [1], over.signal);
    await eventually(async () => tries.length === 1, patience);
    over.abort();
    await expect(asked).rejects.toThrow('aborted');
    finish({ sum: 5 });
    expect(await add('p/1#1.0', [1])).toEqual({ sum: 5 });
    expect(tries).toHaveLength(1);
  });

  it('are listed by state, the newest first, page by page', async () => {
    for (const id of ['p/1#1.0', 'p/1#2.0', 'p/1#3.0']) {
      await add(id);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    const ids = async (offset: number, limit: number) =>
      (await house.jobs.list('completed', { offset, limit })).map(({ id }) => id);
    expect(await ids(0, 2)).toEqual(['p/1#3.0', 'p/1#2.0']);
    expect(await ids(2, 2)).toEqual(['p/1#1.0']);
    expect(await house.jobs.counts()).toEqual({ waiting: 0, active: 0, completed: 3, failed: 0 });
    expect(await house.jobs.list('waiting', { offset: 0, limit: 9 })).toEqual([]);
  });

  it('end what waits for them when they are closed', async () => {
    reactions = [() => new Promise((resolve) => setTimeout(() => resolve({ sum: 0 }), 50))];
    const asked = add('p/1#1.0');
    const refused = expect(asked).rejects.toMatchObject({ name: 'JobsClosedError' });
    await eventually(async () => tries.length === 1, patience);
    await house.jobs.close();
    await refused;
    await expect(add('p/1#2.0')).rejects.toMatchObject({ name: 'JobsClosedError' });
  });
}
