import { parentPort, workerData } from 'node:worker_threads';
import type { EntryDraft, JournalHead } from '../ports.ts';
import { isConflict, prepareCommit, readHead } from './commit.ts';
import { openJournalForWriting } from './schema.ts';

/** Commits large batches in a thread of its own: the server goes on deciding while this one waits for the disk. */
export type WriterRequest =
  /** `after` is null when the batch follows the one sent before it. */
  | { readonly kind: 'commit'; readonly batch: readonly EntryDraft[]; readonly after: JournalHead | null }
  | { readonly kind: 'close' };
export type WriterReply =
  | { readonly kind: 'committed'; readonly heads: readonly JournalHead[] }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string };

const port = parentPort;
if (!port) throw new Error('writer-thread runs as a worker thread only');
const connection = openJournalForWriting((workerData as { file: string }).file);
const commit = prepareCommit(connection);
let head: JournalHead | null = null;

function answer(request: Extract<WriterRequest, { kind: 'commit' }>): WriterReply {
  const after = request.after ?? head;
  if (!after) return { kind: 'failed', code: 'NO_HEAD', message: 'the first batch must say what it follows' };
  try {
    const heads = commit(request.batch, after);
    head = heads.at(-1) ?? after;
    return { kind: 'committed', heads };
  } catch (error) {
    const { code = 'UNKNOWN', message } = error as Error & { code?: string };
    head = isConflict(code) ? readHead(connection) : after;
    return { kind: 'failed', code, message };
  }
}

port.on('message', (request: WriterRequest) => {
  if (request.kind === 'commit') return port.postMessage(answer(request));
  connection.close();
  return port.close();
});
