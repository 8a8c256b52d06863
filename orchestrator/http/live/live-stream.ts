import type { Caller } from '../../services/contract.ts';
import type { OpenSession } from '../../identity/types.ts';
import { operationRoles } from '../operation-roles.ts';
import { isOneOf } from '../operator/stage-sight.ts';
import type { EndReason, LiveEvents } from '../schemas/live.ts';
import { joined } from './live-values.ts';
import type { ChangedTags } from './live-values.ts';
import type { Topic } from './topics.ts';

/** Where the events of one stream go: a response, as far as a stream needs it. */
export interface Sink {
  /** More is written than the other side takes. */
  readonly writableNeedDrain: boolean;
  write(text: string): unknown;
  end(): unknown;
  destroy(): unknown;
}

/** What is to be told at one moment; made once for all streams. */
export interface Moment {
  readonly at: Date;
  /** Time as it passes, ms. */
  readonly monotonic: number;
  readonly position: number;
  readonly topicsAfter: (position: number, caller: Caller) => readonly Topic[];
  /** Since the moment before. */
  readonly changedTags: ChangedTags;
  /** The `values` of just these tags, as text; made when it is first asked for. */
  readonly changedValues: () => string;
  readonly valuesOf: (tags: ChangedTags) => LiveEvents['values'];
}

/** A reader with a watchdog of 5 s hears of us twice in that time, ms. */
const longestSilence = 2_000;
/** Who takes nothing for so long is gone, or will not catch up, ms. */
const longestBlock = 10_000;
/** How soon a browser tries again after the connection broke, ms. */
const reconnectAfter = 1_000;

/** An event as the wire has it (HTML Living Standard, 9.2 server-sent events). */
export const eventText = <Name extends keyof LiveEvents>(event: Name, data: LiveEvents[Name]): string =>
  `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/** One that tells how far the reader is: a browser says so when it comes back. */
const positioned = <Name extends 'hello' | 'changed'>(event: Name, data: LiveEvents[Name]): string =>
  `id: ${data.position}\n${eventText(event, data)}`;

/** One reader. What he could not take is kept by tag and by position, so that it never becomes more than there is to tell. */
export class LiveStream {
  readonly session: OpenSession;
  readonly #sink: Sink;
  readonly #seesValues: boolean;
  /** Up to where he was told of topics. */
  #told = 0;
  #missed: ChangedTags = new Map();
  #lastWritten = 0;
  #blockedSince: number | null = null;

  constructor(session: OpenSession, sink: Sink) {
    this.session = session;
    this.#sink = sink;
    this.#seesValues = isOneOf(session.caller, operationRoles.listUnits);
  }

  /** Greets, tells what changed after the position of a reader who comes back, and what all units show. */
  begin(moment: Moment, build: string, resumeAt: number | null, units: () => LiveEvents['values']): void {
    const { at, position } = moment;
    const serverTime = at.toISOString();
    this.#write(
      moment,
      `retry: ${reconnectAfter}\n${positioned('hello', { position, serverTime, build, resumed: resumeAt !== null })}`,
    );
    this.#told = resumeAt ?? position;
    this.#tellTopics(moment);
    if (this.#seesValues) this.#write(moment, eventText('values', units()));
  }

  /** Tells what there is to tell at a moment. False: nothing more can be told, the stream has ended. */
  advance(moment: Moment): boolean {
    const now = moment.monotonic;
    if (moment.at.getTime() >= this.session.expiresAt.getTime()) {
      this.end('expired');
      return false;
    }
    if (this.#sink.writableNeedDrain) {
      this.#blockedSince ??= now;
      if (this.#seesValues) this.#missed = joined(this.#missed, moment.changedTags);
      if (now - this.#blockedSince < longestBlock) return true;
      this.#sink.destroy();
      return false;
    }
    this.#blockedSince = null;
    this.#tellTopics(moment);
    if (this.#seesValues) this.#tellValues(moment);
    if (now - this.#lastWritten >= longestSilence)
      this.#write(moment, eventText('beat', { serverTime: moment.at.toISOString() }));
    return true;
  }

  end(reason: EndReason): void {
    this.#sink.write(eventText('end', { reason }));
    this.#sink.end();
  }

  #tellTopics(moment: Moment): void {
    const { position, topicsAfter } = moment;
    if (position <= this.#told) return;
    const topics = topicsAfter(this.#told, this.session.caller);
    this.#told = position;
    if (topics.length > 0) this.#write(moment, positioned('changed', { position, topics: [...topics] }));
  }

  #tellValues(moment: Moment): void {
    if (this.#missed.size > 0) {
      const tags = joined(this.#missed, moment.changedTags);
      this.#missed = new Map();
      this.#write(moment, eventText('values', moment.valuesOf(tags)));
    } else if (moment.changedTags.size > 0) this.#write(moment, moment.changedValues());
  }

  #write({ monotonic }: Moment, text: string): void {
    this.#sink.write(text);
    this.#lastWritten = monotonic;
  }
}
