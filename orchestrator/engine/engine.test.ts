import { processId } from '../../workflows/kernel/brand.ts';
import type { Committed } from './engine.ts';
import { decodeBody } from './entry.ts';
import { potDefinition } from './testing/pot.ts';
import { input, openBench, pot } from './testing/workbench.ts';

const sixtyFour = Array.from({ length: 64 }, (_, no) => processId(`pot/${no}`));

describe('one input', () => {
  it('becomes one entry with input, state and effects, told to the views and then to its sender', async () => {
    const told: Committed[] = [];
    const { start, request, journal } = openBench({ onCommitted: (batch) => void told.push(...batch) });
    await start();
    const result = await request('ask-1', { type: 'ask', what: 'mass' });
    expect(result).toEqual({ status: 'accepted', position: 2, seq: 2 });
    const { input: taken, effects, snapshot } = decodeBody(journal.entries[1]?.body ?? '');
    expect([taken.id, effects, snapshot?.context['order']]).toEqual([
      'ask-1',
      [{ id: 'pot/1#2.0', kind: 'test.ask', params: { what: 'mass' } }],
      ['ask-1'],
    ]);
    expect(told.map(({ entry, effects: asked }) => [entry.position, asked.length])).toEqual([
      [1, 0],
      [2, 1],
    ]);
  });

  it('is in the journal before its effects are handed out', async () => {
    const { engine, journal, start, fact } = openBench();
    const inJournal: number[] = [];
    engine.onEffects(() => inJournal.push(journal.entries.length));
    await start();
    await fact('a', { type: 'ask', what: 'mass' });
    expect(inJournal).toEqual([2]);
  });

  it('counts although the views cannot be brought up to date, or somebody fails to take its effects', async () => {
    const { engine, start, fact, context } = openBench({
      onCommitted: () => Promise.reject(new Error('views are broken')),
    });
    engine.onEffects(() => {
      throw new Error('nobody at home');
    });
    await start();
    expect(await fact('a', { type: 'ask', what: 'mass' })).toMatchObject({ status: 'accepted' });
    expect(await fact('b', { type: 'add', n: 3 })).toMatchObject({ status: 'accepted' });
    expect(await context()).toMatchObject({ sum: 3, order: ['a', 'b'] });
  });

  it('that cannot be written down is rejected alone', async () => {
    const { start, fact, context } = openBench();
    await start();
    const [circular, other] = await Promise.allSettled([
      fact('a', { type: 'add', n: 1n as never }),
      fact('b', { type: 'add', n: 2 }),
    ]);
    expect([circular.status, other.status]).toEqual(['rejected', 'fulfilled']);
    expect(await context()).toMatchObject({ sum: 2 });
  });
});

describe('the same input twice', () => {
  it('is taken once', async () => {
    const { start, fact, journal, context } = openBench();
    await start();
    await fact('a', { type: 'add', n: 5 });
    expect(await fact('a', { type: 'add', n: 5 })).toEqual({ status: 'repeated', seq: 2 });
    expect([journal.entries.length, (await context()).sum]).toEqual([2, 5]);
  });

  it('is taken once when both arrive at the same moment', async () => {
    const { start, fact, journal, context } = openBench();
    await start();
    const results = await Promise.all(Array.from({ length: 5 }, () => fact('a', { type: 'add', n: 5 })));
    expect(results.map(({ status }) => status)).toEqual([
      'accepted',
      'repeated',
      'repeated',
      'repeated',
      'repeated',
    ]);
    expect([journal.entries.length, (await context()).sum]).toEqual([2, 5]);
  });

  it('is known as repeated by an engine that has just started', async () => {
    const first = openBench();
    await first.start();
    await first.fact('a', { type: 'add', n: 5 });
    const second = openBench({ journal: first.journal });
    expect(await second.fact('a', { type: 'add', n: 5 })).toEqual({ status: 'repeated', seq: 2 });
  });

  it('may be two things in two processes', async () => {
    const { start, fact } = openBench();
    await Promise.all([start(), start(processId('pot/2'))]);
    await fact('a', { type: 'add', n: 5 });
    expect(await fact('a', { type: 'add', n: 5 }, processId('pot/2'))).toMatchObject({ status: 'accepted' });
  });

  it('starting a process that exists changes nothing', async () => {
    const { engine, start, fact, context } = openBench();
    await start();
    await fact('a', { type: 'add', n: 5 });
    const again = await engine.start(
      'pot',
      pot,
      input('another start', { type: 'process.start', input: {} }),
    );
    expect([again.status, (await context()).sum]).toEqual(['repeated', 5]);
  });
});

