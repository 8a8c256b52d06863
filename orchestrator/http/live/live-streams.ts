import type { UnitSnapshot } from '../../../plc-adapters/unit-driver.ts';
import type { OpenSession } from '../../identity/types.ts';
import type { ProjectedEntry } from '../../views/projector.ts';
import { HttpRefusal } from '../http-refusal.ts';
import { ChangedTopics } from './changed-topics.ts';
import { eventText, LiveStream } from './live-stream.ts';
import type { Moment, Sink } from './live-stream.ts';
import { LiveValues } from './live-values.ts';
import type { ChangedTags } from './live-values.ts';

/** One browser has one stream; a person has a few screens open at a few desks. */
const mostStreams = 20;
/** A screen repaints a few times a second: what changes within this time comes as one, ms. */
const coalescing = 200;
/** s a person with too many streams is told to wait. */
const roomAfter = 10;

export interface LiveSources {
  /** What the units show now. */
  readonly snapshots: () => readonly UnitSnapshot[];
  /** The views, as far as they tell what changed. */
  readonly projector: {
    readonly position: number;
    follow(listener: (entries: readonly ProjectedEntry[]) => void): void;
  };
  readonly clock: () => Date;
  /** Never goes back, whatever is done to the clock; ms. */
  readonly monotonic: () => number;
  /** Version of the server. */
  readonly build: string;
  /** Does something again and again; what it gives ends that. */
  readonly repeat: (act: () => void, everyMs: number) => () => void;
}

/** All streams there are. They are told of what there is together, five times a second, as long as anyone listens. */
export class LiveStreams {
  readonly #sources: LiveSources;
  readonly #topics: ChangedTopics;
  readonly #values: LiveValues;
  readonly #streams = new Set<LiveStream>();
  #rest: (() => void) | null = null;
  #stopping = false;

  constructor(sources: LiveSources) {
    this.#sources = sources;
    this.#topics = new ChangedTopics(sources.projector.position);
    this.#values = new LiveValues(sources.snapshots);
    sources.projector.follow((entries) => this.#topics.note(entries));
  }

  /** How many there are. */
  get size(): number {
    return this.#streams.size;
  }

  /** Up to where of the journal there is something to tell. */
  get position(): number {
    return this.#topics.position;
  }

  /**
   * Opens a stream of a session. `after`: the position up to which the reader was told; what is not known of the time since then (from
   * before a start of the server, or from another journal) is not resumed. Throws a refusal `STREAMS_TOO_MANY` before `sink` is asked for.
   */
  open(session: OpenSession, after: number | null, sink: () => Sink): { readonly close: () => void } {
    this.#requireRoom(session.caller.id);
    const stream = new LiveStream(session, sink());
    const resumeAt =
      after !== null && after >= this.#topics.since && after <= this.#topics.position ? after : null;
    // Others are told at the next moment of what is seen now for the first time.
    if (this.#streams.size === 0) this.#values.look();
    const moment = this.#moment(new Map());
    stream.begin(moment, this.#sources.build, resumeAt, () => ({
      serverTime: moment.at.toISOString(),
      units: this.#values.all(),
    }));
    if (this.#stopping) stream.end('server-stopping');
    else this.#streams.add(stream);
    if (this.#streams.size > 0) this.#rest ??= this.#sources.repeat(() => this.#advance(), coalescing);
    return { close: () => this.#forget(stream) };
  }

  /** Ends the streams of a session that is logged out. */
  endSession(id: string): void {
    for (const stream of this.#streams) if (stream.session.id === id) this.#end(stream, 'logged-out');
  }

  /** Ends the streams of a person whose sessions were all ended. */
  endSessionsOf(person: string): void {
    for (const stream of this.#streams) if (stream.session.caller.id === person) this.#end(stream, 'logged-out');
  }

  /** Ends all streams at once; those that come later end when they have begun. */
  stop(): void {
    this.#stopping = true;
    for (const stream of this.#streams) this.#end(stream, 'server-stopping');
  }

  #advance(): void {
    const moment = this.#moment(this.#values.look());
    for (const stream of this.#streams) if (!stream.advance(moment)) this.#forget(stream);
  }

  #moment(changedTags: ChangedTags): Moment {
    const at = this.#sources.clock();
    const valuesOf = (tags: ChangedTags) => ({ serverTime: at.toISOString(), units: this.#values.of(tags) });
    let text: string | undefined;
    return {
      at,
      monotonic: this.#sources.monotonic(),
      position: this.#topics.position,
      topicsAfter: (position, caller) => this.#topics.after(position, caller),
      changedTags,
      changedValues: () => (text ??= eventText('values', valuesOf(changedTags))),
      valuesOf,
    };
  }

  #end(stream: LiveStream, reason: 'logged-out' | 'server-stopping'): void {
    stream.end(reason);
    this.#forget(stream);
  }

  #forget(stream: LiveStream): void {
    this.#streams.delete(stream);
    if (this.#streams.size > 0) return;
    this.#rest?.();
    this.#rest = null;
  }

  #requireRoom(person: string): void {
    const open = [...this.#streams].filter(({ session }) => session.caller.id === person).length;
    if (open < mostStreams) return;
    throw new HttpRefusal(
      {
        code: 'STREAMS_TOO_MANY',
        message: `You have ${open} streams open already.`,
        remedy: 'Close screens that nobody looks at; a browser needs one stream only.',
      },
      { headers: { 'Retry-After': String(roomAfter) } },
    );
  }
}
