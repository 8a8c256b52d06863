import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import { RefusedError } from '../../../workflows/kernel/refusal.ts';
import { verifyJournal } from '../../engine/audit.ts';
import { RecordCheck, signedRootsIn } from '../../journal-roots/check.ts';
import type { JournalEntry } from '../../storage/ports.ts';
import type { NodeFiles } from '../node-files.ts';
import type { RecordToRead } from '../record-stores.ts';
import { writeArchive } from './archive.ts';
import { linesOf } from './entry-lines.ts';
import { backupSchema, beginName, manifestName, partNames } from './manifest.ts';
import type { BackupManifest } from './manifest.ts';
import { digestsNamedIn } from './named-digests.ts';

/** Entries in a part: a page of the audit; some megabytes before they are packed. */
const entriesAPart = 1000;

export interface BackupSource extends RecordToRead {
  readonly nodeFiles: NodeFiles;
  /** The history of process values, in pieces; nothing where it is not wanted. */
  readonly telemetry: AsyncIterable<Buffer>;
}

export interface BackupTerms {
  /** Of the program. */
  readonly version: string;
  readonly clock: () => Date;
  /** Told how many entries of how many are in it. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Writes a backup of a port while its server runs or not: the journal up to the position it has now, all bytes its entries name, the
 * private files. The chain, its signed roots and the bytes of all certificates are checked on the way. Bytes are stored before the
 * entry that names them, so a position of the journal needs nothing that is not there. Changes nothing.
 *
 * Throws `BACKUP_SOURCE_BROKEN` naming the first broken entry: a backup that would restore a broken record is none.
 */
export async function takeBackup(
  source: BackupSource,
  out: Writable,
  terms: BackupTerms,
): Promise<BackupManifest> {
  const { journal, blobs, privateFiles, nodeFiles, telemetry } = source;
  const { version, clock, onProgress } = terms;
  const at = clock();
  const begin = { schema: backupSchema, version, takenAt: at.toISOString() } as const;
  const archive = writeArchive(out);
  const parts: BackupManifest['parts'] = [];
  const add = async (name: string, bytes: Buffer) => {
    parts.push({ name, bytes: bytes.length, sha256: digestOf(bytes) });
    await archive.add({ name, bytes }, at);
  };
  await add(beginName, Buffer.from(JSON.stringify(begin)));

  const { position: last } = await journal.head();
  const seen = new Set<string>();
  let stored = 0;
  let waiting: JournalEntry[] = [];
  const put = async () => {
    const [first, newest] = [waiting[0], waiting.at(-1)];
    if (!first || !newest) return;
    for (const sha256 of waiting.flatMap(({ body }) => digestsNamedIn(body))) {
      if (seen.has(sha256)) continue;
      seen.add(sha256);
      const bytes = await blobs.get(sha256);
      if (!bytes) continue;
      stored += 1;
      await archive.add({ name: partNames.blob(sha256), bytes }, at);
    }
    await add(partNames.journal(first.position, newest.position), linesOf(waiting));
    waiting = [];
    onProgress?.(newest.position, last);
  };
  const check = new RecordCheck(blobs, { signed: await signedRootsIn(journal), kept: [], keys: null });
  const upToLast = {
    tail: async (position: number, limit: number) =>
      position >= last ? [] : journal.tail(position, Math.min(limit, last - position)),
  };
  const report = await verifyJournal(upToLast, async (entry) => {
    const fault = await check.faultOf(entry);
    if (fault !== undefined) return fault;
    waiting.push(entry);
    if (waiting.length >= entriesAPart) await put();
    return undefined;
  });
  if (!report.intact) throw broken(report.position, report.reason);
  await put();

  // Read after the journal: a key its entries rest on was made before them.
  for (const name of privateFiles.names('')) {
    const text = privateFiles.read(name);
    if (text !== null) await add(partNames.privateFile(name), Buffer.from(text));
  }
  for (const path of nodeFiles.paths()) {
    const bytes = nodeFiles.read(path);
    if (bytes) await add(partNames.nodeFile(path), bytes);
  }
  let pieces = 0;
  for await (const bytes of telemetry) await add(partNames.telemetry(++pieces), bytes);
  const manifest = {
    ...begin,
    journal: { entries: report.entries, head: report.head },
    blobs: stored,
    parts,
  };
  await archive.add({ name: manifestName, bytes: Buffer.from(JSON.stringify(manifest)) }, at);
  await archive.end();
  return manifest;
}

const digestOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

const broken = (position: number, reason: string) =>
  new RefusedError({
    code: 'BACKUP_SOURCE_BROKEN',
    message: `The record is broken at entry ${position}: ${reason}.`,
    remedy:
      'Keep the earlier backups, stop the server, copy its data as they are, and see what quaylab audit verify says.',
  });
