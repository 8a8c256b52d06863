import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createReadStream, createWriteStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { createHash } from 'node:crypto';
import { emptyTree, rootOf, withLeaf } from '../../orchestrator/journal-roots/merkle.ts';
import { issuedBy, leafOf } from '../../orchestrator/journal-roots/proof.ts';
import { readArchive, writeArchive } from '../../orchestrator/operations/backup/archive.ts';
import type { Part } from '../../orchestrator/operations/backup/archive.ts';
import { backup, checkBackup, restore } from '../../orchestrator/operations/backup-command.ts';
import { restoreBackup } from '../../orchestrator/operations/backup/restore.ts';
import { rebuildViews } from '../../orchestrator/operations/rebuild-views-command.ts';
import { recordToRead } from '../../orchestrator/operations/record-stores.ts';
import { shippedRules } from '../../config/site/load.ts';
import { openEmbeddedViews } from '../../orchestrator/storage/embedded/views.ts';
import { openEmbeddedTelemetry } from '../../orchestrator/storage/embedded/telemetry.ts';
import type { JournalEntry, Telemetry } from '../../orchestrator/storage/ports.ts';
import { instant, unitId } from '../../workflows/kernel/brand.ts';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { freePort } from '../support/free-port.ts';
import { runProcess } from '../support/process-line.ts';

const port = join(process.cwd(), 'dist', 'test', 'durability', 'feed-port.js');
/** More than it issues before the test is over. */
const manyCertificates = '100000';
/** Issued before the backup is begun. */
const certificatesBefore = 5;
const patience = 40_000;

const folder = mkdtempSync(join(tmpdir(), 'quaylab-backup-'));
const data = join(folder, 'data');
const file = join(folder, 'port.tar.gz');
const silent = () => {};
const secret = 'a key of the laboratory 🔑';

const entriesIn = async (at: string): Promise<readonly JournalEntry[]> => {
  const { journal, close } = await recordToRead({ kind: 'embedded', folder: at });
  try {
    return await journal.tail(0, Number.MAX_SAFE_INTEGER);
  } finally {
    await close();
  }
};
const issuedIn = async (at: string) => (await entriesIn(at)).flatMap((entry) => issuedBy(entry) ?? []);

/** Refusal of what is tried. */
const refusalOf = async (tried: Promise<unknown>) => {
  const error = await tried.then(() => null).catch((thrown: unknown) => thrown);
  if (error instanceof RefusedError) return error.refusal;
  throw new Error('it was not refused', { cause: error });
};
const restoreOf = (from: string, to: string, until?: number) =>
  restoreBackup(createReadStream(from), { data: join(folder, to), ...(until !== undefined && { until }) });

/** The same backup with something done to its parts. */
async function tampered(name: string, change: (part: Part) => readonly Part[], from = file): Promise<string> {
  const to = join(folder, name);
  const archive = writeArchive(createWriteStream(to));
  for await (const part of readArchive(createReadStream(from)))
    for (const each of change(part)) await archive.add(each, new Date());
  await archive.end();
  return to;
}

let acknowledgedBefore = 0;

