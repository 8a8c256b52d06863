import type { JournalEntry } from '../ports.ts';
import { entryOf } from './journal-documents.ts';
import type { EntryDocument, JournalModels } from './journal-documents.ts';
import { areAllDuplicates, collectionOf } from './model.ts';

/** Entries brought along at once. */
const page = 1_000;
/** Keys asked for in one query. */
const keysAtOnce = 500;
const mark = 'open';

type Asked = Pick<EntryDocument, '_id' | 'process' | 'seq' | 'answers' | 'effects' | 'finished'>;
const asked = { process: 1, seq: 1, answers: 1, effects: 1, finished: 1 } as const;

/**
 * What is open, kept behind the journal so that a start looks at that and not at the past. It follows from the entries alone, and what it
 * is told only ever goes forward: a process to a newer entry, the mark to a later position. So anybody may bring it along at any time,
 * twice or late, also a node that has lost the journal to another.
 */
export class OpenLists {
  readonly #models: JournalModels;
  #underWay: Promise<void> = Promise.resolve();

  constructor(models: JournalModels) {
    this.#models = models;
  }

  /** Brings the lists along with all entries there are now. One that is under way may have looked before the newest entry. */
  catchUp(): Promise<void> {
    const follow = () => this.#follow();
    this.#underWay = this.#underWay.then(follow, follow);
    return this.#underWay;
  }

  async newestOfOpen(): Promise<readonly JournalEntry[]> {
    await this.catchUp();
    const open = await this.#models.processes.find({ finished: false }).sort({ position: 1 }).lean();
    return this.#entriesAt(open.map(({ position }) => position));
  }

  async withUnsettledEffects(): Promise<readonly JournalEntry[]> {
    await this.catchUp();
    const waiting = await this.#models.effects.find().lean();
    // A node that was late may have noted one that was answered meanwhile.
    const settled = new Set<string>();
    for (const ids of inParts(waiting.map(({ _id }) => _id)))
      for (const { answers } of await this.#models.entries
        .find({ answers: { $in: ids } }, { answers: 1 })
        .lean())
        if (answers) settled.add(answers);
    for (const ids of inParts([...settled])) await this.#models.effects.deleteMany({ _id: { $in: ids } });
    const positions = new Set(waiting.filter(({ _id }) => !settled.has(_id)).map(({ position }) => position));
    return this.#entriesAt([...positions].sort((one, other) => one - other));
  }

  async isSettled(effect: string): Promise<boolean> {
    return (await this.#models.entries.exists({ answers: effect })) !== null;
  }

  async #follow(): Promise<void> {
    const { entries, marks } = this.#models;
    for (;;) {
      const { position = 0 } = (await marks.findById(mark).lean()) ?? {};
      const next = await entries
        .find({ _id: { $gt: position } }, asked)
        .sort({ _id: 1 })
        .limit(page)
        .lean<Asked[]>();
      const last = next.at(-1);
      if (!last) return;
      await this.#note(next);
      await marks.updateOne({ _id: mark }, { $max: { position: last._id } }, { upsert: true });
    }
  }

  async #note(entries: readonly Asked[]): Promise<void> {
    const newest = new Map(entries.map((entry) => [entry.process, entry]));
    const waiting = new Map<string, number>(
      entries.flatMap(({ _id, process, seq, effects }) =>
        Array.from({ length: effects }, (_, no) => [`${process}#${seq}.${no}`, _id] as const),
      ),
    );
    const answered = entries.flatMap(({ answers }) => answers ?? []);
    for (const effect of answered) waiting.delete(effect);
    await orNewer(
      collectionOf(this.#models.processes).bulkWrite(
        [...newest.values()].map(({ _id: position, process, finished }) => ({
          updateOne: {
            filter: { _id: process, position: { $lt: position } },
            update: { $set: { position, finished } },
            upsert: true,
          },
        })),
        { ordered: false },
      ),
    );
    const changes = [
      ...[...waiting].map(([_id, position]) => ({
        updateOne: { filter: { _id }, update: { $set: { position } }, upsert: true },
      })),
      ...inParts(answered).map((ids) => ({ deleteMany: { filter: { _id: { $in: [...ids] } } } })),
    ];
    if (changes.length > 0) await collectionOf(this.#models.effects).bulkWrite(changes, { ordered: true });
  }

  async #entriesAt(positions: readonly number[]): Promise<readonly JournalEntry[]> {
    const entries: JournalEntry[] = [];
    for (const part of inParts(positions))
      for await (const entry of this.#models.entries
        .find({ _id: { $in: part } })
        .sort({ _id: 1 })
        .lean<EntryDocument>())
        entries.push(entryOf(entry));
    return entries;
  }
}

/** A write that finds something newer in its place has nothing to do. */
async function orNewer(write: Promise<unknown>): Promise<void> {
  await write.catch((error: unknown) => {
    if (!areAllDuplicates(error)) throw error;
  });
}

function inParts<T>(keys: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(keys.length / keysAtOnce) }, (_, part) =>
    keys.slice(part * keysAtOnce, (part + 1) * keysAtOnce),
  );
}
