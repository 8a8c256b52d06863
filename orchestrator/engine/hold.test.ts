import { StateMachine } from 'xstate';
import { processId } from '../../workflows/kernel/brand.ts';
import type { ProcessDefinition } from '../../workflows/kernel/process.ts';
import { releaseEvent } from './decide.ts';
import { decodeBody } from './entry.ts';
import { potDefinition, waitingTime } from './testing/pot.ts';
import type { Fuses } from './testing/pot.ts';
import { eventually, input, openBench, pot, testTime } from './testing/workbench.ts';

const other = processId('pot/other');
const release = { type: releaseEvent };

/** The pot with another configuration under the same id and version. */
function changed(config: object): ProcessDefinition {
  const definition = potDefinition();
  const { machine } = definition;
  return {
    ...definition,
    machine: new StateMachine({ ...machine.config, ...config }, machine.implementations),
  };
}

/** A pot whose fuse blew at the event `explode`. */
async function held(type = 'explode', mode: 'fact' | 'request' = 'fact') {
  const fuses: Fuses = { blown: true };
  const bench = openBench({ definitions: [potDefinition(fuses)] });
  await Promise.all([bench.start(), bench.start(other)]);
  const [broken, fine] = await Promise.all([
    bench[mode]('bang', { type }),
    bench.fact('a', { type: 'add', n: 1 }, other),
  ]);
  return { ...bench, fuses, broken, fine };
}
const holdOf = async ({ engine }: Pick<Awaited<ReturnType<typeof held>>, 'engine'>) =>
  (await engine.find(pot))?.hold;

describe('a definition that throws', () => {
  it.each([
    ['an action', 'explode', 'fact'],
    ['a guard', 'explode.guarded', 'fact'],
    ['an action, on a request', 'explode', 'request'],
    ['a guard, on a request', 'explode.guarded', 'request'],
  ] as const)('puts that process on hold with its input kept; others go on (%s)', async (_, type, mode) => {
    const bench = await held(type, mode);
    expect(bench.broken).toMatchObject({ status: 'accepted', seq: 2 });
    expect(await holdOf(bench)).toMatchObject({
      code: 'STEP_FAILED',
      message: expect.stringContaining('the fuse blew'),
    });
    const entry = (await bench.journal.last(pot))?.body ?? '';
    expect(decodeBody(entry)).toMatchObject({ deferred: true, effects: [], input: { id: 'bang' } });
    expect(bench.fine).toMatchObject({ status: 'accepted' });
    expect(await bench.context(other)).toMatchObject({ sum: 1 });
  });

  it('in the words that refuse a request puts it on hold as well', async () => {
    const refuse = () => {
      throw 'not even an error';
    };
    const bench = openBench({ definitions: [{ ...potDefinition(), refuse }] });
    await bench.start();
    await bench.request('a', { type: 'add', n: 1 });
    expect(await holdOf(bench)).toMatchObject({ code: 'STEP_FAILED', message: 'add: not even an error' });
  });

  it('at its very first step leaves a process on hold without a state', async () => {
    const context = () => {
      throw new Error('no pot');
    };
    const bench = openBench({ definitions: [changed({ context })] });
    await bench.start();
    expect(await bench.engine.find(pot)).toMatchObject({ state: null, hold: { code: 'STEP_FAILED' } });
    expect(await bench.fact('a', { type: 'add', n: 1 })).toMatchObject({ status: 'accepted' });
  });

  it('by going round in circles for ever is stopped and put on hold', async () => {
    const bench = openBench();
    await bench.start();
    await bench.fact('round', { type: 'spin' });
    expect(await holdOf(bench)).toMatchObject({
      code: 'STEP_FAILED',
      message: expect.stringContaining('Infinite loop'),
    });
  });
});

