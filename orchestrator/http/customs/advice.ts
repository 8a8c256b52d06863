import { z } from 'zod';
import type { HttpDeps } from '../deps.ts';
import { accepted, found } from '../http-refusal.ts';
import { idOfKey, requireSame } from '../idempotency.ts';
import { customsOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { json } from '../reply.ts';
import { customsDecision, decisionBody, decisionExample, releaseAdvice } from '../schemas/customs.ts';

const tag = 'Customs';
const params = z.object({
  declarationNo: z.string().min(1).max(100).meta({ example: '531620261234567890' }),
});

export const adviceOperations = ({ customs }: HttpDeps): readonly Operation[] => [
  customsOperation({
    id: 'getReleaseAdvice',
    method: 'get',
    path: '/customs/v1/release-advice/{declarationNo}',
    tag,
    summary: 'What the laboratory advises, per goods item and gate, beside what customs decided',
    description: 'Two gates: removal from the port, and sale or use. `version` grows with every change.',
    scope: 'certificates.read',
    input: { params },
    reply: json(releaseAdvice, 'Advice and decisions.'),
    handle: async ({ client, input }) => {
      const { declarationNo } = input.params;
      const advice = found(await customs.advice(declarationNo), 'declaration', declarationNo);
      await customs.recordPull(client, {
        what: `release advice ${declarationNo} version ${advice.version}`,
        digest: null,
      });
      return advice;
    },
  }),
  customsOperation({
    id: 'postDecision',
    method: 'post',
    path: '/customs/v1/release-advice/{declarationNo}/decisions',
    tag,
    summary: 'Post what customs decided on one goods item at one gate',
    description: 'Kept beside the advice, never over it. A key used before with another body is 409.',
    scope: 'decisions.write',
    idempotent: true,
    input: { params, body: decisionBody },
    example: decisionExample,
    reply: json(customsDecision, 'The decision as recorded.', 201),
    handle: async ({ client, key, input }) => {
      const { declarationNo } = input.params;
      found(await customs.advice(declarationNo), 'declaration', declarationNo);
      const sent = { id: idOfKey(client.clientId, key), ...input.body };
      const recorded = accepted(await customs.decide(client, declarationNo, sent));
      requireSame(input.body, recorded);
      return recorded;
    },
  }),
];
