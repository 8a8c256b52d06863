import { randomUUID } from 'node:crypto';
import { Schema } from 'mongoose';
import type { Connection } from 'mongoose';
import { RefusedError } from '../../../workflows/kernel/refusal.ts';
import type { PrivateFiles } from '../ports.ts';
import { checkPrivateName } from '../private-names.ts';
import { collectionOf, isDuplicate, modelOf } from './model.ts';
import { seal, unseal } from './sealed.ts';
import type { Sealed } from './sealed.ts';

interface FileDocument extends Sealed {
  /** The file's name. */
  readonly _id: string;
  /** 1, 2, 3 …: raised by each write, so that of two writers the later one notices. */
  readonly version: number;
  /** Who wrote it: a name of one opening. */
  readonly writer: string;
}

const text = { type: String, required: true } as const;
const schema = new Schema<FileDocument>(
  {
    _id: text,
    version: { type: Number, required: true },
    writer: text,
    salt: text,
    nonce: text,
    data: text,
    tag: text,
  },
  { versionKey: false },
);

/** Shorter secrets can be guessed by who has a copy of the database. */
const shortestSecret = 32;
/** A document that tells another secret from ours, also where there is no file yet. No file has this name. */
const probe = 'cluster-secret';

interface Known {
  readonly text: string;
  readonly version: number;
}

/**
 * Private files in MongoDB, encrypted with the cluster's secret. They are read once, on opening, and kept in memory: a node opens them when
 * it begins to lead. Changes are made one after the other; one that another node was faster with is refused.
 *
 * Throws `CLUSTER_SECRET_TOO_SHORT`, `CLUSTER_SECRET_WRONG`.
 */
export async function openMongoPrivateFiles(connection: Connection, secret: string): Promise<PrivateFiles> {
  if (secret.length < shortestSecret) throw new RefusedError(tooShort);
  const model = modelOf(connection, 'PrivateFile', schema, 'private_files');
  const files = collectionOf(model);
  const writer = randomUUID();
  const known = new Map<string, Known>();
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const result = turn.then(act);
    turn = result.catch(() => {});
    return result;
  };

  const opened = (document: FileDocument): Known => {
    const found = unseal(secret, document._id, document);
    if (found === null) throw new RefusedError(wrong(document._id));
    return { text: found, version: document.version };
  };
  /** What stands under the name; where nothing does, after we tried to be the first there. */
  async function stands(name: string, content: string): Promise<Known> {
    const there = await model.findById(name).lean<FileDocument>();
    if (there) return opened(there);
    await files
      .insertOne({ _id: name, version: 1, writer, ...seal(secret, name, content) })
      .catch((error: unknown) => {
        if (!isDuplicate(error)) throw error;
      });
    return opened(await model.findById(name).lean<FileDocument>().orFail());
  }
  /** Gives the version that the file has then. */
  async function replace(name: string, content: string, version: number): Promise<number> {
    const next = { version: version + 1, writer, ...seal(secret, name, content) };
    if ((await files.updateOne({ _id: name, version }, { $set: next })).matchedCount === 1)
      return next.version;
    const there = await model.findById(name).lean<FileDocument>();
    if (there?.writer !== writer) throw new Error(`${name} was changed by another node meanwhile`);
    // A write before this one, or this one itself, of which the answer was lost.
    return there.tag === next.tag ? there.version : replace(name, content, there.version);
  }

  await stands(probe, '');
  for (const document of await model.find().lean<FileDocument[]>())
    if (document._id !== probe) known.set(document._id, opened(document));

  return {
    read: (name) => {
      checkPrivateName(name);
      return known.get(name)?.text ?? null;
    },
    names: (prefix) => [...known.keys()].filter((name) => name.startsWith(prefix)).sort(),
    create: (name, content) =>
      inTurn(async () => {
        checkPrivateName(name);
        const there = known.get(name) ?? (await stands(name, content));
        known.set(name, there);
        return there.text;
      }),
    write: (name, content) =>
      inTurn(async () => {
        checkPrivateName(name);
        const before = known.get(name) ?? (await stands(name, content));
        const version =
          before.text === content ? before.version : await replace(name, content, before.version);
        known.set(name, { text: content, version });
      }),
    remove: (name) =>
      inTurn(async () => {
        checkPrivateName(name);
        const before = known.get(name);
        if (!before) return;
        await model.deleteOne({ _id: name, version: before.version });
        known.delete(name);
      }),
  };
}

const tooShort = {
  code: 'CLUSTER_SECRET_TOO_SHORT',
  field: 'QUAYLAB_CLUSTER_SECRET',
  message: 'The secret of the cluster is too short to protect keys with.',
  remedy: `Give the same random secret of at least ${shortestSecret} characters to every node, for instance from: openssl rand -base64 48.`,
};

const wrong = (name: string) => ({
  code: 'CLUSTER_SECRET_WRONG',
  field: 'QUAYLAB_CLUSTER_SECRET',
  message: `${name} in MongoDB cannot be read with this secret of the cluster, or was changed.`,
  remedy: 'Give every node the secret that the database was made with.',
});
