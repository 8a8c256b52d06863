import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { chainHash } from '../chain.ts';
import { JournalTakenOverError, SequenceConflictError } from '../ports.ts';
import type { EntryDraft, JournalHead } from '../ports.ts';
import { documentOf } from './journal-documents.ts';
import type { EntryDocument, JournalModels } from './journal-documents.ts';
import { collectionOf, isDuplicate, writeErrorsOf } from './model.ts';

/** After an attempt that failed, ms: long enough not to press a server that comes back, short enough to be there when it does. */
const shortestPause = 20;
const longestPause = 1_000;

export interface WriterOptions {
  /** Told once when writing begins to fail and once when it works again. */
  readonly log: Pick<Logger, 'warn' | 'info'>;
}

/** What an attempt to insert came to. */
type Attempt =
  /** At least so many of them stand. */
  | { readonly kind: 'written'; readonly count: number }
  /** The first of them was not written and will not be. */
  | { readonly kind: 'refused'; readonly error: Error }
  /** Whatever was sent may have been written, or may still be. */
  | { readonly kind: 'unknown'; readonly error: Error };

/**
 * The one writer of a journal, from `head` on. What became of an entry is never guessed: when an answer is lost, the same entry is sent
 * again until it stands at its position, or another node's does. Then this writer is finished for good.
 */
export class JournalWriter {
  readonly #entries: JournalModels['entries'];
  readonly #log: WriterOptions['log'];
  readonly #name = randomUUID();
  readonly #closing = new AbortController();
  #head: JournalHead;
  #failure: Error | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  #isFailing = false;

  constructor({ entries }: JournalModels, head: JournalHead, { log }: WriterOptions) {
    this.#entries = entries;
    this.#head = head;
    this.#log = log;
  }

  get head(): JournalHead {
    return this.#head;
  }

  /** Nothing will be written any more: the journal was taken over, or it was closed before an outcome was known. */
  get hasFailed(): boolean {
    return this.#failure !== null;
  }

  /** Batches are written one after the other in the order of the calls. */
  append(batch: readonly EntryDraft[]): Promise<readonly JournalHead[]> {
    if (this.#closing.signal.aborted) return Promise.reject(closed());
    const heads = this.#queue.then(() => this.#write(batch));
    this.#queue = heads.catch(() => {});
    return heads;
  }

  /** Waits for what was handed over, but tries nothing again. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#queue;
  }

  async #write(batch: readonly EntryDraft[]): Promise<readonly JournalHead[]> {
    if (this.#failure) throw this.#failure;
    const documents = this.#chained(batch);
    // One entry is checked by the insert itself.
    if (documents.length > 1) await this.#refuseConflicts(documents);
    await this.#insert(documents);
    const heads = documents.map(({ _id: position, hash }) => ({ position, hash }));
    this.#head = heads.at(-1) ?? this.#head;
    return heads;
  }

  #chained(batch: readonly EntryDraft[]): readonly EntryDocument[] {
    let { position, hash } = this.#head;
    return batch.map((draft) => {
      position += 1;
      hash = chainHash(hash, position, draft.body);
      return documentOf({ ...draft, position, hash }, this.#name);
    });
  }

  /** Throws before anything is written when one entry of a batch has a place that is taken. */
  async #refuseConflicts(documents: readonly EntryDocument[]): Promise<void> {
    const places = documents.flatMap(({ process, seq, inputId }) => [
      `#${seq} ${process}`,
      `${inputId}\n${process}`,
    ]);
    if (new Set(places).size < places.length)
      throw new SequenceConflictError('two entries of one batch have the same number or the same input');
    const standing = await this.#standing(documents);
    if (!standing) return;
    if (standing._id > this.#head.position) throw this.#takenOver(standing._id);
    throw conflict(standing);
  }

  /** An entry that has the number or the input of one of these. */
  #standing(
    documents: readonly EntryDocument[],
  ): Promise<Pick<EntryDocument, '_id' | 'process' | 'seq' | 'inputId'> | null> {
    const byProcess = new Map<string, EntryDocument[]>();
    for (const document of documents)
      byProcess.set(document.process, [...(byProcess.get(document.process) ?? []), document]);
    const places = [...byProcess].flatMap(([process, own]) => [
      { process, seq: { $in: own.map(({ seq }) => seq) } },
      { process, inputId: { $in: own.map(({ inputId }) => inputId) } },
    ]);
    return this.#entries
      .findOne({ $or: places }, { process: 1, seq: 1, inputId: 1 })
      .lean<EntryDocument>()
      .exec();
  }

