import { streamEvents } from './messages.ts';
import type { FromStream, StreamMessage } from './messages.ts';

/** Nothing heard for so long, ms: the server says something every 2 s, so the connection is dead even if nobody closed it. */
const silence = 5_000;

/** Between two tries to connect, ms: soon at first, for a restart; then so that a server that is down is not hammered. */
const waits = [250, 500, 1_000, 2_000, 3_000] as const;

export interface SharedStream {
  readonly close: () => void;
}

interface World {
  /** Opens a connection; returns what closes it. */
  readonly open: (url: string, hear: (event: StreamMessage['event'], data: string) => void, fail: () => void) => () => void;
  readonly after: (ms: number, then: () => void) => () => void;
}

/**
 * One connection to the live stream, opened again for as long as it is wanted, from the position it had reached.
 * @param after up to where the reader knows everything already; null: he knows nothing
 */
export function followStream(tell: (message: FromStream) => void, after: number | null, world: World = browser): SharedStream {
  let close = (): void => undefined;
  let position = after;
  let failures = 0;
  let closed = false;
  let cancel = (): void => undefined;

  const watch = (): void => {
    cancel();
    cancel = world.after(silence, lost);
  };

  function connect(): void {
    if (closed) return;
    close = world.open(`/api/v1/stream${position === null ? '' : `?after=${position}`}`, hear, lost);
    watch();
  }

  function hear(event: StreamMessage['event'], data: string): void {
    const message = { event, data: JSON.parse(data) as unknown } as StreamMessage;
    failures = 0;
    watch();
    if (message.event === 'hello' || message.event === 'changed') position = message.data.position;
    tell(message);
  }

  function lost(): void {
    close();
    cancel();
    tell({ event: 'lost' });
    const wait = waits[Math.min(failures, waits.length - 1)] ?? silence;
    failures += 1;
    cancel = world.after(wait, connect);
  }

  connect();
  return {
    close() {
      closed = true;
      cancel();
      close();
    },
  };
}

const browser: World = {
  open(url, hear, fail) {
    const source = new EventSource(url);
    source.onerror = fail;
    for (const event of streamEvents) source.addEventListener(event, ({ data }: MessageEvent<string>) => hear(event, data));
    return () => source.close();
  },
  after(ms, then) {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
};
