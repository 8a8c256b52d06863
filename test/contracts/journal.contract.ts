import { processId } from '../../workflows/kernel/brand.ts';
import { chainHash, chainStart } from '../../orchestrator/storage/chain.ts';
import { SequenceConflictError } from '../../orchestrator/storage/ports.ts';
import type { EntryDraft, Journal } from '../../orchestrator/storage/ports.ts';

const [a, b] = [processId('sampling/a'), processId('sampling/b')];
const draft = (process: typeof a, seq: number, more: Partial<EntryDraft> = {}): EntryDraft => ({
  process,
  seq,
  inputId: `${process}-${seq}`,
  answers: null,
  effects: 0,
  finished: false,
  body: JSON.stringify({ process, seq, text: '煤样 "quoted" \u2028 \\' }),
  ...more,
});

/** What every journal keeps to, whatever it is made of. `open` gives an empty one; each test closes its own. */
export function describeJournal(name: string, open: () => Promise<Journal>): void {
  describe(`the journal: ${name}`, () => {
    let journal: Journal;
    beforeEach(async () => void (journal = await open()));
    afterEach(() => journal.close());

    describe('append', () => {
      it('gives positions without gaps over all processes, chained by hash from the start', async () => {
        const drafts = [draft(a, 1), draft(b, 1), draft(a, 2)];
        const heads = [
          ...(await journal.append(drafts.slice(0, 2))),
          ...(await journal.append(drafts.slice(2))),
        ];
        expect(heads.map(({ position }) => position)).toEqual([1, 2, 3]);
        let previous = chainStart;
        for (const [index, { hash }] of heads.entries()) {
          previous = chainHash(previous, index + 1, drafts[index]?.body ?? '');
          expect(hash).toBe(previous);
        }
      });

      it('keeps every field byte for byte', async () => {
        const full = draft(a, 1, { answers: 'sampling/b#1.0', effects: 3, finished: true });
        const [head] = await journal.append([full]);
        expect(await journal.tail(0, 10)).toEqual([{ ...full, ...head }]);
      });

      it('commits batches in the order they were handed over, small and large mixed, none waiting for the other', async () => {
        const sizes = [1, 40, 1, 2, 3, 1, 64, 1, 1, 33];
        let seq = 0;
        const batches = sizes.map((size) => Array.from({ length: size }, () => draft(a, (seq += 1))));
        const heads = (await Promise.all(batches.map((batch) => journal.append(batch)))).flat();
        expect(heads.map(({ position }) => position)).toEqual(
          Array.from({ length: seq }, (_, index) => index + 1),
        );
        const entries = await journal.tail(0, 1_000);
        expect(entries.map((entry) => entry.seq)).toEqual(heads.map(({ position }) => position));
        let previous = chainStart;
        for (const { position, body, hash } of entries)
          expect(hash).toBe((previous = chainHash(previous, position, body)));
      });

      it.each([
        ['its number in the process', draft(a, 1, { inputId: 'fresh' })],
        ['its input', draft(a, 2, { inputId: `${a}-1` })],
      ])(
        'writes nothing of a batch in which one entry has %s twice, and goes on afterwards',
        async (_, taken) => {
          await journal.append([draft(a, 1)]);
          for (const others of [[draft(b, 1)], [draft(b, 1), draft(b, 2), draft(b, 3)]]) {
            await expect(journal.append([...others, taken])).rejects.toThrow(SequenceConflictError);
          }
          expect(await journal.tail(0, 10)).toHaveLength(1);
          expect(await journal.append([draft(b, 1)])).toMatchObject([{ position: 2 }]);
          expect(await journal.head()).toMatchObject({ position: 2 });
        },
      );

      it('a batch behind one that failed is still written', async () => {
        await journal.append([draft(a, 1)]);
        const conflicting = [draft(b, 1), draft(b, 2), draft(a, 1)];
        const results = await Promise.allSettled([
          journal.append(conflicting),
          journal.append([draft(b, 1)]),
          journal.append([draft(a, 2)]),
        ]);
        expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
        expect((await journal.tail(0, 10)).map(({ process, seq }) => [process, seq])).toEqual([
          [a, 1],
          [b, 1],
          [a, 2],
        ]);
      });

      it('takes the same input id in two processes', async () => {
        await journal.append([draft(a, 1, { inputId: 'same' }), draft(b, 1, { inputId: 'same' })]);
        expect(await journal.inputIds(b)).toEqual([{ inputId: 'same', seq: 1 }]);
      });
    });

    describe('reading', () => {
      const seqs = (entries: readonly { readonly seq: number }[]) => entries.map(({ seq }) => seq);
      beforeEach(() => journal.append([draft(a, 1), draft(b, 1), draft(a, 2), draft(a, 3)]));

      it('one process: all in order, the newest', async () => {
        expect(seqs(await journal.read(a))).toEqual([1, 2, 3]);
        expect(await journal.last(a)).toMatchObject({ process: a, seq: 3 });
      });

      it('of a process that is not there nothing', async () => {
        const nobody = processId('nobody');
        expect(await journal.read(nobody)).toEqual([]);
        expect(await journal.last(nobody)).toBeNull();
        expect(await journal.inputIds(nobody)).toEqual([]);
      });

      it('the tail after a position, at most so many', async () => {
        expect((await journal.tail(1, 2)).map(({ position }) => position)).toEqual([2, 3]);
        expect(await journal.tail(4, 10)).toEqual([]);
      });

      it('the newest of each open process, in order of position', async () => {
        const newest = async () =>
          (await journal.newestOfOpen()).map(({ process, seq }) => `${process} ${seq}`);
        expect(await newest()).toEqual([`${b} 1`, `${a} 3`]);
        await journal.append([draft(a, 4, { finished: true }), draft(b, 2)]);
        expect(await newest()).toEqual([`${b} 2`]);
        // What was finished and takes an input after that is as that entry says.
        await journal.append([draft(a, 5, { finished: true })]);
        expect(await newest()).toEqual([`${b} 2`]);
        await journal.append([draft(a, 6), draft(b, 3)]);
        expect(await newest()).toEqual([`${a} 6`, `${b} 3`]);
      });

      it('the input ids of a process with their numbers, oldest first; or the newest of them', async () => {
        const ids = [1, 2, 3].map((seq) => ({ inputId: `${a}-${seq}`, seq }));
        expect(await journal.inputIds(a)).toEqual(ids);
        expect(await journal.inputIds(a, 2)).toEqual(ids.slice(1));
        expect(await journal.inputIds(a, 9)).toEqual(ids);
      });

      it('which entry of a process took an input', async () => {
        expect(await journal.seqOf(a, `${a}-2`)).toBe(2);
        expect([await journal.seqOf(b, `${a}-2`), await journal.seqOf(a, 'another')]).toEqual([null, null]);
      });

      it('one entry by its number, or none', async () => {
        expect(await journal.at(a, 2)).toMatchObject({ process: a, seq: 2, inputId: `${a}-2` });
        expect([await journal.at(a, 4), await journal.at(processId('nobody'), 1)]).toEqual([null, null]);
      });

      it('the head is the newest entry', async () => {
        const { position, hash } = (await journal.tail(3, 1))[0] ?? {};
        expect(await journal.head()).toEqual({ position, hash });
      });
    });

    it('an empty journal begins at the start of the chain', async () => {
      expect(await journal.head()).toEqual({ position: 0, hash: chainStart });
      expect([await journal.newestOfOpen(), await journal.withUnsettledEffects()]).toEqual([[], []]);
    });

    it('an effect is unsettled until an entry answers it', async () => {
      await journal.append([draft(a, 1, { effects: 2 }), draft(a, 2), draft(a, 3, { effects: 1 })]);
      const unsettled = async () => (await journal.withUnsettledEffects()).map(({ seq }) => seq);
      expect(await unsettled()).toEqual([1, 3]);
      await journal.append([draft(b, 1, { answers: `${a}#1.1` })]);
      expect([
        await journal.isSettled(`${a}#1.0`),
        await journal.isSettled(`${a}#1.1`),
        await unsettled(),
      ]).toEqual([false, true, [1, 3]]);
      // Answered a second time, it is still one of two.
      await journal.append([draft(b, 2, { answers: `${a}#1.1` })]);
      expect(await unsettled()).toEqual([1, 3]);
      await journal.append([draft(b, 3, { answers: `${a}#1.0` })]);
      expect(await unsettled()).toEqual([3]);
    });

    it('does not take another process of a similar name for its own', async () => {
      const similar = processId('sampling/a#1');
      await journal.append([
        draft(a, 1, { effects: 1 }),
        draft(similar, 1, { effects: 1 }),
        draft(b, 1, { answers: `${a}#1.0` }),
      ]);
      expect((await journal.withUnsettledEffects()).map(({ process }) => process)).toEqual([similar]);
      const alike = processId('sampling/a#1.5');
      await journal.append([draft(b, 2, { effects: 1 }), draft(alike, 1, { answers: `${b}#2.0` }), draft(b, 3, { answers: `${alike}#1.0` })]);
      await journal.append([draft(a, 2, { effects: 1 }), draft(b, 4, { answers: 'sampling/a#2.5#1.0' })]);
      expect((await journal.withUnsettledEffects()).map(({ process }) => process)).toEqual([similar, a]);
    });
  });
}
