import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createReadStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shippedRules } from '../../config/site/load.ts';
import { auditVerify } from '../../orchestrator/audit-command.ts';
import { passwd } from '../../orchestrator/commands.ts';
import { openBench } from '../../orchestrator/engine/testing/workbench.ts';
import { secretMatches } from '../../orchestrator/identity/secret.ts';
import { backup } from '../../orchestrator/operations/backup-command.ts';
import { restoreBackup } from '../../orchestrator/operations/backup/restore.ts';
import { copyRecord } from '../../orchestrator/operations/copy-record.ts';
import { migrate, migrateStoreCommand } from '../../orchestrator/operations/migrate-command.ts';
import { rebuildViews } from '../../orchestrator/operations/rebuild-views-command.ts';
import { openRecord, readAddress, recordToRead } from '../../orchestrator/operations/record-stores.ts';
import type { RecordAddress } from '../../orchestrator/operations/record-stores.ts';
import { refuseLed } from '../../orchestrator/operations/refuse-led.ts';
import { connectMongo } from '../../orchestrator/storage/mongo/connection.ts';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { describeOnMongo } from '../support/mongo.ts';

/** More than two pages of a copy. */
const facts = 1_100;
const evidence = ['photo 1', 'photo 2', 'photo 3'].map((text) => Buffer.from(text.repeat(1000)));
const privateName = 'secrets/tokens.key';
const privateText = 'a key 🔑\n';