describe('a process on hold', () => {
  it('refuses requests and keeps facts', async () => {
    const { request, fact, context } = await held();
    expect(await request('r', { type: 'add', n: 1 })).toMatchObject({
      status: 'refused',
      refusal: { code: 'PROCESS_ON_HOLD' },
    });
    expect(await fact('f', { type: 'add', n: 1 })).toMatchObject({ status: 'accepted' });
    expect(await fact('f', { type: 'add', n: 1 })).toMatchObject({ status: 'repeated' });
    expect(await context()).toMatchObject({ sum: 0 });
  });

  it.each(['at once', 'after a restart'])(
    'applies all that waited in order when released, with every effect once (%s)',
    async (when) => {
      const first = await held();
      await first.fact('f1', { type: 'add', n: 1 });
      await first.fact('f2', { type: 'ask', what: 'mass', times: 2 });
      await first.fact('f3', { type: 'add', n: 2 });
      first.fuses.blown = false;
      const bench = when === 'at once' ? first : openBench({ journal: first.journal });
      if (when !== 'at once')
        expect((await bench.engine.recover()).onHold.map(({ id }) => id)).toEqual([pot]);

      expect(await bench.request('release', release)).toMatchObject({ status: 'accepted', seq: 6 });
      expect(await bench.context()).toMatchObject({ sum: 3, order: ['bang', 'f1', 'f2', 'f3'] });
      expect(bench.handedOut.map(({ id }) => id)).toEqual(['pot/1#6.0', 'pot/1#6.1', 'pot/1#6.2']);
      expect(bench.handedOut.map(({ params }) => params['what'])).toEqual([
        'after the explosion',
        'mass',
        'mass',
      ]);
      expect(await bench.fact('f4', { type: 'add', n: 4 })).toMatchObject({ status: 'accepted', seq: 7 });
      expect(await bench.fact('f1', { type: 'add', n: 1 })).toMatchObject({ status: 'repeated' });
      expect(await bench.context()).toMatchObject({ sum: 7 });
    },
  );

  it('stays on hold when it fails again, with all that waits', async () => {
    const bench = await held();
    await bench.fact('f1', { type: 'add', n: 1 });
    expect(await bench.request('release', release)).toMatchObject({
      status: 'refused',
      refusal: { code: 'STILL_FAILING' },
    });
    bench.fuses.blown = false;
    expect(await bench.request('release', release)).toMatchObject({ status: 'accepted' });
    expect(await bench.context()).toMatchObject({ order: ['bang', 'f1'] });
  });

  it('may be put on hold again after a release; only what waited since is applied then', async () => {
    const bench = await held();
    bench.fuses.blown = false;
    await bench.request('release-1', release);
    bench.fuses.blown = true;
    await bench.fact('bang-2', { type: 'explode' });
    bench.fuses.blown = false;
    const next = openBench({ journal: bench.journal });
    await next.request('release-2', release);
    expect(await next.context()).toMatchObject({ order: ['bang', 'bang-2'] });
  });

  it('a release of a process that is not on hold is refused', async () => {
    const bench = openBench();
    await bench.start();
    expect(await bench.request('release', release)).toMatchObject({ status: 'refused' });
    expect(bench.journal.entries).toHaveLength(1);
  });

  it('a timer that fell due meanwhile counts at release, unless what waited before it had cancelled it', async () => {
    for (const [cancel, rang] of [
      ['add', 1],
      ['stay', 0],
    ] as const) {
      const fuses: Fuses = { blown: false };
      let now = testTime;
      const bench = openBench({ definitions: [potDefinition(fuses)], clock: () => now });
      await bench.start();
      await bench.fact('wait', { type: 'wait' });
      fuses.blown = true;
      await bench.fact('bang', { type: 'explode' });
      await bench.fact('meanwhile', { type: cancel, n: 1 });
      now = new Date(Date.parse(testTime) + waitingTime).toISOString() as typeof testTime;
      await bench.engine.stop();
      fuses.blown = false;
      const next = openBench({ journal: bench.journal, clock: () => now });
      await next.engine.recover();
      await eventually(() => bench.journal.entries.length === 5);
      await next.engine.submit(pot, input('release', release, { at: now }), 'request');
      expect(await next.context()).toMatchObject({ rang });
      await next.engine.stop();
    }
  });
});

describe('a process this server cannot run', () => {
  it.each([
    ['DEFINITION_UNKNOWN', potDefinition(undefined, 2)],
    ['DEFINITION_CHANGED', changed({ states: { ...potDefinition().machine.config.states, more: {} } })],
  ])('is on hold with %s, refuses everything and harms nobody', async (code, definition) => {
    const before = openBench();
    await before.start();
    const after = openBench({ journal: before.journal, definitions: [definition] });
    const { onHold } = await after.engine.recover();
    expect(onHold.map(({ hold }) => hold?.code)).toEqual([code]);
    for (const mode of ['request', 'fact'] as const) {
      expect(await after[mode]('a', { type: 'add', n: 1 })).toMatchObject({
        status: 'refused',
        refusal: { code: 'PROCESS_ON_HOLD' },
      });
    }
    expect(await after.request('release', release)).toMatchObject({
      status: 'refused',
      refusal: { code: 'PROCESS_ON_HOLD' },
    });
    expect(await after.start(other)).toMatchObject({ status: 'accepted' });
    // The right server runs it on as if nothing had been.
    const right = openBench({ journal: before.journal });
    expect(await right.fact('a', { type: 'add', n: 1 })).toMatchObject({ status: 'accepted' });
  });

  it('because its state does not restore is on hold with SNAPSHOT_NOT_RESTORABLE', async () => {
    const { journal, start } = openBench();
    await start();
    const [entry] = journal.entries;
    if (entry)
      journal.entries[0] = { ...entry, body: entry.body.replace('"value":"open"', '"value":"ajar"') };
    const after = openBench({ journal });
    expect((await after.engine.recover()).onHold[0]?.hold?.code).toBe('SNAPSHOT_NOT_RESTORABLE');
  });
});
