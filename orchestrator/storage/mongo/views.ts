import { createHash } from 'node:crypto';
import { Schema } from 'mongoose';
import type { Connection } from 'mongoose';
import type { ViewStore } from '../ports.ts';
import { areAllDuplicates, collectionOf, modelOf } from './model.ts';
import { ViewState } from './view-state.ts';
import type { Change } from './view-state.ts';

interface ViewDocument {
  /** `epoch/collection/key`. */
  readonly _id: string;
  /** `epoch/collection/value`; missing where the document has none. */
  readonly index?: string;
  readonly doc: string;
  /** How far the journal had been projected when it was put. */
  readonly position: number;
}

/** What is put is read back at once, by us: waiting for a majority would only make it later. */
const schema = new Schema<ViewDocument>(
  {
    _id: { type: String, required: true },
    index: String,
    doc: { type: String, required: true },
    position: { type: Number, required: true },
  },
  { versionKey: false, readConcern: { level: 'local' } },
);

/** Documents of which it is remembered what was written last, so that one that is as it was is not written again. */
const mostRemembered = 20_000;
const changesAtOnce = 500;

/**
 * Views of one writer. What a `put` changes is first stored as a whole, together with the position that it brings the views to, and then
 * done: after a crash the next opening does it again. A document is never replaced by one of an earlier position, and a writer that another
 * has overtaken is refused. While a put is under way, somebody else may see a part of it.
 *
 * The views of an epoch are what was put since they were last cleared; what is left of an earlier one is seen by nobody.
 */
export async function openMongoViews(connection: Connection): Promise<ViewStore> {
  const views = modelOf(connection, 'View', schema, 'views');
  const state = new ViewState(connection);
  const written = new Map<string, string>();
  /** Set when it is not known what became of a put: the next call looks first. */
  let isOpen = true;
  let turn: Promise<unknown> = Promise.resolve();
  /** One change after the other. */
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const result = turn.then(act);
    turn = result.catch(() => {});
    return result;
  };

  async function carryOut(changes: readonly Change[], position: number): Promise<void> {
    for (let from = 0; from < changes.length; from += changesAtOnce) {
      const writes = changes.slice(from, from + changesAtOnce).map(({ id, index, doc }) => ({
        updateOne: {
          filter: { _id: id, position: { $lte: position } },
          update:
            index === null
              ? { $set: { doc, position }, $unset: { index: true as const } }
              : { $set: { doc, index, position } },
          upsert: true,
        },
      }));
      await collectionOf(views)
        // Made durable by the next put, which is acknowledged by a majority.
        .bulkWrite(writes, { ordered: false, writeConcern: { w: 1 } })
        .catch((error: unknown) => {
          // A newer document is there: this one has nothing to say any more.
          if (!areAllDuplicates(error)) throw error;
        });
    }
  }

  async function settle(): Promise<void> {
    if (!isOpen) return;
    written.clear();
    const { changes, position } = await state.load();
    await carryOut(changes, position);
    isOpen = false;
  }

  const settled = () => (isOpen ? inTurn(settle) : Promise.resolve());
  const within = (collection: string, afterKey = '') => ({
    $gt: state.idOf(collection, afterKey),
    $lt: state.endOf(collection),
  });

  await state.take();
  await settled();
  // What is left of an earlier epoch.
  await views.deleteMany({ $or: [{ _id: { $lt: state.begin } }, { _id: { $gte: state.end } }] });

  return {
    get: async <T>(collection: string, key: string) => {
      await settled();
      const found = await views.findById(state.idOf(collection, key), { doc: 1 }).lean();
      return found && (JSON.parse(found.doc) as T);
    },
    find: async <T>(
      collection: string,
      { index, afterKey, limit = 0 }: { index?: string; afterKey?: string; limit?: number } = {},
    ) => {
      await settled();
      const own = {
        _id: within(collection, afterKey),
        ...(index !== undefined && { index: state.idOf(collection, index) }),
      };
      const found: T[] = [];
      for await (const { doc } of views.find(own, { doc: 1 }).sort({ _id: 1 }).limit(limit).lean().cursor())
        found.push(JSON.parse(doc) as T);
      return found;
    },
    count: async (collection) => {
      await settled();
      return views.countDocuments({ _id: within(collection) });
    },
    put: (puts, position) =>
      inTurn(async () => {
        await settle();
        const byId = new Map<string, Change>();
        for (const { collection, key, index, doc } of puts) {
          const id = state.idOf(collection, key);
          byId.set(id, {
            id,
            index: index === undefined ? null : state.idOf(collection, index),
            doc: JSON.stringify(doc),
          });
        }
        const changes = [...byId.values()].filter((change) => written.get(change.id) !== contentOf(change));
        isOpen = true;
        await state.advance(changes, position);
        await carryOut(changes, position);
        isOpen = false;
        for (const change of changes) remember(written, change);
      }),
    position: async () => {
      await settled();
      return state.position();
    },
    clear: () =>
      inTurn(async () => {
        isOpen = true;
        const before = await state.startEpoch();
        written.clear();
        await views.deleteMany({ _id: { $gte: before.begin, $lt: before.end } });
        isOpen = false;
      }),
    close: async () => {
      await turn;
    },
  };
}

const contentOf = ({ index, doc }: Change): string =>
  createHash('sha256').update(`${index}\n${doc}`).digest('base64');

function remember(written: Map<string, string>, change: Change): void {
  written.delete(change.id);
  written.set(change.id, contentOf(change));
  for (const id of written.keys()) {
    if (written.size <= mostRemembered) return;
    written.delete(id);
  }
}
