import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { verifyJournal } from '../engine/audit.ts';
import { RecordCheck, signedRootsIn } from '../journal-roots/check.ts';
import type { JournalHead } from '../storage/ports.ts';
import { digestsNamedIn } from './backup/named-digests.ts';
import type { RecordStores, RecordToRead } from './record-stores.ts';

/** Entries copied at once. */
const page = 500;

export interface Copied {
  /** Where it began: entries that were there from a copy that was broken off. */
  readonly from: number;
  readonly entries: number;
  readonly head: string;
  /** Bytes that were copied just now. */
  readonly blobs: number;
  readonly privateFiles: number;
  readonly certificates: number;
  readonly roots: number;
}

/**
 * Copies a record from one store to another, entry by entry with the same positions and hashes, and audits the copy. Bytes are copied
 * before the entry that names them, so a copy that was broken off goes on where it was. Nobody may write to either meanwhile.
 *
 * Throws `MIGRATE_TARGET_OTHER` when the target holds anything but a beginning of the same journal, `MIGRATE_SOURCE_WRITTEN` when the
 * source grew meanwhile, `MIGRATE_COPY_DIFFERS` when the audit of the copy fails.
 */
export async function copyRecord(
  from: RecordToRead,
  to: RecordStores,
  onProgress: (done: number, total: number) => void,
): Promise<Copied> {
  const end = await from.journal.head();
  const start = await to.journal.head();
  await refuseOther(from, start, end);
  const copied = new Set<string>();
  let blobs = 0;
  for (let { position } = start; ;) {
    const entries = await from.journal.tail(position, page);
    if (entries.length === 0) break;
    for (const sha256 of entries.flatMap(({ body }) => digestsNamedIn(body))) {
      if (copied.has(sha256)) continue;
      copied.add(sha256);
      const bytes = await from.blobs.get(sha256);
      if (!bytes) continue;
      await to.blobs.put(bytes);
      blobs += 1;
    }
    const heads = await to.journal.append(entries);
    const differing = entries.find(({ hash }, index) => hash !== heads[index]?.hash);
    if (differing)
      throw new RefusedError(
        copyDiffers(differing.position, 'its hash is another one: the source is broken'),
      );
    position += entries.length;
    onProgress(position, end.position);
  }
  const names = from.privateFiles.names('');
  for (const name of names) {
    const text = from.privateFiles.read(name);
    if (text !== null && text !== to.privateFiles.read(name)) await to.privateFiles.write(name, text);
  }
  const audit = await audited(to);
  const now = await from.journal.head();
  if (now.hash !== end.hash || audit.head !== end.hash) throw new RefusedError(sourceWritten(end, now));
  return { from: start.position, ...audit, blobs, privateFiles: names.length };
}

/** What is there already must be a beginning of what comes. */
async function refuseOther({ journal }: RecordToRead, there: JournalHead, end: JournalHead): Promise<void> {
  if (there.position === 0) return;
  const [same] = there.position > end.position ? [] : await journal.tail(there.position - 1, 1);
  if (same?.hash === there.hash) return;
  throw new RefusedError({
    code: 'MIGRATE_TARGET_OTHER',
    field: 'to',
    message: `The target has a journal of ${there.position} entries that is no beginning of this one.`,
    remedy: 'Copy into an empty store; nothing was changed.',
  });
}

async function audited({ journal, blobs }: RecordToRead) {
  const check = new RecordCheck(blobs, { signed: await signedRootsIn(journal), kept: [], keys: null });
  const report = await verifyJournal(journal, (entry) => check.faultOf(entry));
  if (!report.intact) throw new RefusedError(copyDiffers(report.position, report.reason));
  return { entries: report.entries, head: report.head, ...check.found };
}

const copyDiffers = (position: number, reason: string) => ({
  code: 'MIGRATE_COPY_DIFFERS',
  message: `The copy is not intact at entry ${position}: ${reason}.`,
  remedy: 'See what quaylab audit verify says of the source, empty the target, then copy again.',
});

const sourceWritten = (then: JournalHead, now: JournalHead) => ({
  code: 'MIGRATE_SOURCE_WRITTEN',
  field: 'from',
  message: `The source had ${then.position} entries when the copy was begun and has ${now.position} now.`,
  remedy: 'Stop every server of the port, then run the same command again: it goes on where it is.',
});
