import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoMemoryReplSet } from 'mongodb-memory-server';
import type { Connection } from 'mongoose';
import { openMongo } from '../../orchestrator/storage/mongo/open.ts';
import { layCable } from './cable.ts';
import type { Cable } from './cable.ts';

/** Where the tests of a run find MongoDB. */
type Found =
  | { readonly kind: 'uri'; readonly uri: string }
  | { readonly kind: 'binary'; readonly path: string }
  | { readonly kind: 'none'; readonly reason: string };

/** How long a binary may be downloaded, ms: a machine without network is not to wait for it. */
const downloadWithin = 20_000;
const startWithin = 60_000;
/** Longer than a run; numbers of processes come again. ms */
const noteHolds = 1_800_000;

/** Databases for tests; each is dropped when the test that asked for it has ended. */
export interface TestMongo {
  /** The URI of an empty database of its own. */
  readonly newDatabase: () => string;
  /** The same, connected and with its indexes. */
  readonly open: () => Promise<Connection>;
  /** Another connection to such a database, closed when the test has ended. */
  readonly connect: (uri: string) => Promise<Connection>;
  /** A cable to the server of a database, and the database's URI at its end. */
  readonly cableTo: (uri: string) => Promise<{ readonly cable: Cable; readonly uri: string }>;
}

/**
 * A group of tests that needs MongoDB: the server at `MONGODB_URI`, else one started from `MONGOMS_SYSTEM_BINARY`, from `mongod` on the
 * path or from what mongodb-memory-server has or can download at once. Without any of them it is skipped with a printed line; with
 * `REQUIRE_MONGO=1` it fails instead.
 */
export function describeOnMongo(name: string, tests: (mongo: TestMongo) => void): void {
  const found = find();
  if (found.kind !== 'none') return void describe(name, () => tests(databases(found)));
  if (process.env['REQUIRE_MONGO'] === '1')
    return void it(name, () => {
      throw new Error(found.reason);
    });
  describe.skip(`${name} [${found.reason}]`, () => tests(nowhere));
}

function databases(found: Exclude<Found, { kind: 'none' }>): TestMongo {
  let server: MongoMemoryReplSet | undefined;
  const made: string[] = [];
  const opened: Connection[] = [];
  beforeAll(async () => {
    if (found.kind === 'binary')
      server = await MongoMemoryReplSet.create({
        binary: { systemBinary: found.path },
        replSet: { count: 1, storageEngine: 'wiredTiger' },
      });
  }, startWithin);
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((connection) => connection.close()));
    for (const uri of made.splice(0)) {
      const connection = await openMongo(uri);
      await connection.dropDatabase();
      await connection.close();
    }
  });
  afterAll(() => server?.stop());

  const newDatabase = () => {
    const uri = uriOf(
      found.kind === 'uri' ? found.uri : (server?.getUri() ?? ''),
      `quaylab_test_${randomBytes(6).toString('hex')}`,
    );
    made.push(uri);
    return uri;
  };
  const connect = async (uri: string) => {
    const connection = await openMongo(uri);
    opened.push(connection);
    return connection;
  };
  return { newDatabase, cableTo, connect, open: () => connect(newDatabase()) };
}

const nowhere: TestMongo = {
  newDatabase: () => '',
  open: () => Promise.reject(new Error('there is no MongoDB')),
  connect: () => Promise.reject(new Error('there is no MongoDB')),
  cableTo,
};

/** To the first host, and to no other that the server may tell of. */
async function cableTo(uri: string): Promise<{ readonly cable: Cable; readonly uri: string }> {
  const [, login = '', host = '', port = '27017', database = '', query = ''] =
    /^mongodb:\/\/([^@/]*@)?([^,:/]+):?(\d+)?[^/]*\/([^?]*)\??(.*)$/.exec(uri) ?? [];
  const cable = await layCable(Number(port), host);
  const options = new URLSearchParams(query);
  options.set('directConnection', 'true');
  return { cable, uri: `mongodb://${login}127.0.0.1:${cable.port}/${database}?${options.toString()}` };
}

/** Another database of the same server; who logs in is known where he was before. */
function uriOf(uri: string, database: string): string {
  const [, server = '', before = '', query = ''] =
    /^(mongodb(?:\+srv)?:\/\/[^/]+)\/?([^?]*)\??(.*)$/.exec(uri) ?? [];
  const options = new URLSearchParams(query);
  if (server.includes('@') && before && !options.has('authSource')) options.set('authSource', before);
  return `${server}/${database}?${options.toString()}`;
}

function find(): Found {
  const { MONGODB_URI: uri, MONGOMS_SYSTEM_BINARY: own } = process.env;
  if (uri) return { kind: 'uri', uri };
  for (const path of [own, onPath()]) if (path && existsSync(path)) return { kind: 'binary', path };
  return downloaded();
}

const onPath = (): string => spawnSync('which', ['mongod']).stdout?.toString().trim() ?? '';

/** Asked once a run: the other suites find beside it what became of it. */
function downloaded(): Found {
  const note = join(tmpdir(), `quaylab-mongod-of-run-${process.ppid}`);
  if (existsSync(note) && Date.now() - statSync(note).mtimeMs < noteHolds)
    return JSON.parse(readFileSync(note, 'utf8')) as Found;
  const script = `import('mongodb-memory-server').then(async ({ MongoBinary }) => process.stdout.write(await MongoBinary.getPath())).catch(() => process.exit(1))`;
  const { status, stdout } = spawnSync(process.execPath, ['-e', script], { timeout: downloadWithin });
  const path = stdout?.toString().split('\n').at(-1) ?? '';
  const reason = 'no MongoDB: set MONGODB_URI, or install mongod, or let mongodb-memory-server download it';
  const found: Found = status === 0 && existsSync(path) ? { kind: 'binary', path } : { kind: 'none', reason };
  writeFileSync(note, JSON.stringify(found));
  if (found.kind === 'none') process.stderr.write(`SKIPPED the tests that need it: ${reason}\n`);
  return found;
}