const folder = mkdtempSync(join(tmpdir(), 'quaylab-migrate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): RecordAddress => ({ kind: 'embedded', folder: join(folder, name) });
const silent = () => {};

/** A record of one process that was told so many things; some of them name bytes. */
async function tell(name: string, count: number): Promise<void> {
  const record = await openRecord(at(name));
  const digests = await Promise.all(evidence.map((bytes) => record.blobs.put(bytes)));
  const bench = openBench({ journal: record.journal });
  await bench.start();
  const event = (no: number) =>
    ({ type: 'add', n: 1, ...(no % 400 === 0 && { sha256: digests[no / 400] }) }) as { type: string };
  await Promise.all(Array.from({ length: count }, (_, no) => bench.fact(`${name} ${no}`, event(no))));
  await record.privateFiles.write(privateName, privateText);
  await bench.engine.stop();
  await record.close();
}

const contentOf = async (address: RecordAddress) => {
  const { journal, blobs, privateFiles, close } = await recordToRead(address);
  const entries = await journal.tail(0, 100_000);
  const named = entries.flatMap(({ body }) => /"sha256":"([0-9a-f]{64})"/.exec(body)?.[1] ?? []);
  const bytes = await Promise.all(named.map((digest) => blobs.get(digest)));
  const files = privateFiles.names('').map((name) => [name, privateFiles.read(name)]);
  await close();
  return { entries, bytes, files };
};

async function copied(from: RecordAddress, to: RecordAddress, onProgress: (done: number) => void = silent) {
  const [source, target] = [await recordToRead(from), await openRecord(to)];
  try {
    return await copyRecord(source, target, onProgress);
  } finally {
    await Promise.all([source.close(), target.close()]);
  }
}

const refusalOf = async (tried: Promise<unknown>) => {
  const error = await tried.then(() => null).catch((thrown: unknown) => thrown);
  if (error instanceof RefusedError) return error.refusal;
  throw new Error('it was not refused', { cause: error });
};

beforeAll(() => tell('source', facts));

describe('a record is copied', () => {
  it('whole: the same entries at the same positions, the bytes they name, the private files', async () => {
    const copy = await copied(at('source'), at('copy'));
    const there = await contentOf(at('copy'));
    expect(there).toEqual(await contentOf(at('source')));
    expect([there.entries.length, there.bytes, there.files]).toEqual([
      facts + 1,
      evidence,
      [[privateName, privateText]],
    ]);
    expect(copy).toMatchObject({ from: 0, entries: facts + 1, blobs: evidence.length, privateFiles: 1 });
  });

  it('and gone on with where it was broken off', async () => {
    const broken = copied(at('source'), at('resumed'), (done) => {
      if (done > 500) throw new Error('the cable was pulled');
    });
    await expect(broken).rejects.toThrow('the cable was pulled');
    const { from, entries } = await copied(at('source'), at('resumed'));
    expect([from, entries]).toEqual([1000, facts + 1]);
    expect(await contentOf(at('resumed'))).toEqual(await contentOf(at('source')));
  });

  it('not into a store with another journal, nor into one that is ahead', async () => {
    await tell('other', 2);
    const before = await contentOf(at('other'));
    expect(await refusalOf(copied(at('source'), at('other')))).toMatchObject({
      code: 'MIGRATE_TARGET_OTHER',
      field: 'to',
    });
    expect(await contentOf(at('other'))).toEqual(before);
    expect(await refusalOf(copied(at('other'), at('source')))).toMatchObject({
      code: 'MIGRATE_TARGET_OTHER',
    });
  });

  it('and it is noticed when somebody wrote to the source meanwhile', async () => {
    await copied(at('source'), at('growing'));
    const [source, target] = [await openRecord(at('growing')), await openRecord(at('grown'))];
    const bench = openBench({ journal: source.journal });
    let more: Promise<unknown> = Promise.resolve();
    const copy = copyRecord(source, target, (done) => {
      if (done === 500) more = bench.fact('late', { type: 'add', n: 1 } as { type: string });
    });
    expect(await refusalOf(copy)).toMatchObject({ code: 'MIGRATE_SOURCE_WRITTEN', field: 'from' });
    await more;
    await expect(copyRecord(source, target, silent)).resolves.toMatchObject({ entries: facts + 2 });
    await Promise.all([source.close(), target.close()]);
  });
});

describe('a cluster that is to be written to', () => {
  const leases = (beats: readonly number[], holder: string | null = 'node1') => {
    const told = [...beats];
    const read = async (name: string) => ({
      name,
      term: 1,
      holder,
      address: 'http://node1:8080',
      beat: told.length > 1 ? (told.shift() ?? 0) : (told[0] ?? 0),
    });
    return { read };
  };

  it('is refused while a node leads', async () => {
    expect(await refusalOf(refuseLed(leases([7, 7, 8]), 60_000))).toMatchObject({
      code: 'CLUSTER_RUNNING',
      message: expect.stringContaining('http://node1:8080'),
    });
  });

  it.each([
    ['nobody ever led', { read: async () => null }],
    ['the last node gave its lease up', leases([7], null)],
    ['the last node died a lease ago', leases([7])],
  ])('is taken when %s', async (_, ended) => {
    await expect(refuseLed(ended, 300)).resolves.toBeUndefined();
  });
});

it.each(['data', 'embedded:', 'http://somewhere', 'mongodb'])(
  '"%s" is no address of a store without more',
  (text) => {
    expect(() => readAddress(text, 'from', {})).toThrow(RefusedError);
  },
);

describeOnMongo('a record of a machine and of a cluster', (mongo) => {
  const secret = { QUAYLAB_CLUSTER_SECRET: 'x'.repeat(40) };

  it('is only read by who only reads: a database without one is refused, and nothing is made or migrated in it', async () => {
    const uri = mongo.newDatabase();
    const env = { ...secret, MONGODB_URI: uri };
    const connection = await connectMongo(uri);
    const made = async () => (await connection.listCollections()).map(({ name }) => name).sort();
    const out = join(folder, 'of-nothing.tar.gz');
    const attempts = [
      () => backup({ data: join(folder, 'node'), out, version: '1', env }, silent),
      () => auditVerify({ data: folder, env }, silent),
    ];
    for (const attempt of attempts)
      await expect(attempt()).rejects.toMatchObject({ refusal: { code: 'STORE_NOT_MADE' } });
    expect([await made(), existsSync(out)]).toEqual([[], false]);

    // Of a database that a newer version would still add to, nothing is added by reading it.
    await migrate(env, silent);
    await connection.collection('journal').dropIndex('answers');
    await (
      await openRecord({ kind: 'mongodb', uri, secret: secret.QUAYLAB_CLUSTER_SECRET, lease_s: 1 })
    ).close();
    const before = [await made(), await connection.collection('private_files').countDocuments()];
    expect(await auditVerify({ data: folder, env }, silent)).toBe(true);
    const indexes = (await connection.collection('journal').indexes()).map(({ name }) => name);
    expect([
      [await made(), await connection.collection('private_files').countDocuments()],
      indexes.includes('answers'),
    ]).toEqual([before, false]);
    await connection.close();
  });

  it('goes to MongoDB and back by command and is the same; so is a backup of it', async () => {
    const uri = mongo.newDatabase();
    const env = { ...secret, MONGODB_URI: uri };
    const said: string[] = [];
    const say = (line: string) => void said.push(line);
    await migrate(env, say);
    await migrate(env, say);
    expect(said).toEqual([
      expect.stringMatching(/database version \d+; run: /),
      expect.stringContaining('nothing to do'),
    ]);

    await migrateStoreCommand({ from: `embedded:${join(folder, 'source')}`, to: uri }, secret, say);
    expect(said.join('\n')).toContain(`copied: ${facts + 1} entries`);
    const source = await contentOf(at('source'));
    const address = { kind: 'mongodb', uri, secret: secret.QUAYLAB_CLUSTER_SECRET, lease_s: 1 } as const;
    expect(await contentOf(address)).toEqual(source);

    await rebuildViews({ address, ruleFolders: [shippedRules()] }, say);
    expect(said.at(-1)).toContain(`rebuilt from ${facts + 1} entries: auditDefinitions ${facts + 1}`);

    const [file, restored] = [join(folder, 'cluster.tar.gz'), join(folder, 'of-cluster')];
    await backup({ data: join(folder, 'node'), out: file, version: '1', env }, silent);
    await restoreBackup(createReadStream(file), { data: restored });
    expect(await contentOf(at('of-cluster'))).toEqual(source);

    expect(await auditVerify({ data: join(folder, 'nowhere'), env }, say)).toBe(true);
    expect(said.at(-1)).toContain(`intact: ${facts + 1} entries`);

    await migrateStoreCommand({ from: 'mongodb', to: `embedded:${join(folder, 'back')}` }, env, silent);
    expect(await contentOf(at('back'))).toEqual(source);
    expect(readFileSync(join(folder, 'back', privateName), 'utf8')).toBe(privateText);
    expect(existsSync(join(folder, 'back', 'writer.lock'))).toBe(false);
  });

  it('has its passwords given by the same command', async () => {
    const env = { ...secret, MONGODB_URI: mongo.newDatabase() };
    const said: string[] = [];
    const site = { users: [{ id: 'admin', name: 'A', roles: [] }], customsClients: [] };
    await passwd({
      data: join(folder, 'nowhere'),
      env,
      name: 'admin',
      site,
      print: (line) => said.push(line),
    });
    const { privateFiles, close } = await recordToRead(readAddress('mongodb', 'from', env));
    const hashes = JSON.parse(privateFiles.read('secrets/credentials.json') ?? '{}') as Record<
      string,
      string
    >;
    await close();
    expect(await secretMatches(hashes['admin'] ?? '', said[0]?.split(' ')[1] ?? '')).toBe(true);
  });
});
