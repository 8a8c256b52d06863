import type { Connection } from 'mongoose';
import { connectMongo } from './connection.ts';
import type { MongoOptions } from './connection.ts';
import { checkReadable, migrateStore } from './migrate-store.ts';

/**
 * Connects and brings the database up to date: what the server and its workers open their stores on. Throws what `connectMongo` and
 * `migrateStore` throw.
 */
export const openMongo = (uri: string, options: MongoOptions = {}): Promise<Connection> =>
  openedWhen(uri, options, migrateStore);

/** Connects for who only reads: nothing is migrated, nothing made. Throws what `connectMongo` and `checkReadable` throw. */
export const openMongoToRead = (uri: string): Promise<Connection> => openedWhen(uri, {}, checkReadable);

async function openedWhen(
  uri: string,
  options: MongoOptions,
  isFit: (connection: Connection) => Promise<unknown>,
): Promise<Connection> {
  const connection = await connectMongo(uri, options);
  try {
    await isFit(connection);
    return connection;
  } catch (error) {
    await connection.close();
    throw error;
  }
}
