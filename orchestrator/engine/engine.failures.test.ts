import { processId } from '../../workflows/kernel/brand.ts';
import { SequenceConflictError } from '../storage/ports.ts';
import type { EntryDraft } from '../storage/ports.ts';
import { decodeBody } from './entry.ts';
import type { MemoryJournal } from './testing/memory-journal.ts';
import { eventually, input, openBench, pot } from './testing/workbench.ts';

const other = processId('pot/other');
const diskFull = new Error('SQLITE_FULL: the disk is full');
const failing = (error: Error) => () => {
  throw error;
};
const outcomes = (results: readonly PromiseSettledResult<unknown>[]) => results.map(({ status }) => status);

/** Lets a journal wait inside `append` until told to go on. */
function gate(journal: MemoryJournal) {
  let open: (error?: Error) => void = () => {};
  let waiting = 0;
  journal.beforeAppend = () =>
    new Promise((resolve, reject) => {
      waiting += 1;
      open = (error) => (error ? reject(error) : resolve());
    });
  return { reached: () => eventually(() => waiting > 0), open: (error?: Error) => open(error) };
}

describe('an append that fails', () => {
  it('rejects its senders and takes back what was decided; the same inputs are taken later', async () => {
    const { start, fact, context, handedOut, journal } = openBench();
    await start();
    journal.beforeAppend = failing(diskFull);
    const attempt = () =>
      Promise.allSettled([
        fact('a', { type: 'add', n: 1 }),
        fact('b', { type: 'ask', what: 'mass' }),
        fact('c', { type: 'add', n: 2 }),
      ]);
    expect(outcomes(await attempt())).toEqual(['rejected', 'rejected', 'rejected']);
    expect(await context()).toMatchObject({ sum: 0, order: [] });
    expect(handedOut).toEqual([]);

    journal.beforeAppend = () => {};
    expect(outcomes(await attempt())).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
    expect(await context()).toMatchObject({ sum: 3, order: ['a', 'b', 'c'] });
    expect(journal.entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  });

  it('harms no process of another batch', async () => {
    const { start, fact, context, journal } = openBench();
    await Promise.all([start(), start(other)]);
    journal.beforeAppend = (batch) => {
      if (batch.some(({ process }) => process === other)) throw diskFull;
    };
    await expect(fact('a', { type: 'add', n: 1 }, other)).rejects.toThrow('the disk is full');
    expect(await fact('a', { type: 'add', n: 1 })).toMatchObject({ status: 'accepted' });
    expect([(await context()).sum, (await context(other)).sum]).toEqual([1, 0]);
  });

  it('leaves no process behind whose start was not recorded', async () => {
    const { engine, start, journal } = openBench();
    journal.beforeAppend = failing(diskFull);
    await expect(start()).rejects.toThrow();
    expect(await engine.find(pot)).toBeNull();
    journal.beforeAppend = () => {};
    expect(await start()).toMatchObject({ status: 'accepted', seq: 1 });
  });

  it.each([
    ['a repetition', () => ({ type: 'add', n: 1 }), 'a'],
    ['a refusal', () => ({ type: 'wait' }), 'b'],
  ])('is told also to those whose answer rested on it: %s', async (_, event, id) => {
    const { start, fact, request, journal } = openBench();
    await start();
    const { reached, open } = gate(journal);
    const first = fact('a', id === 'a' ? { type: 'add', n: 1 } : { type: 'wait' });
    let answered = false;
    const second = request(id, event()).finally(() => (answered = true));
    await reached();
    expect(answered).toBe(false);
    open(diskFull);
    expect(outcomes(await Promise.allSettled([first, second]))).toEqual(['rejected', 'rejected']);
  });
});

describe('somebody else wrote to the process first', () => {
  it('nothing of ours is written; after reading again the same input is taken behind theirs', async () => {
    const { start, fact, context, journal } = openBench();
    await start();
    await start(other);
    const theirs = openBench({ journal });
    journal.beforeAppend = async (batch) => {
      journal.beforeAppend = () => {};
      if (batch.length > 0) await theirs.fact('theirs', { type: 'add', n: 10 });
    };
    const attempt = () =>
      Promise.allSettled([fact('ours', { type: 'add', n: 1 }), fact('ours', { type: 'add', n: 1 }, other)]);
    const [conflict] = await attempt();
    expect(conflict).toMatchObject({ status: 'rejected', reason: expect.any(SequenceConflictError) });
    expect(outcomes(await attempt())).toEqual(['fulfilled', 'fulfilled']);
    expect(await context()).toMatchObject({ sum: 11, order: ['theirs', 'ours'] });
    expect(await context(other)).toMatchObject({ sum: 1, order: ['ours'] });
  });

  it('their input ids are known afterwards', async () => {
    const { start, fact, journal } = openBench();
    await start();
    const theirs = openBench({ journal });
    await theirs.fact('same', { type: 'add', n: 10 });
    await expect(fact('same', { type: 'add', n: 10 })).rejects.toThrow(SequenceConflictError);
    expect(await fact('same', { type: 'add', n: 10 })).toEqual({ status: 'repeated', seq: 2 });
  });
});

describe('a process that cannot be read just now', () => {
  it('is read again for the next who asks', async () => {
    const { journal, start } = openBench();
    await start();
    const { fact, engine } = openBench({ journal });
    journal.beforeLast = failing(new Error('the journal does not answer'));
    await expect(fact('a', { type: 'add', n: 1 })).rejects.toThrow('does not answer');
    await expect(engine.find(pot)).rejects.toThrow('does not answer');
    journal.beforeLast = () => {};
    expect(await fact('a', { type: 'add', n: 1 })).toMatchObject({ status: 'accepted' });
  });
});

describe('stopping', () => {
  it('finishes what is under way, refuses what waits and what comes, and loses nothing accepted', async () => {
    const { engine, start, fact, journal } = openBench();
    await start();
    const { reached, open } = gate(journal);
    const accepted = fact('under way', { type: 'add', n: 1 });
    await reached();
    const waiting = fact('waiting', { type: 'add', n: 2 });
    let stopped = false;
    const stop = engine.stop().then(() => (stopped = true));
    const late = fact('late', { type: 'add', n: 3 });
    await expect(waiting).rejects.toThrow('stopping');
    await expect(late).rejects.toThrow('stopping');
    expect(stopped).toBe(false);
    open();
    await stop;
    expect(await accepted).toMatchObject({ status: 'accepted' });
    const recorded = (drafts: readonly EntryDraft[]) => drafts.map(({ inputId }) => inputId);
    expect(recorded(journal.entries)).toEqual(['start', 'under way']);

    const next = openBench({ journal });
    journal.beforeAppend = () => {};
    await next.engine.recover();
    expect(await next.context()).toMatchObject({ sum: 1 });
    expect(await next.fact('waiting', { type: 'add', n: 2 })).toMatchObject({ status: 'accepted' });
  });

  it('resolves at once when nothing is under way', async () => {
    const { engine, start } = openBench();
    await start();
    await engine.stop();
    await expect(engine.submit(pot, input('a', { type: 'add', n: 1 }))).rejects.toThrow('stopping');
  });
});

it('an entry keeps its input exactly as it came', async () => {
  const { engine, start, journal } = openBench();
  await start();
  const told = input(
    'a',
    { type: 'add', n: 1, text: '煤样 \u2028"' },
    { actor: { kind: 'person', id: 'li', name: '李' } },
  );
  await engine.submit(pot, told);
  expect(decodeBody(journal.entries[1]?.body ?? '').input).toEqual(told);
});