describe('a request under an id used before', () => {
  it('is a repetition when it asks for the same, whatever the order of its fields', async () => {
    const { start, request } = openBench();
    await start();
    await request('key', { type: 'ask', what: 'mass', times: 2 });
    expect(await request('key', { times: 2, what: 'mass', type: 'ask', note: undefined })).toEqual({
      status: 'repeated',
      seq: 2,
    });
  });

  it.each(['later', 'at the same moment'])(
    'is refused with IDEMPOTENCY_CONFLICT when it asks for something else (%s)',
    async (when) => {
      const { start, request, context } = openBench();
      await start();
      const first = request('key', { type: 'add', n: 1 });
      if (when === 'later') await first;
      const second = await request('key', { type: 'add', n: 2 });
      expect(second).toMatchObject({
        status: 'refused',
        refusal: { code: 'IDEMPOTENCY_CONFLICT', field: 'Idempotency-Key' },
      });
      expect(await first).toMatchObject({ status: 'accepted' });
      expect(await context()).toMatchObject({ sum: 1 });
    },
  );

  it('is refused also by an engine that has just started', async () => {
    const first = openBench();
    await first.start();
    await first.request('key', { type: 'add', n: 1 });
    const { request } = openBench({ journal: first.journal });
    expect(await request('key', { type: 'add', n: 2 })).toMatchObject({
      status: 'refused',
      refusal: { code: 'IDEMPOTENCY_CONFLICT' },
    });
  });

  it('is taken when the one before was refused: nothing was recorded under the id', async () => {
    const { engine, start, request } = openBench();
    await start();
    expect(await request('key', { type: 'leave' })).toMatchObject({
      status: 'refused',
      refusal: { code: 'NOT_POSSIBLE_NOW' },
    });
    expect(await request('key', { type: 'wait' })).toMatchObject({ status: 'accepted' });
    await engine.stop();
  });

  it('a fact with another content stays a repetition: what the plant told first counts', async () => {
    const { start, fact, context } = openBench();
    await start();
    await fact('a', { type: 'add', n: 1 });
    expect(await fact('a', { type: 'add', n: 2 })).toEqual({ status: 'repeated', seq: 2 });
    expect(await context()).toMatchObject({ sum: 1 });
  });
});

describe('refusals', () => {
  it('a request is recorded only if the process takes it; a fact always', async () => {
    const { start, request, fact, journal } = openBench();
    await start();
    expect(await request('r', { type: 'leave' })).toMatchObject({
      status: 'refused',
      refusal: { code: 'NOT_POSSIBLE_NOW' },
    });
    expect(journal.entries).toHaveLength(1);
    expect(await fact('f', { type: 'leave' })).toMatchObject({ status: 'accepted' });
    expect(journal.entries).toHaveLength(2);
  });

  it('says what the definition says', async () => {
    const refusal = { code: 'POT_FULL', field: 'n', message: 'The pot is full.', remedy: 'Empty it.' };
    const { start, request } = openBench({ definitions: [{ ...potDefinition(), refuse: () => refusal }] });
    await start();
    expect(await request('r', { type: 'add', n: 1 })).toEqual({ status: 'refused', refusal });
  });

  it('an unknown process and an unknown definition are refused', async () => {
    const { engine, fact } = openBench();
    expect(await fact('a', { type: 'add' })).toMatchObject({
      status: 'refused',
      refusal: { code: 'PROCESS_UNKNOWN' },
    });
    const begun = await engine.start('kettle', pot, input('start', { type: 'process.start' }));
    expect(begun).toMatchObject({ status: 'refused', refusal: { code: 'DEFINITION_UNKNOWN' } });
  });

  it('a finished process takes facts without doing anything, and no requests', async () => {
    const { start, request, fact, handedOut, engine } = openBench();
    await start();
    await request('end', { type: 'finish' });
    expect(await request('more', { type: 'add', n: 1 })).toMatchObject({ status: 'refused' });
    expect(await fact('late', { type: 'ask', what: 'mass' })).toMatchObject({ status: 'accepted', seq: 3 });
    expect([handedOut, (await engine.find(pot))?.state?.snapshot.status]).toEqual([[], 'done']);
  });
});

describe('many processes', () => {
  it('share commits: 64 of them need far fewer appends than inputs', async () => {
    const { start, fact, journal } = openBench();
    await Promise.all(sixtyFour.map(start));
    for (let round = 0; round < 10; round += 1)
      await Promise.all(sixtyFour.map((process) => fact(`${round}`, { type: 'add', n: 1 }, process)));
    expect(journal.entries).toHaveLength(64 * 11);
    expect(journal.appends).toBeLessThan((64 * 11) / 8);
  });

  it('are all served when more are ready than the batches under way can take', async () => {
    const { start, journal } = openBench();
    await Promise.all(Array.from({ length: 200 }, (_, no) => start(processId(`pot/${no}`))));
    expect(journal.entries).toHaveLength(200);
  });

  it('each keep the order of their inputs, however these are mixed', async () => {
    const { start, fact, context } = openBench();
    await Promise.all(sixtyFour.map(start));
    const ids = Array.from({ length: 12 }, (_, no) => `i${no}`);
    await Promise.all(
      ids.flatMap((id) => sixtyFour.map((process) => fact(id, { type: 'add', n: 1 }, process))),
    );
    for (const process of sixtyFour) expect((await context(process)).order).toEqual(ids);
  });
});
