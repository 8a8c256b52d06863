import type { Instant, ProcessId, UnitId } from '../../workflows/kernel/brand.ts';

/** One committed input of one process. The entry is the commit; everything else can be rebuilt from it. */
export interface JournalEntry {
  /** 1, 2, 3 … over the whole journal, without gaps. */
  readonly position: number;
  readonly process: ProcessId;
  /** 1, 2, 3 … within the process, without gaps. */
  readonly seq: number;
  readonly inputId: string;
  /** The effect this entry settles, or null. */
  readonly answers: string | null;
  /** How many effects the entry asks for. */
  readonly effects: number;
  /** Whether the process has nothing left to do after this entry, so that it need not be read at the next start. */
  readonly finished: boolean;
  /** The entry's content as JSON text, byte for byte as it was hashed; see `engine/entry.ts`. */
  readonly body: string;
  /** SHA-256 (hex) over the previous entry's hash, the position and the body. */
  readonly hash: string;
}

export type EntryDraft = Omit<JournalEntry, 'position' | 'hash'>;

export interface JournalHead {
  readonly position: number;
  readonly hash: string;
}

/** Someone else appended to a process first, or the same input twice: nothing of the batch was written. */
export class SequenceConflictError extends Error {
  override readonly name = 'SequenceConflictError';
}

/**
 * The truth. `append` writes a batch in one durable commit: all entries or none, in order, chained by hash.
 * When it resolves the entries survive power loss.
 */
export interface Journal {
  append(batch: readonly EntryDraft[]): Promise<readonly JournalHead[]>;
  /** All entries of one process, oldest first. */
  read(process: ProcessId): Promise<readonly JournalEntry[]>;
  /** One entry of one process, or null. */
  at(process: ProcessId, seq: number): Promise<JournalEntry | null>;
  /** The newest entry of one process, or null. */
  last(process: ProcessId): Promise<JournalEntry | null>;
  /** Entries after `position`, oldest first, at most `limit`. */
  tail(position: number, limit: number): Promise<readonly JournalEntry[]>;
  /** The newest entry of every process whose newest entry does not finish it, in order of position. Takes as long as there are such. */
  newestOfOpen(): Promise<readonly JournalEntry[]>;
  /** Entries with effects of which at least one is not settled by an answer, in order of position. Takes as long as there are such. */
  withUnsettledEffects(): Promise<readonly JournalEntry[]>;
  /** Whether an entry settles this effect, which an entry before it asked for. */
  isSettled(effectId: string): Promise<boolean>;
  /** Inputs of a process, oldest first; with a limit only the newest so many. */
  inputIds(process: ProcessId, limit?: number): Promise<readonly { readonly inputId: string; readonly seq: number }[]>;
  /** The entry of a process that took this input, by its number; null when none did. */
  seqOf(process: ProcessId, inputId: string): Promise<number | null>;
  head(): Promise<JournalHead>;
  close(): Promise<void>;
}

/** A document of a view with the values of its declared indexes. */
export interface ViewPut {
  readonly collection: string;
  readonly key: string;
  readonly doc: object;
  /** At most one indexed value a document; `find` looks it up. */
  readonly index?: string;
}

/** Read models. Rebuildable, so losing the last writes in a crash is harmless: they are projected again from `position`. */
export interface ViewStore {
  get<T>(collection: string, key: string): Promise<T | null>;
  /** Documents of a collection in order of key, optionally only those with this indexed value. */
  find<T>(collection: string, options?: { readonly index?: string; readonly afterKey?: string; readonly limit?: number }): Promise<readonly T[]>;
  count(collection: string): Promise<number>;
  /** Stores documents and how far the journal has been projected, in one transaction. */
  put(puts: readonly ViewPut[], position: number): Promise<void>;
  position(): Promise<number>;
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** Immutable bytes by their SHA-256 (hex). */
export interface BlobStore {
  put(bytes: Buffer): Promise<string>;
  /** Null when there are none; throws when what is stored is no longer what was put. */
  get(sha256: string): Promise<Buffer | null>;
}

/** What a process value was from a moment on; null when it was not known: stale, bad, or nobody looked. */
export interface TelemetryPoint {
  readonly unit: UnitId;
  readonly tag: string;
  /** By our clock, not the PLC's: one that is set wrong would put its past into the future. */
  readonly at: Instant;
  /** A flag is 0 or 1. */
  readonly value: number | null;
  readonly quality: 'good' | 'uncertain';
}

/** A stretch of a value's past. What was not known is left out of all of it, never filled in. */
export interface TelemetryBucket {
  readonly from: Instant;
  readonly min: number;
  readonly max: number;
  /** By time: what stood longer counts for more. */
  readonly mean: number;
  readonly last: number;
  /** The worst in it. */
  readonly quality: TelemetryPoint['quality'];
}

export interface TelemetrySpan {
  readonly unit: UnitId;
  readonly tag: string;
  readonly from: Instant;
  /** After `from`, and not in it. */
  readonly to: Instant;
  /** Most buckets, at least 1. */
  readonly points: number;
}

/** Buckets with values in order of time, all of the same width; one without is not there. */
export interface TelemetryRead {
  /** s */
  readonly width: number;
  readonly source: 'raw' | 'minutes';
  readonly buckets: readonly TelemetryBucket[];
}

/**
 * The past of process values, for curves. Not the truth: what the last minute brought may be lost in a crash. A value stands until the next
 * point of its tag, but not for longer than `telemetryHold`: who writes repeats what does not change before that.
 */
export interface Telemetry {
  /** Points of a tag come in order of time; one that is not later than the one before is left out. Resolves when it can be read. */
  append(points: readonly TelemetryPoint[]): Promise<void>;
  /** Second by second where that is kept and the span is short, else minute by minute. */
  read(span: TelemetrySpan): Promise<TelemetryRead>;
  /** Puts away what is finished, and drops what is older than it is kept. To be called every minute. */
  tidy(now: Instant): Promise<void>;
  /** Puts away everything. */
  close(): Promise<void>;
}

/** How long a value stands without being told again, ms: a little more than the minute in which who writes repeats it. */
export const telemetryHold = 75_000;
