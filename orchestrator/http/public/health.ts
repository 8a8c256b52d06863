import { z } from 'zod';
import type { HealthReport } from '../../observability/health.ts';
import type { HttpDeps } from '../deps.ts';
import { publicOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import type { Reply } from '../reply.ts';
import { livenessAnswer, readinessAnswer } from './answers.ts';

const health = z
  .object({
    status: z.enum(['ok', 'failing']),
    checks: z.array(
      z.object({
        name: z.string(),
        ok: z.boolean(),
        detail: z.string().optional().meta({ description: 'For people; its wording may change.' }),
      }),
    ),
  })
  .meta({ id: 'Health' });

/** 200 or 503, with the checks: a load balancer reads the status, a person the body. */
export const healthReply = (about: 'live' | 'ready'): Reply<HealthReport> => ({
  responses: [
    { status: 200, description: `The server is ${about}.`, content: { 'application/json': health } },
    { status: 503, description: `The server is not ${about}.`, content: { 'application/json': health } },
  ],
  send(_req, res, report) {
    const ok = report[about];
    const body = health.parse({ status: ok ? 'ok' : 'failing', checks: report.checks });
    res
      .status(ok ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json(body);
  },
});

export const healthOperations = (deps: HttpDeps): readonly Operation[] => [
  publicOperation({
    id: 'getLiveness',
    method: 'get',
    path: '/healthz',
    tag: 'Public',
    summary: 'Is the server alive? If not, restart it',
    input: {},
    answer: livenessAnswer,
    reply: healthReply('live'),
    handle: async () => deps.health('live'),
  }),
  publicOperation({
    id: 'getReadiness',
    method: 'get',
    path: '/readyz',
    tag: 'Public',
    summary: 'Is the server ready for requests?',
    description: 'False while it starts or stops, or something it needs is not well. A unit of plant out of reach is none of that.',
    input: {},
    answer: readinessAnswer,
    reply: healthReply('ready'),
    handle: async () => deps.health('ready'),
  }),
];
