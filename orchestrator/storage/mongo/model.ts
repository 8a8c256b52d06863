import type { Connection, Model, mongo, Schema } from 'mongoose';

/** The model of a collection on this connection, made at first use. */
export function modelOf<T>(
  connection: Connection,
  name: string,
  schema: Schema<T>,
  collection: string,
): Model<T> {
  return (connection.models[name] as Model<T> | undefined) ?? connection.model<T>(name, schema, collection);
}

/** The driver's own view of the database. Throws when the connection was never opened. */
export function databaseOf({ db }: Connection): mongo.Db {
  if (!db) throw new Error('the connection to MongoDB is not open');
  return db;
}

/** The collection of a model as the driver has it: what is written there goes as it is. */
export const collectionOf = <T extends object>({ db, collection }: Model<T>): mongo.Collection<T> =>
  databaseOf(db).collection<T>(collection.collectionName);

/** A unique place that is taken. */
const duplicateKey = 11_000;

interface WriteFault {
  readonly code?: unknown;
  readonly writeErrors?:
    | readonly { readonly code: number; readonly index: number }[]
    | { readonly code: number; readonly index: number };
}

/** What single writes of a bulk the server refused; empty when it was not about one of them. */
export function writeErrorsOf(error: unknown): readonly { readonly code: number; readonly index: number }[] {
  const { writeErrors = [] } = error as WriteFault;
  return Array.isArray(writeErrors) ? writeErrors : [writeErrors as { code: number; index: number }];
}

export const isDuplicate = (error: unknown): boolean => (error as WriteFault).code === duplicateKey;

/** Whether all that a bulk failed at were places already taken: by a newer document, or by the same one. */
export const areAllDuplicates = (error: unknown): boolean => {
  const errors = writeErrorsOf(error);
  return errors.length > 0 && errors.every(({ code }) => code === duplicateKey);
};
