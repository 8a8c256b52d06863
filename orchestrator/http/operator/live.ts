import type { Response } from 'express';
import { z } from 'zod';
import type { Identity, OpenSession } from '../../identity/types.ts';
import type { HttpDeps } from '../deps.ts';
import type { LiveStreams } from '../live/live-streams.ts';
import { operatorOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import type { Reply } from '../reply.ts';
import { liveEvents } from '../schemas/live.ts';
import { problemSchema } from '../schemas/problem.ts';
import { wholeNumber } from '../schemas/scalars.ts';

const mediaType = 'text/event-stream';

/** Absent is not 0: who begins has nothing to go on from. */
const query = z.object({
  after: wholeNumber(0, Number.MAX_SAFE_INTEGER, 0).unwrap().optional().meta({
    type: 'integer',
    minimum: 0,
    description: 'Position of the last event you have; the header Last-Event-ID goes before',
  }),
});

export const liveOperations = ({ live, identity }: HttpDeps): readonly Operation[] => [
  operatorOperation({
    id: 'followStream',
    method: 'get',
    path: '/api/v1/stream',
    tag: 'Session',
    summary: 'What changes, as it changes: server-sent events',
    description:
      '`hello`, then `changed` (which lists to read again; `id:` is the position to go on from), `values` (readings of units, for those ' +
      'who may list them), `beat` after 2 s of silence, `end` before the server closes. `LiveEvents` has the data of each.',
    input: { query },
    reply: eventStream(live, identity),
    handle: async ({ session, req, input: { query: { after } } }) => ({
      session,
      after: lastEventId(req.get('last-event-id')) ?? after ?? null,
    }),
  }),
]; // prettier-ignore

/** Browsers send what they were last given; anything else is as good as none. */
const lastEventId = (header: string | undefined): number | null =>
  /^\d{1,15}$/.test(header ?? '') ? Number(header) : null;

interface Opening {
  readonly session: OpenSession;
  /** Position up to which the reader was told; null for one who begins. */
  readonly after: number | null;
}

const eventStream = (live: LiveStreams, identity: Identity): Reply<Opening> => ({
  responses: [
    {
      status: 200,
      description: 'Events, until the session or the server ends.',
      content: { [mediaType]: liveEvents },
    },
    {
      status: 429,
      description: 'Too many streams of one person.',
      content: { 'application/problem+json': problemSchema },
    },
  ],
  send(req, res, { session, after }) {
    if (req.method === 'HEAD') {
      begun(res).end();
      return;
    }
    const { close } = live.open(session, after, () => begun(res));
    const left = identity.inUse(session);
    res.on('close', () => {
      close();
      left();
    });
  },
});

/** Nothing between us and the reader may keep events back, shrink them or store them. */
function begun(res: Response): Response {
  res
    .status(200)
    .set({ 'Content-Type': mediaType, 'Cache-Control': 'no-store, no-transform', 'X-Accel-Buffering': 'no' });
  res.flushHeaders();
  return res;
}
