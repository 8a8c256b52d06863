import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { eventually } from '../../orchestrator/engine/testing/workbench.ts';
import { BullJobs } from '../../orchestrator/jobs/bull/jobs.ts';
import { BullWorker } from '../../orchestrator/jobs/bull/worker.ts';
import { runProcess } from '../support/process-line.ts';
import { openRedis } from '../support/redis.ts';
import { describeWith } from '../support/tools.ts';
import { patience } from './jobs.contract.ts';
import { secret, shortPatience, squaring, squaringWork } from './squaring.ts';

const kills = 20;
const script = join(process.cwd(), 'dist', 'test', 'jobs', 'squaring-worker.js');
const folder = mkdtempSync(join(tmpdir(), 'quaylab-kills-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Somebody who asks for squares without end, until he is told to stop, and keeps account of what he was answered. */
function openAsker(url: string, log = pino({ level: 'silent' })) {
  const jobs = new BullJobs({
    place: { url, prefix: 'kills', secret },
    journal: { at: async () => null },
    kinds: [squaring],
    log,
    patience: { look: 100, push: 500, firstPause: 20 },
  });
  const { signal } = new AbortController();
  /** Answers by what was asked. */
  const answers = new Map<number, number[]>();
  let asked = 0;
  let isOver = false;
  const ask = async (number: number) => {
    answers.set(number, []);
    const answer = await jobs.run(squaring, { id: `squares/1#${number}.0`, payload: number }, signal);
    answers.get(number)?.push(answer);
  };
  /** As many askers as keep two workers busy. */
  const asking = Array.from({ length: 10 }, async () => {
    while (!isOver) await ask((asked += 1));
  });
  return {
    jobs,
    asked: () => asked,
    answered: () => [...answers.values()].filter((each) => each.length > 0).length,
    /** Lets what is under way end, and checks that each question was answered, once, and rightly. */
    account: async (traces: string) => {
      isOver = true;
      await Promise.all(asking);
      expect(
        [...answers].filter(([number, given]) => given.length !== 1 || given[0] !== number * number),
      ).toEqual([]);
      const done = new Set(readdirSync(traces).map((name) => Number(name.split('-')[0])));
      expect(done).toEqual(new Set(answers.keys()));
      return { asked, tries: readdirSync(traces).length };
    },
  };
}

describeWith(['redis-server'], 'jobs', () => {
  it(`are each answered once while their workers are killed ${kills} times or more`, async () => {
    const redis = await openRedis(false);
    const traces = join(folder, 'workers');
    const begin = () => runProcess<object>(script, [redis.url, 'kills', traces]);
    // One takes long to start, and several do it beside each other.
    const workers = Array.from({ length: 4 }, begin);
    const asker = openAsker(redis.url);
    // On a slow machine more of them, so that more is asked than is killed.
    for (let no = 0; no < kills || asker.asked() <= kills; no += 1) {
      const worker = await workers[no % 4];
      await pause(20 + ((no * 37) % 90));
      await worker?.kill('SIGKILL');
      workers[no % 4] = begin();
    }
    const { asked, tries } = await asker.account(traces);
    // Work that was cut off left no trace; work that was done but not told was done again.
    expect(tries).toBeGreaterThanOrEqual(asked);
    await asker.jobs.close();
    await Promise.all(workers.map(async (worker) => (await worker).kill('SIGTERM')));
    await redis.remove();
  }, 120_000);

  it.each([
    ['writes what it is told to disk', true, 'kept'],
    ['forgets everything', false, 'empty'],
  ] as const)(
    'are each answered once while a Redis that %s is killed ten times',
    async (name, appendOnly, what) => {
      const redis = await openRedis(appendOnly);
      const traces = join(folder, name);
      const said: { readonly msg: string }[] = [];
      const log = pino(
        { level: 'info' },
        { write: (line: string) => void said.push(JSON.parse(line) as { msg: string }) },
      );
      const asker = openAsker(redis.url, log);
      const place = { url: redis.url, prefix: 'kills', secret };
      const silent = pino({ level: 'silent' });
      const worker = new BullWorker({
        place,
        work: [squaringWork(traces, 10)],
        log: silent,
        patience: shortPatience,
      });
      for (let no = 0; no < kills / 2; no += 1) {
        const before = asker.answered();
        await eventually(async () => asker.answered() > before + 10, patience);
        await pause((no * 37) % 50);
        await redis.kill();
        await eventually(async () => !asker.jobs.isReachable(), patience);
        await expect(asker.jobs.counts()).rejects.toMatchObject({ refusal: { code: 'JOBS_UNREACHABLE' } });
        await redis.start(what);
        await eventually(async () => asker.jobs.isReachable(), patience);
      }
      await asker.account(traces);
      const times = (msg: RegExp) => said.filter((line) => msg.test(line.msg)).length;
      expect([times(/Redis is away/), times(/Redis is back/)]).toEqual([kills / 2, kills / 2]);
      await asker.jobs.close();
      await worker.stop();
      await redis.remove();
    },
    120_000,
  );
});