  async #insert(documents: readonly EntryDocument[]): Promise<void> {
    let rest = documents;
    /** Whether something was sent of which it is not known what became of it. */
    let isOpen = false;
    for (let pause = shortestPause; ; pause = Math.min(2 * pause, longestPause)) {
      const attempt = await this.#attempt(rest);
      if (attempt.kind === 'written') {
        rest = rest.slice(attempt.count);
        if (rest.length === 0) return this.#works();
        continue;
      }
      const { kind, error } = attempt;
      if (this.#failure) throw this.#failure;
      if (kind === 'refused' && rest === documents && (!isOpen || error instanceof SequenceConflictError))
        throw error;
      isOpen ||= kind === 'unknown';
      this.#fails(error);
      if (this.#closing.signal.aborted) throw (this.#failure = left(rest));
      await sleep(pause, undefined, { signal: this.#closing.signal }).catch(() => {});
    }
  }

  async #attempt(documents: readonly EntryDocument[]): Promise<Attempt> {
    try {
      await collectionOf(this.#entries).insertMany([...documents], { ordered: true });
      return { kind: 'written', count: documents.length };
    } catch (error) {
      const [fault] = writeErrorsOf(error);
      if (!fault) return { kind: isNeverSent(error as Error) ? 'refused' : 'unknown', error: error as Error };
      if (fault.index > 0) return { kind: 'written', count: fault.index };
      return isDuplicate(error)
        ? this.#standingAtPlace(documents, error as Error)
        : { kind: 'refused', error: error as Error };
    }
  }

  /** The place of the first of them is taken: by whom, and up to where? */
  async #standingAtPlace(documents: readonly EntryDocument[], error: Error): Promise<Attempt> {
    const [wanted] = documents;
    if (!wanted) return { kind: 'written', count: 0 };
    const range = { $gte: wanted._id, $lte: wanted._id + documents.length - 1 };
    try {
      const there = await this.#entries.find({ _id: range }, { writer: 1 }).sort({ _id: 1 }).lean();
      const others = there.findIndex(({ writer }) => writer !== this.#name);
      const count = others < 0 ? there.length : others;
      if (count > 0) return { kind: 'written', count };
      if (there[0]) return { kind: 'refused', error: this.#takenOver(there[0]._id) };
      const standing = await this.#standing([wanted]);
      // Not yet with a majority, so not to be seen: looked at again.
      if (!standing) return { kind: 'unknown', error };
      return {
        kind: 'refused',
        error: standing._id > wanted._id ? this.#takenOver(standing._id) : conflict(standing),
      };
    } catch (unread) {
      return { kind: 'unknown', error: unread as Error };
    }
  }

  #takenOver(position: number): Error {
    return (this.#failure ??= new JournalTakenOverError(position));
  }

  #fails(error: Error): void {
    if (this.#isFailing) return;
    this.#isFailing = true;
    this.#log.warn(
      { err: error },
      'the journal cannot be written; what waits is tried again until it is known what became of it',
    );
  }

  #works(): void {
    if (!this.#isFailing) return;
    this.#isFailing = false;
    this.#log.info('the journal is written again');
  }
}

/** Errors of the driver before anything goes over the wire, and of a server that lets this user write nothing. */
const neverSent = new Set([
  'MongoInvalidArgumentError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'MongoClientClosedError',
  'BSONError',
]);
const unauthorized = 13;

/** Not so when no server could be chosen: the driver also chooses one for its own second attempt. */
const isNeverSent = (error: Error & { readonly code?: unknown }): boolean =>
  neverSent.has(error.name) || error.code === unauthorized;

const conflict = ({ process, seq, inputId }: Pick<EntryDocument, 'process' | 'seq' | 'inputId'>) =>
  new SequenceConflictError(`entry ${seq} of ${process}, of input ${inputId}, is in the journal already`);

const closed = () => new Error('the journal is closed');

const left = ([first]: readonly EntryDocument[]) =>
  new Error(
    `the journal was closed before it was known whether entry ${first?._id} was written; the next start finds it or does not`,
  );
