import { z } from 'zod';
import type { CustomsHouse } from '../deps.ts';
import { accepted, found } from '../http-refusal.ts';
import { idOfKey, requireSame } from '../idempotency.ts';
import { customsOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { json } from '../reply.ts';
import { decisionBody, decisionExample, decisionReceipt, releaseAdvice } from '../schemas/customs.ts';
import { adviceAnswer, decisionAnswer } from '../schemas/customs-answers.ts';
import { pullOf } from './pull-of.ts';

const tag = 'Customs';
const params = z.object({
  declarationNo: z.string().min(1).max(100).meta({ example: '531620261234567890' }),
});

export const adviceOperations = ({ customs }: CustomsHouse): readonly Operation[] => [
  customsOperation({
    id: 'getReleaseAdvice',
    method: 'get',
    path: '/customs/v1/release-advice/{declarationNo}',
    tag,
    summary: 'What the laboratory advises, per goods item and gate, beside what customs decided',
    description:
      'Two gates: removal from the port, and sale or use. `version` grows with every change. `writeOff` tells what is released of ' +
      'the declared, or if it was measured of the measured mass; `differences` where a decision departs from the advice.',
    scope: 'certificates.read',
    input: { params },
    answer: adviceAnswer,
    reply: json(releaseAdvice, 'Advice and decisions.'),
    handle: async ({ client, input }) => {
      const { declarationNo } = input.params;
      const advice = found(await customs.advice(declarationNo), 'declaration', declarationNo);
      await customs.recordPull(client, pullOf(`release advice ${declarationNo} version ${advice.version}`));
      return advice;
    },
  }),
  customsOperation({
    id: 'postDecision',
    method: 'post',
    path: '/customs/v1/release-advice/{declarationNo}/decisions',
    tag,
    summary: 'Post what customs decided on one goods item at one gate',
    description:
      'Kept beside the advice, never over it. A key used before with another body is 409. `supersedes` puts it in the place of a ' +
      'decision posted in error, CANCELLED puts nothing there. More than is declared or measured is released only with `correction`.',
    scope: 'decisions.write',
    idempotent: true,
    input: { params, body: decisionBody },
    example: decisionExample,
    answer: decisionAnswer,
    reply: json(decisionReceipt, 'The decision as recorded.', 201),
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
