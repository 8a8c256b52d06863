import type { FromStream, StreamMessage, ToStream } from './messages.ts';
import { followStream } from './shared-stream.ts';
import type { SharedStream } from './shared-stream.ts';

/**
 * Shared by all pages of a browser: it opens no more than six connections to one server, and six open pages, each with a stream of its
 * own, would leave none for anything else.
 */
type Values = Extract<StreamMessage, { event: 'values' }>['data'];

const pages = new Set<MessagePort>();
let stream: SharedStream | null = null;
let hello: Extract<StreamMessage, { event: 'hello' }> | null = null;
/** Up to where pages were told what changed. */
let position = 0;
/** All that is known of the values, for a page that opens later. */
let values: Values | null = null;

/** Readings are gathered so long, ms: to take each message in costs a page more than what is in it, and it repaints no faster. */
const gathering = 250;
let gathered: Values | null = null;
let telling: ReturnType<typeof setTimeout> | null = null;

function tellGathered(): void {
  telling = null;
  if (gathered) post({ event: 'values', data: gathered });
  gathered = null;
}

function tellAll(message: FromStream): void {
  if (message.event === 'values') {
    // The first come at once: somebody waits for them.
    const first = values === null;
    values = values === null ? message.data : merged(values, message.data);
    gathered = gathered === null ? message.data : merged(gathered, message.data);
    if (first) tellGathered();
    else telling ??= setTimeout(tellGathered, gathering);
    return;
  }
  if (message.event === 'hello' || message.event === 'changed') position = message.data.position;
  if (message.event === 'hello') {
    hello = message;
    gathered = values = null;
  } else if (message.event === 'lost') {
    hello = gathered = null;
  }
  post(message);
}

function post(message: FromStream): void {
  for (const page of pages) page.postMessage(message);
}

function merged(known: Values, fresh: Values): Values {
  const units = { ...known.units };
  for (const [unit, told] of Object.entries(fresh.units)) {
    units[unit] = { ...told, readings: { ...units[unit]?.readings, ...told.readings } };
  }
  return { ...fresh, units };
}

addEventListener('connect', (event) => {
  const page = event instanceof MessageEvent ? event.ports[0] : undefined;
  if (!page) return;
  page.onmessage = ({ data }: MessageEvent<ToStream>) => {
    if (data === 'bye') {
      pages.delete(page);
      if (pages.size === 0) {
        stream?.close();
        stream = hello = values = gathered = null;
      }
      return;
    }
    pages.add(page);
    stream ??= followStream(tellAll, data.open);
    if (hello) {
      // What was told before this page knew everything it need not read again.
      const resumed = data.open !== null && data.open >= position;
      page.postMessage({ event: 'hello', data: { ...hello.data, position, resumed } } satisfies FromStream);
    }
    if (hello && values) page.postMessage({ event: 'values', data: values } satisfies FromStream);
  };
});
