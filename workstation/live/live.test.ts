import { LiveStore } from './live-store.ts';
import type { FromStream, StreamMessage } from './messages.ts';
import { followStream } from './shared-stream.ts';

jest.useFakeTimers();

const at = (ms: number): string => new Date(ms).toISOString();
const reading = (value: number) => ({ value, quality: 'good', stale: false, sourceTime: at(0) }) as const;

/** Connections that a test speaks through. */
function wire(known: number | null = null) {
  const opened: { url: string; say: (event: StreamMessage['event'], data: object) => void; fail: () => void; closed: boolean }[] = [];
  const open = (url: string, hear: (event: StreamMessage['event'], data: string) => void, fail: () => void) => {
    const connection = { url, closed: false, fail, say: (event: StreamMessage['event'], data: object) => hear(event, JSON.stringify(data)) };
    opened.push(connection);
    return () => {
      connection.closed = true;
    };
  };
  const after = (ms: number, then: () => void) => {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  };
  const heard: FromStream[] = [];
  const stream = followStream((message) => heard.push(message), known, { open, after });
  return { opened, heard, stream };
}

describe('the live stream', () => {
  it('is lost after five silent seconds, and is taken up where it stood', () => {
    const { opened, heard } = wire();
    opened[0]?.say('hello', { position: 7, serverTime: at(0), build: '1', resumed: false });
    opened[0]?.say('changed', { position: 9, topics: ['runs'] });
    jest.advanceTimersByTime(4_900);
    opened[0]?.say('beat', { serverTime: at(0) });
    jest.advanceTimersByTime(4_900);
    expect(heard.map(({ event }) => event)).toEqual(['hello', 'changed', 'beat']);
    jest.advanceTimersByTime(100);
    expect(heard.at(-1)).toEqual({ event: 'lost' });
    expect(opened[0]?.closed).toBe(true);
    jest.advanceTimersByTime(250);
    expect(opened.map(({ url }) => url)).toEqual(['/api/v1/stream', '/api/v1/stream?after=9']);
  });

  it('goes on from what the page knows already', () => {
    expect(wire(5).opened.map(({ url }) => url)).toEqual(['/api/v1/stream?after=5']);
  });

  it('tries less and less often, and soon again once it has heard something', () => {
    const { opened } = wire();
    for (const wait of [250, 500, 1_000, 2_000, 3_000, 3_000]) {
      const before = opened.length;
      opened.at(-1)?.fail();
      jest.advanceTimersByTime(wait - 1);
      expect(opened).toHaveLength(before);
      jest.advanceTimersByTime(1);
      expect(opened).toHaveLength(before + 1);
    }
    opened.at(-1)?.say('beat', { serverTime: at(0) });
    opened.at(-1)?.fail();
    jest.advanceTimersByTime(250);
    expect(opened).toHaveLength(8);
  });

  it('stays closed once nobody wants it', () => {
    const { opened, stream } = wire();
    stream.close();
    jest.advanceTimersByTime(60_000);
    expect(opened).toHaveLength(1);
  });
});

describe('the store of live values', () => {
  const values = (units: object): FromStream => ({ event: 'values', data: { serverTime: at(5_000), units } }) as FromStream;

  it('keeps what a unit told before, and tells its screens at most four times a second', () => {
    const store = new LiveStore();
    let told = 0;
    store.onUnit('CS-01', () => (told += 1));
    store.hear(values({ 'CS-01': { live: true, reason: null, readings: { a: reading(1), b: reading(2) } } }), 1_000);
    store.hear(values({ 'CS-01': { live: true, reason: null, readings: { a: reading(3) } } }), 1_000);
    expect(told).toBe(1);
    jest.advanceTimersByTime(249);
    expect(told).toBe(1);
    jest.advanceTimersByTime(1);
    expect(told).toBe(2);
    jest.advanceTimersByTime(1_000);
    expect(told).toBe(2);
    expect(store.unit('CS-01')?.readings).toEqual({ a: reading(3), b: reading(2) });
  });

  it('counts by the server’s clock, whatever the browser’s says', () => {
    const store = new LiveStore();
    store.hear({ event: 'beat', data: { serverTime: at(3_600_000) } }, 0);
    expect(store.skew).toBe(3_600_000);
  });

  it('says since when the link is lost, and forgets old values when it is back without what was missed', () => {
    const store = new LiveStore();
    store.hear(values({ 'CS-01': { live: true, reason: null, readings: { a: reading(1) } } }), 0);
    expect(store.link).toEqual({ state: 'live' });
    store.hear({ event: 'lost' }, 10);
    store.hear({ event: 'lost' }, 20);
    expect(store.link).toEqual({ state: 'lost', since: 10 });
    store.hear({ event: 'hello', data: { position: 1, serverTime: at(0), build: '1', resumed: false } }, 30);
    expect(store.link).toEqual({ state: 'live' });
    expect(store.unit('CS-01')).toBeUndefined();
  });
});
