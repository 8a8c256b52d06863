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
 * Another node writes this journal now: at the position that was wanted stands an entry that is not ours. It is so for good; who is told
 * this has to end, since what it knows is out of date and nothing it decides will ever be recorded.
 */
export class JournalTakenOverError extends Error {
  override readonly name = 'JournalTakenOverError';
  /** Where the other node's entry stands. */
  readonly position: number;

  constructor(position: number) {
    super(`another node has taken the journal over: entry ${position} is its own`);
    this.position = position;
  }
}

/**
 * The truth. `append` writes a batch in one durable commit: all entries or none, in order, chained by hash. A journal without
 * transactions may keep the first entries of a batch when its writer dies, never a later one without those before it.
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

/** Everything of a journal but writing: for who looks at it beside its writer. */
export type JournalReader = Omit<Journal, 'append'>;

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

/** How long what is kept, ms. */
export interface TelemetryLimits {
  readonly raw: number;
  readonly minutes: number;
}

/** How long a value stands without being told again, ms: a little more than the minute in which who writes repeats it. */
export const telemetryHold = 75_000;

/** Who may do something that only one node at a time may do. Held by being told again and again, never by comparing clocks of machines. */
export interface Lease {
  readonly name: string;
  /** 1, 2, 3 …: how often the lease changed hands. */
  readonly term: number;
  /** A name of this holder and of no other, also not of the same node started anew; null when the last one gave the lease up. */
  readonly holder: string | null;
  /** Where the holder is reached; null when there is none. */
  readonly address: string | null;
  /** Raised by the holder as long as it lives. Who watches it stand still for long enough, by its own clock, may take the lease. */
  readonly beat: number;
}

/**
 * Leases by compare-and-set. Each call rejects when the store cannot be reached; what it was about to change may then have been changed:
 * `read` tells.
 */
export interface Leases {
  /** Null when nobody ever took it. */
  read(name: string): Promise<Lease | null>;
  /** Takes a lease that is still as it was `seen`, under the next term; null when somebody was faster or the holder has raised it. */
  take(name: string, seen: Lease | null, holder: string, address: string): Promise<Lease | null>;
  /** Says that the holder of this term lives; false when the lease is not its own any more. */
  beat(lease: Lease): Promise<boolean>;
  /** Leaves the lease to whoever wants it next; does nothing when it is not this holder's any more. */
  giveUp(lease: Lease): Promise<void>;
}

/**
 * Short texts that nobody but the server may read: keys, hashes of passwords, ended sessions. Names are paths such as
 * `secrets/tokens.key`. Each text is there whole or not at all.
 */
export interface PrivateFiles {
  /** The text as it was written; null when there is none. */
  read(name: string): string | null;
  /** Names that begin with this, in order. */
  names(prefix: string): readonly string[];
  /** Writes a text unless there is one; resolves to the one that stands, which is the same for all who come at once. */
  create(name: string, text: string): Promise<string>;
  write(name: string, text: string): Promise<void>;
  remove(name: string): Promise<void>;
}
