import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import { RefusedError } from '../../../workflows/kernel/refusal.ts';
import { chainHash, chainStart } from '../../storage/chain.ts';
import type { JournalEntry } from '../../storage/ports.ts';
import { checkPrivateName } from '../../storage/private-names.ts';
import { isNodeFile } from '../node-files.ts';
import { readArchive } from './archive.ts';
import type { Part } from './archive.ts';
import { entriesIn } from './entry-lines.ts';
import {
  backupSchema,
  beginName,
  beginSchema,
  manifestName,
  manifestSchema,
  partNames,
  readPartName,
} from './manifest.ts';
import type { BackupBegin, BackupManifest } from './manifest.ts';

/** Takes what a backup holds, in its order: bytes come before the entry that names them. */
export interface BackupSink {
  readonly begin: (begin: BackupBegin) => void;
  readonly entries: (entries: readonly JournalEntry[]) => Promise<void>;
  readonly blob: (bytes: Buffer) => Promise<void>;
  readonly privateFile: (name: string, text: string) => Promise<void>;
  readonly nodeFile: (path: string, bytes: Buffer) => void;
  /** The next piece of the history of process values. */
  readonly telemetry: (bytes: Buffer) => void;
}

/**
 * Reads a backup to its end and checks every byte of it: each part against its digest, the chain of the journal entry by entry, and that
 * nothing is missing or too much. What the sink was given counts only once this has resolved.
 *
 * Throws `BACKUP_UNKNOWN` (not one, or of a newer program), `BACKUP_DAMAGED` naming the part, `BACKUP_INCOMPLETE`.
 */
export async function readBackup(input: Readable, sink: BackupSink): Promise<BackupManifest> {
  const found = new Map<string, { readonly bytes: number; readonly sha256: string }>();
  let head = { position: 0, hash: chainStart };
  let blobs = 0;
  let pieces = 0;
  let begun = false;
  for await (const part of readArchive(input)) {
    const { name, bytes } = part;
    if (!begun) {
      sink.begin(beginIn(part));
      begun = true;
    }
    if (name === manifestName) return compared(manifestIn(part), found, head, blobs);
    const sha256 = digestOf(bytes);
    if (name === beginName) {
      found.set(name, { bytes: bytes.length, sha256 });
      continue;
    }
    const known = readPartName(name);
    switch (known?.kind) {
      case 'journal': {
        const entries = entriesOf(part);
        head = chained(head, entries, name);
        await sink.entries(entries);
        break;
      }
      case 'blobs':
        if (sha256 !== known.rest) throw damaged(name, 'its bytes are not those it is named by');
        blobs += 1;
        await sink.blob(bytes);
        continue;
      case 'private':
        if (!isPrivateName(known.rest)) throw damaged(name, 'no backup has a part of that name');
        await sink.privateFile(known.rest, bytes.toString('utf8'));
        break;
      case 'node':
        if (!isNodeFile(known.rest)) throw damaged(name, 'no backup has a part of that name');
        sink.nodeFile(known.rest, bytes);
        break;
      case 'telemetry':
        if (name !== partNames.telemetry(++pieces))
          throw damaged(name, `piece ${pieces} of the telemetry is missing`);
        sink.telemetry(bytes);
        break;
      case undefined:
        throw damaged(name, 'no backup has a part of that name');
    }
    if (found.has(name)) throw damaged(name, 'it is there twice');
    found.set(name, { bytes: bytes.length, sha256 });
  }
  throw new RefusedError({
    code: 'BACKUP_INCOMPLETE',
    field: 'file',
    message: 'The backup ends without its list of parts: it was broken off.',
    remedy: 'Use another copy of it, or an earlier backup.',
  });
}

/** Whether everything the manifest lists was found as it says, and nothing else. */
function compared(
  manifest: BackupManifest,
  found: ReadonlyMap<string, { readonly bytes: number; readonly sha256: string }>,
  head: { readonly position: number; readonly hash: string },
  blobs: number,
): BackupManifest {
  const { parts, journal } = manifest;
  for (const { name, sha256 } of parts) {
    const part = found.get(name);
    if (!part) throw damaged(name, 'it is missing');
    if (part.sha256 !== sha256) throw damaged(name, 'its bytes were changed');
  }
  const listed = new Set(parts.map(({ name }) => name));
  for (const name of found.keys())
    if (!listed.has(name)) throw damaged(name, 'the list of parts does not name it');
  if (blobs !== manifest.blobs) throw damaged('blobs', `${blobs} are there of ${manifest.blobs}`);
  if (head.position !== journal.entries || head.hash !== journal.head)
    throw damaged(manifestName, `it names another head of the journal than entry ${head.position} is`);
  return manifest;
}

/** The head after entries that follow another. */
function chained(
  head: { readonly position: number; readonly hash: string },
  entries: readonly JournalEntry[],
  name: string,
): { readonly position: number; readonly hash: string } {
  let { position, hash } = head;
  for (const entry of entries) {
    if (entry.position !== position + 1) throw damaged(name, `entry ${position + 1} is missing`);
    if (entry.hash !== chainHash(hash, entry.position, entry.body))
      throw damaged(name, `entry ${entry.position} does not fit the chain`);
    ({ position, hash } = entry);
  }
  return { position, hash };
}

const entriesOf = ({ name, bytes }: Part): readonly JournalEntry[] => {
  try {
    return entriesIn(bytes);
  } catch (error) {
    throw damaged(name, 'a line of it is no entry', error);
  }
};

const anySchema = z.looseObject({ schema: z.string().startsWith('urn:quaylab:backup:') });

function beginIn({ name, bytes }: Part): BackupBegin {
  const json = name === beginName ? jsonIn(bytes) : undefined;
  const begin = beginSchema.safeParse(json);
  if (begin.success) return begin.data;
  const other = anySchema.safeParse(json);
  const newer = other.success && other.data.schema !== backupSchema;
  throw new RefusedError({
    code: 'BACKUP_UNKNOWN',
    field: 'file',
    message: newer
      ? `It is a backup of another format: ${other.data.schema}.`
      : 'It is no backup of Quaylab.',
    remedy: newer
      ? 'Restore it with the version of Quaylab that made it, or a newer one.'
      : 'Name a file that quaylab backup wrote.',
  });
}

function manifestIn({ name, bytes }: Part): BackupManifest {
  const manifest = manifestSchema.safeParse(jsonIn(bytes));
  if (manifest.success) return manifest.data;
  throw damaged(name, 'it cannot be read', manifest.error);
}

function isPrivateName(name: string): boolean {
  try {
    checkPrivateName(name);
    return true;
  } catch {
    return false;
  }
}

function jsonIn(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

const digestOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

const damaged = (name: string, reason: string, cause?: unknown) =>
  new RefusedError(
    {
      code: 'BACKUP_DAMAGED',
      field: 'file',
      message: `The part ${name} of the backup is damaged: ${reason}.`,
      remedy: 'Use another copy of it, or an earlier backup.',
    },
    { cause },
  );
