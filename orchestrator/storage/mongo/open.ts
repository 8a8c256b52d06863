import type { Connection } from 'mongoose';
import { connectMongo } from './connection.ts';
import type { MongoOptions } from './connection.ts';
import { migrateStore } from './migrate-store.ts';

/**
 * Connects and brings the database up to date: what the server and its workers open their stores on. Throws what `connectMongo` and
 * `migrateStore` throw.
 */
export async function openMongo(uri: string, options: MongoOptions = {}): Promise<Connection> {
  const connection = await connectMongo(uri, options);
  try {
    await migrateStore(connection);
    return connection;
  } catch (error) {
    await connection.close();
    throw error;
  }
}