/** A port issues certificate after certificate, and is backed up while it does. */
beforeAll(async () => {
  mkdirSync(join(data, 'secrets'), { recursive: true });
  mkdirSync(join(data, 'pki', 'own', 'certs'), { recursive: true });
  writeFileSync(join(data, 'secrets', 'test.key'), secret);
  writeFileSync(join(data, 'pki', 'own', 'certs', 'own.pem'), 'certificate');
  const running = await runProcess(port, [data, String(await freePort()), manyCertificates]);
  try {
    for (const giveUp = Date.now() + patience; (await issuedIn(data)).length < certificatesBefore;) {
      if (Date.now() > giveUp) throw new Error('the port issued no certificates');
      await sleep(50);
    }
    acknowledgedBefore = (await entriesIn(data)).length;
    await backup({ data, out: file, version: '1.2.3', env: {} }, silent);
  } finally {
    await running.kill('SIGKILL');
  }
}, 2 * patience);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a backup taken while the port works', () => {
  let before: readonly JournalEntry[];
  let after: readonly JournalEntry[];
  beforeAll(async () => {
    await restoreOf(file, 'restored');
    [before, after] = [await entriesIn(data), await entriesIn(join(folder, 'restored'))];
  });

  it('is a beginning of the journal, with what was in it when it was begun, entry for entry', () => {
    expect(after.length).toBeGreaterThanOrEqual(acknowledgedBefore);
    expect(before.length).toBeGreaterThan(after.length);
    expect(after).toEqual(before.slice(0, after.length));
  });

  it('has the same root, so every proof holds', () => {
    const root = (entries: readonly JournalEntry[]) =>
      rootOf(entries.reduce((tree, { hash }) => withLeaf(tree, leafOf(hash)), emptyTree)).toString('hex');
    expect(root(after)).toBe(root(before.slice(0, after.length)));
  });

  it('has every issued certificate byte for byte', async () => {
    const source = await recordToRead({ kind: 'embedded', folder: data });
    const restored = await recordToRead({ kind: 'embedded', folder: join(folder, 'restored') });
    const digests = (await issuedIn(join(folder, 'restored'))).flatMap(({ files }) => Object.values(files));
    const stored = digests.filter((digest) => digest !== null);
    expect(stored.length).toBeGreaterThanOrEqual(3 * certificatesBefore);
    for (const digest of stored) {
      const bytes = await restored.blobs.get(digest);
      expect(bytes && createHash('sha256').update(bytes).digest('hex')).toBe(digest);
      expect(bytes).toEqual(await source.blobs.get(digest));
    }
    await Promise.all([source.close(), restored.close()]);
  });

  it('has the private files and the certificates of the machine, for their owner only', () => {
    const restored = join(folder, 'restored');
    expect(readFileSync(join(restored, 'secrets', 'test.key'), 'utf8').trimEnd()).toBe(secret);
    expect(readFileSync(join(restored, 'pki', 'own', 'certs', 'own.pem'), 'utf8')).toBe('certificate');
    const modes = [file, restored, join(restored, 'secrets', 'test.key')].map(
      (at) => statSync(at).mode & 0o077,
    );
    expect(modes).toEqual([0, 0, 0]);
    expect(readdirSync(restored)).not.toContain('writer.lock');
  });

  it('gives views that can be made anew of it', async () => {
    const said: string[] = [];
    const restored = join(folder, 'restored');
    await rebuildViews(
      { address: { kind: 'embedded', folder: restored }, ruleFolders: [shippedRules()] },
      (line) => said.push(line),
    );
    expect(said).toEqual([expect.stringContaining(`rebuilt from ${after.length} entries`)]);
    const views = openEmbeddedViews(join(restored, 'views.db'));
    const begun = after.flatMap(({ process }) => (process.startsWith('certificate/') ? [process] : []));
    expect([await views.position(), await views.count('certificates')]).toEqual([
      after.length,
      new Set(begun).size,
    ]);
    await views.close();
  });

  it('is read without writing anything by --check', async () => {
    const said: string[] = [];
    await checkBackup(file, (line) => said.push(line));
    expect(said).toEqual([expect.stringContaining(`${after.length} entries, head ${after.at(-1)?.hash}`)]);
  });

  it('is taken over up to a position, with no entry after it', async () => {
    const until = after.length - 7;
    const { entries, head } = await restoreOf(file, 'earlier', until);
    expect([entries, head]).toEqual([until, after[until - 1]?.hash]);
    expect(await entriesIn(join(folder, 'earlier'))).toEqual(after.slice(0, until));
  });
});

describe('what is refused', () => {
  it('a folder that is not empty, which is left as it was', async () => {
    mkdirSync(join(folder, 'used'));
    writeFileSync(join(folder, 'used', 'journal.db'), 'somebody’s');
    expect(await refusalOf(restoreOf(file, 'used'))).toMatchObject({
      code: 'RESTORE_FOLDER_USED',
      field: 'data',
    });
    expect(readdirSync(join(folder, 'used'))).toEqual(['journal.db']);
  });

  it('a position the backup does not have', async () => {
    expect(await refusalOf(restoreOf(file, 'beyond', 10_000_000))).toMatchObject({
      code: 'RESTORE_POSITION_UNKNOWN',
      field: 'until',
    });
  });

  it('a file in a folder that is not there, to write a backup into; no folder to restore into', async () => {
    const out = join(folder, 'nowhere', 'port.tar.gz');
    expect(await refusalOf(backup({ data, out, version: '1', env: {} }, silent))).toMatchObject({
      code: 'BACKUP_NOT_WRITTEN',
      field: 'out',
    });
    expect(await refusalOf(restore(file, { data: undefined }, silent))).toMatchObject({
      code: 'DATA_FOLDER_MISSING',
    });
  });

  it('a file that is there already, to write a backup into', async () => {
    expect(await refusalOf(backup({ data, out: file, version: '1', env: {} }, silent))).toMatchObject({
      code: 'BACKUP_FILE_EXISTS',
    });
  });

  it('a data folder whose record is broken, to make a backup of: it names the entry', async () => {
    const blob = (await issuedIn(data)).map(({ files }) => files.pdf)[0] ?? '';
    const path = join(data, 'blobs', blob.slice(0, 2), blob);
    const bytes = readFileSync(path);
    writeFileSync(path, 'forged');
    try {
      const out = join(folder, 'broken.tar.gz');
      const refusal = await refusalOf(backup({ data, out, version: '1', env: {} }, silent));
      expect(refusal).toMatchObject({
        code: 'BACKUP_SOURCE_BROKEN',
        message: expect.stringMatching(/at entry \d+: .*pdf of certificate/),
      });
      expect(readdirSync(folder).filter((name) => name.startsWith('broken'))).toEqual([]);
    } finally {
      writeFileSync(path, bytes);
    }
  });
});

