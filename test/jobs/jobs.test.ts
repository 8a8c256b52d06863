import { Redis } from 'ioredis';
import pino from 'pino';
import { wait } from '../../orchestrator/engine/effect-runner.ts';
import { eventually } from '../../orchestrator/engine/testing/workbench.ts';
import { BullJobs } from '../../orchestrator/jobs/bull/jobs.ts';
import { BullWorker } from '../../orchestrator/jobs/bull/worker.ts';
import { LocalJobs } from '../../orchestrator/jobs/local.ts';
import { workOf } from '../../orchestrator/jobs/ports.ts';
import type { Journal } from '../../orchestrator/storage/ports.ts';
import { instant } from '../../workflows/kernel/brand.ts';
import { openRedis } from '../support/redis.ts';
import type { OwnRedis } from '../support/redis.ts';
import { describeWith } from '../support/tools.ts';
import { adding, describeJobs, patience } from './jobs.contract.ts';
import { secret } from './squaring.ts';

const log = pino({ level: 'silent' });
const clock = () => instant(new Date().toISOString());

describe('the jobs: done by the server itself', () => {
  describeJobs(async (work) => {
    const jobs = new LocalJobs({
      work,
      clock,
      log,
      wait: (milliseconds, signal) => wait(milliseconds / 100, signal),
    });
    return { jobs, close: () => jobs.close() };
  });
});

/** A journal whose entries all have this hash. */
const journalOf = (hash: string): Pick<Journal, 'at'> => ({
  at: async (process, seq) => ({
    process, seq, hash, position: seq, inputId: '', answers: null, effects: 1, finished: false, body: '',
  }),
}); // prettier-ignore

describeWith(['redis-server'], 'the jobs: Bull on Redis', () => {
  let redis: OwnRedis;
  let opened = 0;
  beforeAll(async () => void (redis = await openRedis(false)));
  afterAll(() => redis.remove());

  describeJobs(async (work) => {
    const place = { url: redis.url, prefix: `contract-${(opened += 1)}`, secret };
    const jobs = new BullJobs({
      place,
      journal: journalOf('a'),
      kinds: [adding],
      log,
      patience: { look: 100, push: 600, firstPause: 10 },
    });
    const worker = new BullWorker({ place, work, log });
    return {
      jobs,
      close: async () => {
        await jobs.close();
        await worker.stop();
      },
    };
  });

  it('does anew what another history had asked for under the same id: the journal was restored', async () => {
    const place = { url: redis.url, prefix: 'restored', secret };
    let sum = 0;
    const worker = new BullWorker({ place, work: [workOf(adding, async () => ({ sum: (sum += 1) }))], log });
    const asked = async (hash: string) => {
      const jobs = new BullJobs({ place, journal: journalOf(hash), kinds: [adding], log });
      const answer = await jobs.run(adding, { id: 'p/1#1.0', payload: [] }, new AbortController().signal);
      await jobs.close();
      return answer.sum;
    };
    expect([await asked('a'), await asked('a'), await asked('b'), await asked('b')]).toEqual([1, 1, 2, 2]);
    await worker.stop();
  });

  it('keeps to its own cluster: others can neither read, nor ask, nor answer', async () => {
    const place = { url: redis.url, prefix: 'own', secret };
    const client = new Redis(redis.url);
    const key = (id: string) => `own:adding:${id}`;
    let tries = 0;
    const work = workOf(adding, async ([first = 0]) => ({ sum: first + (tries += 1) }));
    const worker = new BullWorker({ place, work: [work], log });
    const { signal } = new AbortController();
    const jobs = new BullJobs({
      place,
      journal: journalOf('a'),
      kinds: [adding],
      log,
      patience: { look: 50 },
    });
    const ask = (id: string) => jobs.run(adding, { id, payload: [5316_2026] }, signal);
    expect(await ask('p/1#1.0')).toEqual({ sum: 5316_2027 });
    expect(JSON.stringify(await client.hgetall(key('p/1#1.0')))).not.toContain('53162026');
    // The answer to one job is none to another: that one is done again.
    expect(await ask('p/1#2.0')).toEqual({ sum: 5316_2028 });
    await client.hset(
      key('p/1#1.0'),
      'returnvalue',
      (await client.hget(key('p/1#2.0'), 'returnvalue')) ?? '',
    );
    expect(await ask('p/1#1.0')).toEqual({ sum: 5316_2029 });
    const stranger = { ...place, secret: 'a secret that somebody else thought of himself' };
    const strange = new BullJobs({ place: stranger, journal: journalOf('a'), kinds: [adding], log });
    const over = new AbortController();
    const asked = strange.run(adding, { id: 'p/1#3.0', payload: [1] }, over.signal).catch(() => null);
    await eventually(
      async () => (await jobs.list('waiting', { offset: 0, limit: 9 })).some(({ error }) => error !== null),
      patience,
    );
    expect(await jobs.list('waiting', { offset: 0, limit: 9 })).toMatchObject([
      { id: 'p/1#3.0', error: 'what is in the queue was not written for this job by this cluster' },
    ]);
    over.abort();
    expect([await asked, tries]).toEqual([null, 3]);
    await Promise.all([jobs.close(), strange.close(), worker.stop()]);
    client.disconnect();
  });
});
