import type { Schemas } from '../api/client.ts';

type Events = Schemas['LiveEvents'];

/** What the server's live stream says; see docs/live-stream.md. */
export type StreamMessage = { readonly [E in keyof Events]: { readonly event: E; readonly data: Events[E] } }[keyof Events];

export const streamEvents = ['hello', 'changed', 'values', 'beat', 'end'] as const satisfies readonly StreamMessage['event'][];

/** What a page hears of the stream it shares with the browser's other pages. */
export type FromStream = StreamMessage | { readonly event: 'lost' };

/** What a page says: it is there, with the position up to which it knows everything (null: it knows nothing), or it goes. */
export type ToStream = { readonly open: number | null } | 'bye';