describe('a damaged backup is refused, with the part that is damaged', () => {
  const journalPart = /^journal\//;
  const firstBlob = /^blobs\//;
  const changedOnce = (which: RegExp, change: (part: Part) => readonly Part[]) => {
    let done = false;
    return (part: Part): readonly Part[] => {
      if (done || !which.test(part.name)) return [part];
      done = true;
      return change(part);
    };
  };
  const altered = ({ name, bytes }: Part): Part => ({
    name,
    bytes: Buffer.concat([bytes.subarray(1), Buffer.from(' ')]),
  });
  const without = () => [];

  it.each([
    [
      'an entry’s text',
      journalPart,
      ({ name, bytes }: Part) => [
        { name, bytes: Buffer.from(bytes.toString().replace('certificate', 'certificata')) },
      ],
      /journal\/\d+.*entry \d+ does not fit the chain/,
    ],
    ['a line of the journal', journalPart, (part: Part) => [altered(part)], /journal\/\d+.*no entry/],
    ['a page of the journal', journalPart, without, /journal.*(missing|another head)/],
    ['a blob', firstBlob, (part: Part) => [altered(part)], /blobs\/[0-9a-f]{64}.*not those it is named by/],
    ['a blob that is gone', firstBlob, without, /blobs.*are there of/],
    ['a key', /^private\//, (part: Part) => [altered(part)], /private\/secrets\/test\.key.*changed/],
    ['a key that is gone', /^private\//, without, /private\/secrets\/test\.key.*missing/],
    [
      'a part too much',
      /^private\//,
      (part: Part) => [part, { ...part, name: 'private/secrets/more.key' }],
      /more\.key.*does not name it/,
    ],
    ['a part twice', /^private\//, (part: Part) => [part, part], /twice/],
    [
      'a name that leads out of the folder',
      /^private\//,
      (part: Part) => [{ ...part, name: 'private/../../evil' }],
      /evil.*no backup has/,
    ],
    [
      'a key that no server would read',
      /^private\//,
      (part: Part) => [{ ...part, name: 'private/elsewhere/test.key' }],
      /elsewhere.*no backup has/,
    ],
    [
      'a folder that is none of ours',
      /^node\//,
      (part: Part) => [{ ...part, name: 'node/journal.db' }],
      /journal\.db.*no backup has/,
    ],
    [
      'the list of parts',
      /^manifest/,
      (part: Part) => [{ ...part, bytes: Buffer.from('{}') }],
      /manifest\.json.*cannot be read/,
    ],
  ])('%s', async (what, which, change, message) => {
    const name = `damaged ${what.replaceAll(/\W/g, '-')}`;
    const damaged = await tampered(name, changedOnce(which, change));
    expect(await refusalOf(checkBackup(damaged, silent))).toMatchObject({
      code: 'BACKUP_DAMAGED',
      field: 'file',
      message: expect.stringMatching(message),
    });
  });

  it('and nothing of it is restored', async () => {
    const damaged = await tampered('changed at its end', (part) =>
      part.name.startsWith('node/') ? [altered(part)] : [part],
    );
    expect(await refusalOf(restoreOf(damaged, 'damaged'))).toMatchObject({ code: 'BACKUP_DAMAGED' });
    expect([existsSync(join(folder, 'damaged')), existsSync(join(folder, 'damaged.restoring'))]).toEqual([
      false,
      false,
    ]);
  });

  it('bytes of the file that were changed or cut off', async () => {
    const bytes = readFileSync(file);
    const flipped = Buffer.from(bytes);
    flipped.writeUInt8((flipped[bytes.length >> 1] ?? 0) ^ 0xff, bytes.length >> 1);
    const to = join(folder, 'damaged');
    const refusals = [
      await refusalOf(restoreBackup(Readable.from([flipped]), { data: to })),
      await refusalOf(restoreBackup(Readable.from([bytes.subarray(0, bytes.length >> 1)]), { data: to })),
    ];
    expect(refusals.map(({ code }) => code)).toEqual(['BACKUP_DAMAGED', 'BACKUP_DAMAGED']);
    expect(refusals[1]?.message).toMatch(/behind its part (journal|blobs)\//);
  });

  it('one that was broken off between two parts', async () => {
    const cut = await tampered('cut', (part) => (part.name === 'manifest.json' ? [] : [part]));
    expect(await refusalOf(restoreOf(cut, 'damaged'))).toMatchObject({ code: 'BACKUP_INCOMPLETE' });
  });

  it('a file that is no backup, and a backup of a later format', async () => {
    const other = await tampered('other', (part) =>
      part.name === 'begin.json' ? [{ ...part, name: 'README' }] : [part],
    );
    const later = await tampered('later', (part) =>
      part.name === 'begin.json'
        ? [{ ...part, bytes: Buffer.from('{"schema":"urn:quaylab:backup:2"}') }]
        : [part],
    );
    expect(await refusalOf(restoreOf(other, 'damaged'))).toMatchObject({
      code: 'BACKUP_UNKNOWN',
      message: expect.stringContaining('no backup of Quaylab'),
    });
    expect(await refusalOf(restoreOf(later, 'damaged'))).toMatchObject({
      code: 'BACKUP_UNKNOWN',
      message: expect.stringContaining('another format'),
    });
  });
});

describe('the history of process values', () => {
  const limits = { raw: 24 * 3_600_000, minutes: 30 * 24 * 3_600_000 };
  const begin = Date.parse('2026-03-01T00:00:00.000Z');
  const at = (second: number) => instant(new Date(begin + second * 1000).toISOString());
  const unit = unitId('CS-01');
  const flowIn = async (telemetry: Telemetry) =>
    (await telemetry.read({ unit, tag: 'Act.BeltFlow', from: at(0), to: at(600), points: 10 })).buckets;
  const withHistory = join(folder, 'with-history.tar.gz');
  let kept: Awaited<ReturnType<typeof flowIn>>;
  beforeAll(async () => {
    const telemetry = await openEmbeddedTelemetry(join(data, 'telemetry.db'), limits);
    try {
      const seconds = Array.from({ length: 600 }, (_, second) => second);
      await telemetry.append(
        seconds.map((second) => ({
          unit,
          tag: 'Act.BeltFlow',
          at: at(second),
          value: second,
          quality: 'good',
        })),
      );
      await telemetry.tidy(at(660));
      kept = await flowIn(telemetry);
      await backup({ data, out: withHistory, telemetry: true, version: '1.2.3', env: {} }, silent);
    } finally {
      await telemetry.close();
    }
  });

  it('is in a backup where it is asked for, also while it is being written', async () => {
    expect(kept).toHaveLength(10);
    await restoreOf(withHistory, 'history');
    expect(statSync(join(folder, 'history', 'telemetry.db')).mode & 0o077).toBe(0);
    const restored = await openEmbeddedTelemetry(join(folder, 'history', 'telemetry.db'), limits);
    await restored.append([{ unit, tag: 'Act.BeltFlow', at: at(660), value: null, quality: 'good' }]);
    expect(await flowIn(restored)).toEqual(kept);
    await restored.close();
  });

  it('is not in one without, and of which a piece is missing that is refused', async () => {
    await restoreOf(file, 'no-history');
    expect(readdirSync(join(folder, 'no-history'))).not.toContain('telemetry.db');
    const cut = await tampered(
      'piece',
      ({ name, bytes }) => [
        { name: name.replace('telemetry/000000000001', 'telemetry/000000000002'), bytes },
      ],
      withHistory,
    );
    expect(await refusalOf(restoreOf(cut, 'damaged'))).toMatchObject({
      code: 'BACKUP_DAMAGED',
      message: expect.stringContaining('piece 1'),
    });
  });

  it('of a cluster is not in its backup', async () => {
    const env = {
      MONGODB_URI: 'mongodb://127.0.0.1:9/port',
      REDIS_URL: 'redis://127.0.0.1:9',
      QUAYLAB_CLUSTER_SECRET: 's'.repeat(40),
    };
    const asked = backup(
      { data, out: join(folder, 'cluster.tar.gz'), telemetry: true, version: '1.2.3', env },
      silent,
    );
    expect(await refusalOf(asked)).toMatchObject({ code: 'TELEMETRY_NOT_IN_FOLDER', field: 'telemetry' });
  });
});

it('what a restore that was killed left is not in the way of the next', async () => {
  mkdirSync(join(folder, 'again.restoring', 'blobs', 'aa'), { recursive: true });
  writeFileSync(join(folder, 'again.restoring', 'blobs', 'aa', 'half'), 'half');
  const { entries } = await restoreOf(file, 'again');
  expect(entries).toBeGreaterThanOrEqual(acknowledgedBefore);
  expect(existsSync(join(folder, 'again', 'blobs', 'aa', 'half'))).toBe(false);
});
