import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Schema } from 'mongoose';
import type { Connection } from 'mongoose';
import { RefusedError } from '../../../workflows/kernel/refusal.ts';
import type { Lease, Leases } from '../ports.ts';
import { mongoLeases } from './leases.ts';
import { migrations } from './migrations.ts';
import { databaseOf, modelOf } from './model.ts';

interface MigrationDocument {
  /** The version that the store has after it. */
  readonly _id: number;
  readonly name: string;
  readonly at: Date;
}

const schema = new Schema<MigrationDocument>(
  {
    _id: { type: Number, required: true },
    name: { type: String, required: true },
    at: { type: Date, required: true },
  },
  { versionKey: false },
);

export interface MigrationReport {
  /** Of the store now. */
  readonly version: number;
  /** Names of the migrations that were run just now, in order. */
  readonly run: readonly string[];
}

/** Throws `STORE_NEWER`. 0: nothing was ever made there. */
async function versionOf(connection: Connection): Promise<number> {
  const done = modelOf(connection, 'Migration', schema, 'migrations');
  const newest = await done.findOne().sort({ _id: -1 }).lean<MigrationDocument>();
  const version = newest?._id ?? 0;
  if (version > migrations.length) throw new RefusedError(storeNewer(version));
  return version;
}

/**
 * Makes sure that a database can be read as it is; an older version can, since migrations only add to it. Changes nothing. Throws
 * `STORE_NEWER`, and `STORE_NOT_MADE` where there is none.
 */
export async function checkReadable(connection: Connection): Promise<void> {
  if ((await versionOf(connection)) === 0) throw new RefusedError(storeNotMade);
}

/**
 * Runs the migrations that this database has not seen, each recorded with its time. Of nodes that come at once one runs them and the
 * others wait. Throws `STORE_NEWER` when the database is of a newer version of the program.
 */
export async function migrateStore(connection: Connection): Promise<MigrationReport> {
  const done = modelOf(connection, 'Migration', schema, 'migrations');
  if ((await versionOf(connection)) === migrations.length) return { version: migrations.length, run: [] };
  return alone(mongoLeases(connection), async () => {
    const run: string[] = [];
    const before = await versionOf(connection);
    for (const [index, { name, run: migrate }] of migrations.slice(before).entries()) {
      await migrate(databaseOf(connection));
      await done.updateOne(
        { _id: before + index + 1 },
        { $setOnInsert: { name, at: new Date() } },
        { upsert: true },
      );
      run.push(name);
    }
    return { version: migrations.length, run };
  });
}

const lock = 'migration';
const beatEvery = 1_000;
const lookEvery = 100;
/** A holder whose lease stood still for so long has died. Migrations bear being run twice at once, so a slow one does no harm. */
const deadAfter = 15_000;

async function alone<T>(leases: Leases, act: () => Promise<T>): Promise<T> {
  const lease = await taken(leases, `${process.pid} ${randomUUID()}`);
  const beating = setInterval(() => void leases.beat(lease).catch(() => {}), beatEvery);
  try {
    return await act();
  } finally {
    clearInterval(beating);
    await leases.giveUp(lease);
  }
}

async function taken(leases: Leases, holder: string): Promise<Lease> {
  let seen = '';
  let since = performance.now();
  for (;;) {
    const now = await leases.read(lock);
    const state = `${now?.term} ${now?.beat}`;
    if (state !== seen) [seen, since] = [state, performance.now()];
    const isFree = now === null || now.holder === null || performance.now() - since > deadAfter;
    const lease = isFree ? await leases.take(lock, now, holder, '') : null;
    if (lease) return lease;
    await sleep(lookEvery);
  }
}

const storeNewer = (version: number) => ({
  code: 'STORE_NEWER',
  field: 'mongodb',
  message: `The database is of version ${version}; this program knows ${migrations.length}.`,
  remedy: 'Start the newer program, or restore a backup that was taken before its first start.',
});

const storeNotMade = {
  code: 'STORE_NOT_MADE',
  field: 'mongodb',
  message: 'No port keeps its record in this database.',
  remedy: 'Check the name of the database in MONGODB_URI; where the first start was broken off, start a node or run quaylab migrate.',
};
