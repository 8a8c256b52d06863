import { Worker } from 'node:worker_threads';
import { SequenceConflictError } from '../ports.ts';
import type { EntryDraft, JournalHead } from '../ports.ts';
import { isConflict, prepareCommit, readHead } from './commit.ts';
import { openJournalForWriting } from './schema.ts';
import type { Connection } from './schema.ts';
import { threadScript } from './thread-script.ts';
import type { WriterReply, WriterRequest } from './writer-thread.ts';

/**
 * A batch this small is committed on the spot: the sync takes a quarter of a millisecond, handing it to another thread and back
 * would take as long again. Larger batches are committed while the server goes on deciding.
 */
const onTheSpot = 2;

const toError = (code: string, message: string): Error =>
  isConflict(code) ? new SequenceConflictError(message) : new Error(`${code}: ${message}`);

/** The journal's one writer: commits batches in the order of `append`, small ones here, large ones in its thread, never both at once. */
export async function openWriter(file: string) {
  const connection = openJournalForWriting(file);
  const commit = prepareCommit(connection);
  let head = readHead(connection);
  let failure: Error | null = null;
  /** Whether this side wrote last, so that the thread must be told what its next batch follows. */
  let wroteHere = true;
  const waiting: { resolve: (heads: readonly JournalHead[]) => void; reject: (error: Error) => void }[] = [];

  const worker = new Worker(threadScript('writer-thread'), { workerData: { file } });
  const fail = (error: Error) => {
    failure ??= error;
    for (const { reject } of waiting.splice(0)) reject(failure);
  };
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  void ended.then(() => fail(new Error('the journal is closed')));
  worker.on('error', (error) => fail(error as Error));
  worker.on('message', (reply: WriterReply) => {
    const next = waiting.shift();
    if (!next) return;
    if (reply.kind === 'failed') return next.reject(refused(reply.code, reply.message));
    head = reply.heads.at(-1) ?? head;
    return next.resolve(reply.heads);
  });
  await new Promise<void>((resolve, reject) => {
    worker.once('online', () => resolve());
    worker.once('error', reject);
  });
  /** Somebody else wrote first: what comes next follows their entry. */
  const refused = (code: string, message: string): Error => {
    if (isConflict(code)) head = readHead(connection);
    return toError(code, message);
  };
  const post = (request: WriterRequest) => worker.postMessage(request);

  function commitHere(batch: readonly EntryDraft[]): Promise<readonly JournalHead[]> {
    try {
      const heads = commit(batch, head);
      head = heads.at(-1) ?? head;
      wroteHere = true;
      return Promise.resolve(heads);
    } catch (error) {
      const { code = 'UNKNOWN', message } = error as Error & { code?: string };
      wroteHere = true;
      return Promise.reject(refused(code, message));
    }
  }

  return {
    head: () => head,
    append(batch: readonly EntryDraft[]): Promise<readonly JournalHead[]> {
      if (failure) return Promise.reject(failure);
      if (batch.length <= onTheSpot && waiting.length === 0) return commitHere(batch);
      return new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        post({ kind: 'commit', batch, after: wroteHere ? head : null });
        wroteHere = false;
      });
    },
    async close(): Promise<void> {
      post({ kind: 'close' });
      await ended;
      tidyUp(connection);
      connection.close();
    },
  };
}

/** Leaves one whole file, so that a copy of it is a copy of the journal. A full disk leaves the log beside it, and nothing is lost. */
function tidyUp(connection: Connection): void {
  try {
    connection.pragma('wal_checkpoint(TRUNCATE)');
  } catch (error) {
    if ((error as Error & { code?: string }).code !== 'SQLITE_FULL') throw error;
  }
}
