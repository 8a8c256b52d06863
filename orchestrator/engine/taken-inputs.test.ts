import { MemoryJournal } from './testing/memory-journal.ts';
import { input, openBench, pot } from './testing/workbench.ts';
import { idsHeld, TakenInputs } from './taken-inputs.ts';

const id = (no: number) => `i${no}`;
const taken = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => ({ inputId: id(from + index), seq: from + index }));

describe('what a process has taken', () => {
  it('is known whole while it is little: nothing is looked up', async () => {
    const inputs = new TakenInputs();
    inputs.load(taken(1, idsHeld), idsHeld);
    expect([inputs.isKnown('never seen'), inputs.seqOf(id(1))]).toEqual([true, 1]);
    await inputs.lookUp(['never seen'], () => Promise.reject(new Error('asked')));
    inputs.add(id(0), idsHeld + 1);
    inputs.trim();
    expect([inputs.isKnown('never seen'), inputs.seqOf(id(0))]).toEqual([true, idsHeld + 1]);
  });

  it('is known by its newest when it is much; others are looked up before they can be believed', async () => {
    const inputs = new TakenInputs();
    inputs.load(taken(6, 5 + idsHeld), 5 + idsHeld);
    expect([inputs.isKnown(id(6)), inputs.isKnown(id(5)), inputs.isKnown('new')]).toEqual([
      true,
      false,
      false,
    ]);
    const asked: string[] = [];
    const inJournal = async (inputId: string) => {
      asked.push(inputId);
      return inputId === id(5) ? 5 : null;
    };
    await inputs.lookUp([id(6), id(5), 'new', 'new'], inJournal);
    expect(asked).toEqual([id(5), 'new']);
    expect([inputs.seqOf(id(5)), inputs.isKnown('new'), inputs.seqOf('new')]).toEqual([5, true, undefined]);
    // What was not taken then may have been taken by somebody else since.
    await inputs.lookUp([], inJournal);
    expect([inputs.isKnown('new'), inputs.isKnown(id(5))]).toEqual([false, true]);
  });

  it('is let go of from the oldest when it is twice what is held', () => {
    const inputs = new TakenInputs();
    for (const { inputId, seq } of taken(1, 2 * idsHeld)) inputs.add(inputId, seq);
    inputs.trim();
    expect(inputs.isKnown('new')).toBe(true);
    inputs.add(id(0), 2 * idsHeld + 1);
    inputs.trim();
    const known = taken(1, 2 * idsHeld).filter(({ inputId }) => inputs.isKnown(inputId));
    expect([known.length, known[0]?.seq, inputs.seqOf(id(0))]).toEqual([
      idsHeld - 1,
      idsHeld + 2,
      2 * idsHeld + 1,
    ]);
    expect(inputs.isKnown('new')).toBe(false);
  });

  it('without the last, which could not be written, has it as one to look up', async () => {
    const inputs = new TakenInputs();
    inputs.load(taken(2, 1 + idsHeld), 1 + idsHeld);
    await inputs.lookUp(['new'], async () => null);
    inputs.add('new', 2 + idsHeld);
    inputs.remove('new');
    await inputs.lookUp([], async () => null);
    expect(inputs.isKnown('new')).toBe(false);
  });
});

describe('a process that lives long', () => {
  const inputs = 2 * idsHeld + 10;
  const journal = new MemoryJournal();
  const add = (no: number) => input(id(no), { type: 'add', n: 1 });
  const take = (bench: { engine: ReturnType<typeof openBench>['engine'] }, no: number) =>
    bench.engine.submit(pot, add(no));
  const old = openBench({ journal });
  beforeAll(async () => {
    await old.start();
    await Promise.all(Array.from({ length: inputs }, (_, no) => take(old, no)));
  });
  /** The one that took all of them, and one that has just started. */
  const engines = () => [old, openBench({ journal })];

  it('takes each input once, however long ago that was', async () => {
    for (const bench of engines()) {
      for (const no of [0, 1, idsHeld, inputs - idsHeld - 2, inputs - 1])
        expect(await take(bench, no)).toEqual({ status: 'repeated', seq: no + 2 });
      const start = await bench.engine.start(
        'pot',
        pot,
        input('start', { type: 'process.start', input: {} }),
      );
      expect(start).toEqual({ status: 'repeated', seq: 1 });
    }
    expect((await old.context()).sum).toBe(inputs);
  });

  it('takes new ones in order, also among old ones and told twice at the same moment', async () => {
    for (const [round, bench] of engines().entries()) {
      const first = inputs + 10 * round;
      const before = (await bench.engine.find(pot))?.seq ?? 0;
      const results = await Promise.all(
        [first, 3, first + 1, first, 4, first + 2, first + 1].map((no) => take(bench, no)),
      );
      expect(results).toMatchObject([
        { status: 'accepted', seq: before + 1 },
        { status: 'repeated', seq: 5 },
        { status: 'accepted', seq: before + 2 },
        { status: 'repeated', seq: before + 1 },
        { status: 'repeated', seq: 6 },
        { status: 'accepted', seq: before + 3 },
        { status: 'repeated', seq: before + 2 },
      ]);
      expect((await bench.context()).order.slice(-3)).toEqual([id(first), id(first + 1), id(first + 2)]);
      // The other engine has not seen these.
      if (round === 0) continue;
      expect(await take(old, first)).toMatchObject({ status: 'repeated' });
    }
  });

  it('refuses an old request under whose id something else was asked for', async () => {
    for (const { request } of engines())
      expect(await request(id(2), { type: 'add', n: 7 })).toMatchObject({
        status: 'refused',
        refusal: { code: 'IDEMPOTENCY_CONFLICT' },
      });
  });

  it('rejects an input that cannot be looked up just now, and takes it later', async () => {
    const bench = openBench({ journal });
    await bench.engine.find(pot);
    const { seqOf } = journal;
    journal.seqOf = () => Promise.reject(new Error('the disk does not answer'));
    await expect(bench.request('later', { type: 'add', n: 1 })).rejects.toThrow('does not answer');
    journal.seqOf = seqOf;
    expect(await bench.request('later', { type: 'add', n: 1 })).toMatchObject({ status: 'accepted' });
  });
});
