import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { processId } from '../../workflows/kernel/brand.ts';
import type { Input } from '../../workflows/kernel/process.ts';
import { openEmbeddedJournal } from '../storage/embedded/journal.ts';
import type { Journal } from '../storage/ports.ts';
import { verifyJournal } from './audit.ts';
import { releaseEvent } from './decide.ts';
import { MemoryJournal } from './testing/memory-journal.ts';
import { potDefinition } from './testing/pot.ts';
import { input, openBench } from './testing/workbench.ts';

/** One thing that happens: an input to one of a few processes, told again now and then, after which the house may go dark. */
interface Happening {
  readonly process: number;
  readonly event: Input['event'];
  readonly toldAgain: boolean;
  readonly restart: 'no' | 'stop' | 'crash';
}

const fuses = { blown: true };
const processes = [0, 1, 2].map((no) => processId(`pot/${no}`));
const event = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('add'), n: fc.integer({ min: -9, max: 9 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('ask'),
      what: fc.constantFrom('mass', 'flow'),
      times: fc.integer({ min: 1, max: 3 }),
    }),
  },
  fc.record({
    type: fc.constantFrom('wait', 'stay', 'leave', 'wait', 'stay', 'explode', releaseEvent, 'finish'),
  }),
);
const happening: fc.Arbitrary<Happening> = fc.record({
  process: fc.nat({ max: processes.length - 1 }),
  event,
  toldAgain: fc.boolean(),
  restart: fc.constantFrom('no', 'no', 'no', 'no', 'no', 'stop', 'crash'),
});

/** A journal whose answers nobody hears any more once the house is dark: what it writes then is there all the same. */
function heardBy(journal: Journal) {
  const house = { dark: false };
  const append: Journal['append'] = async (batch) => {
    const heads = await journal.append(batch);
    if (house.dark) throw new Error('the house is dark');
    return heads;
  };
  return {
    house,
    heard: new Proxy(journal, {
      get: (target, name) =>
        name === 'append' ? append : (target[name as keyof Journal] as () => unknown).bind(target),
    }),
  };
}

async function openHouse(over: Journal) {
  const { house, heard } = heardBy(over);
  const bench = openBench({ journal: heard, definitions: [potDefinition(fuses)] });
  await bench.engine.recover();
  return { ...bench, house };
}

/** Tells a house everything; after each restart what was not acknowledged is told again, as its senders would. */
async function live(story: readonly Happening[], journal: Journal, reopen?: () => Promise<Journal>) {
  let bench = await openHouse(journal);
  await Promise.all(processes.map((process) => bench.start(process)));
  let untold: (() => Promise<unknown>)[] = [];
  const tellAll = async (onTheWay?: () => Promise<void>) => {
    const telling = Promise.allSettled(untold.map((tell) => tell()));
    await onTheWay?.();
    const results = await telling;
    untold = untold.filter((_, index) => results[index]?.status === 'rejected');
  };
  for (const [no, { process, event: what, toldAgain, restart }] of story.entries()) {
    const told = () => bench.engine.submit(processId(`pot/${process}`), input(`i${no}`, what));
    untold.push(told, ...(toldAgain ? [told] : []));
    if (!reopen || restart === 'no') continue;
    await tellAll(async () => {
      // Stopped, it refuses what waits; after a crash what waited was written, but nobody was told.
      bench.house.dark = restart === 'crash';
      if (bench.house.dark) await new Promise((resolve) => setImmediate(resolve));
      await bench.engine.stop();
    });
    bench = await openHouse(await reopen());
    await tellAll();
  }
  await tellAll();
  const states = await Promise.all(
    processes.map(async (process) => {
      const found = await bench.engine.find(process);
      const { value, status, context } = found?.state?.snapshot ?? {};
      return {
        seq: found?.seq,
        hold: found?.hold,
        deferred: found?.deferred.map(({ id }) => id),
        timers: found?.state?.timers,
        value,
        status,
        context,
      };
    }),
  );
  await bench.engine.stop();
  return states;
}

const bodies = (journal: Journal) =>
  Promise.all(processes.map(async (process) => (await journal.read(process)).map(({ body }) => body)));

describe('a house that was restarted at any moments is as if it had never stopped', () => {
  it('over a journal in memory', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 40 }), async (story) => {
        const [undisturbed, disturbed] = [new MemoryJournal(), new MemoryJournal()];
        const expected = await live(story, undisturbed);
        expect(await live(story, disturbed, async () => disturbed)).toEqual(expected);
        expect(await bodies(disturbed)).toEqual(await bodies(undisturbed));
      }),
      { numRuns: 150 },
    );
  });

  it('over a journal in a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'quaylab-recovery-'));
    let no = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 10, maxLength: 25 }), async (story) => {
        const file = join(folder, `${(no += 1)}.db`);
        const undisturbed = new MemoryJournal();
        const expected = await live(story, undisturbed);
        let journal = await openEmbeddedJournal(file);
        const reopen = async () => {
          await journal.close();
          return (journal = await openEmbeddedJournal(file));
        };
        try {
          expect(await live(story, journal, reopen)).toEqual(expected);
          expect(await bodies(journal)).toEqual(await bodies(undisturbed));
          expect(await verifyJournal(journal)).toMatchObject({ intact: true });
        } finally {
          await journal.close();
        }
      }),
      { numRuns: 5 },
    );
    rmSync(folder, { recursive: true, force: true });
  });
});

describe('recovering', () => {
  it('counts what is open and what is unsettled; what is finished stays closed', async () => {
    const { start, fact, journal } = openBench();
    await Promise.all(processes.map(start));
    await fact('ask', { type: 'ask', what: 'mass', times: 2 }, processes[0]);
    await fact('end', { type: 'finish' }, processes[1]);
    const { engine, handedOut } = openBench({ journal });
    expect(await engine.recover()).toEqual({ open: 2, unsettledEffects: 2, onHold: [] });
    expect(handedOut.map(({ id }) => id)).toEqual(['pot/0#2.0', 'pot/0#2.1']);
  });

  it('finds nothing in an empty journal', async () => {
    expect(await openBench().engine.recover()).toEqual({ open: 0, unsettledEffects: 0, onHold: [] });
  });
});
