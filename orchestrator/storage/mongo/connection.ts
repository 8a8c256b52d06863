import mongoose from 'mongoose';
import type { Connection } from 'mongoose';
import { RefusedError } from '../../../workflows/kernel/refusal.ts';
import { databaseOf } from './model.ts';

export interface MongoOptions {
  /** How long a call waits for a server that can be written to, ms. Default 15 000: an election takes 10 to 12 s. */
  readonly serverSelection?: number;
}

const defaultServerSelection = 15_000;
/** A connection on which nothing is heard any more is given up within seconds, not when the operating system notices. */
const heartbeat = 2_000;
const connectWithin = 5_000;
const oldest = [4, 4] as const;
/** What a server says that has no majority to read from: a single one, or one where it is switched off. */
const noMajorityToRead = new Set([72, 123, 148]);

/** An address without user and password, fit for a log. */
export const withoutPassword = (uri: string): string => uri.replace(/\/\/.*@/, '//');

/**
 * A connection of its own to the database that the URI names. What is written is acknowledged by a majority and by their journals; what
 * is read was, where the server can say so. Throws `MONGODB_URI_INVALID`, `MONGODB_UNREACHABLE`, `MONGODB_LOGIN_REFUSED`,
 * `MONGODB_TOO_OLD`. No message has the password in it.
 */
export async function connectMongo(uri: string, options: MongoOptions = {}): Promise<Connection> {
  if (!/^mongodb(\+srv)?:\/\/[^/]+\/[^?/]+/.test(uri))
    throw new RefusedError(uriInvalid(uri, 'It names no database.'));
  const connection = await connect(uri, options, 'majority');
  try {
    const { versionArray: version = [], version: text } = await admin(connection).command({ buildInfo: 1 });
    if (isOlder(version as number[])) throw new RefusedError(tooOld(String(text)));
    if (await canReadMajority(connection)) return connection;
  } catch (error) {
    await connection.close();
    throw error instanceof RefusedError ? error : refusalOf(error as Error, uri);
  }
  await connection.close();
  return connect(uri, options, 'local');
}

async function connect(
  uri: string,
  { serverSelection = defaultServerSelection }: MongoOptions,
  level: 'majority' | 'local',
): Promise<Connection> {
  const connection = mongoose.createConnection(uri, {
    serverSelectionTimeoutMS: serverSelection,
    heartbeatFrequencyMS: heartbeat,
    connectTimeoutMS: connectWithin,
    // Whatever the URI says: options named like those of a URI go before it.
    w: 'majority',
    journal: true,
    readConcernLevel: level,
    readPreference: 'primary',
    // Indexes and collections are made by numbered migrations, and nothing waits unseen for a server that is away.
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
  });
  // Each call that fails says so itself.
  connection.on('error', () => {});
  try {
    return await connection.asPromise();
  } catch (error) {
    await connection.close().catch(() => {});
    throw refusalOf(error as Error, uri);
  }
}

const admin = (connection: Connection) => databaseOf(connection).admin();

const isOlder = ([major = 0, minor = 0]: readonly number[]): boolean =>
  major < oldest[0] || (major === oldest[0] && minor < oldest[1]);

async function canReadMajority(connection: Connection): Promise<boolean> {
  try {
    await databaseOf(connection).command({
      find: 'migrations',
      limit: 1,
      readConcern: { level: 'majority' },
    });
    return true;
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (typeof code === 'number' && noMajorityToRead.has(code)) return false;
    throw error;
  }
}

/** Said by a server that was asked with the wrong user or password. */
const loginRefused = new Set([13, 18]);

function refusalOf(error: Error, uri: string): RefusedError {
  const { code } = error as { code?: unknown };
  const where = withoutPassword(uri);
  if (error.name === 'MongoParseError' || error.name === 'MongoInvalidArgumentError')
    return new RefusedError(uriInvalid(uri, ''));
  if (typeof code === 'number' && loginRefused.has(code))
    return new RefusedError({
      code: 'MONGODB_LOGIN_REFUSED',
      field: 'mongodb',
      message: `${where} refused the user of the URI.`,
      remedy:
        'Check user, password and authSource of MONGODB_URI, and that the user may read and write the database.',
    });
  return new RefusedError({
    code: 'MONGODB_UNREACHABLE',
    field: 'mongodb',
    message: `${where} does not answer: ${withoutLogin(error.message, uri)}.`,
    remedy:
      'Check that MongoDB runs, that host and port of MONGODB_URI are right, and that a replica set has a primary.',
  });
}

/** A message without user and password, whichever way they are written. */
function withoutLogin(message: string, uri: string): string {
  const [, login = ''] = /\/\/(.*)@/.exec(uri) ?? [];
  const parts = login.split(':').flatMap((part) => [part, decoded(part)]);
  return parts
    .filter((part) => part.length > 0)
    .reduce((text, part) => text.replaceAll(part, '***'), message);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // Not encoded as it should be: then it is only written as it stands.
    return part;
  }
}

const uriInvalid = (uri: string, why: string) => ({
  code: 'MONGODB_URI_INVALID',
  field: 'mongodb',
  message: `${withoutPassword(uri)} is not the URI of a MongoDB database.${why && ` ${why}`}`,
  remedy:
    'Write mongodb://user:password@host1,host2/database?replicaSet=name; special characters of a password are percent-encoded.',
});

const tooOld = (version: string) => ({
  code: 'MONGODB_TOO_OLD',
  field: 'mongodb',
  message: `The server is MongoDB ${version}.`,
  remedy: `Use MongoDB ${oldest.join('.')} or newer.`,
});
