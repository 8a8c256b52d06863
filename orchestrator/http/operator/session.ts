import { unlessRefused } from '../authentication.ts';
import type { HttpDeps } from '../deps.ts';
import { operatorOperation, publicOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { json } from '../reply.ts';
import { loginBody, person, session } from '../schemas/session.ts';

export const sessionOperations = ({ identity }: HttpDeps): readonly Operation[] => [
  publicOperation({
    id: 'createSession',
    method: 'post',
    path: '/api/v1/session',
    tag: 'Session',
    summary: 'Log in',
    description: 'Five failures hold a user back for 30 s, doubling up to 15 min (429 with Retry-After).',
    input: { body: loginBody },
    example: { user: 'li.wei', password: 'correct horse battery staple' },
    reply: json(session, 'A bearer token for 8 hours.', 201),
    handle: async ({ input: { body }, req }) => {
      const { token, expiresAt, caller } = unlessRefused(
        await identity.login(body.user, body.password, req.ip ?? 'unknown'),
      );
      return { token, tokenType: 'Bearer' as const, expiresAt: expiresAt.toISOString(), person: caller };
    },
  }),
  operatorOperation({
    id: 'getMe',
    method: 'get',
    path: '/api/v1/me',
    tag: 'Session',
    summary: 'Who I am and what roles I have',
    input: {},
    reply: json(person, 'The person logged in.'),
    handle: async ({ caller }) => caller,
  }),
];
