import { unlessRefused } from '../authentication.ts';
import type { HttpDeps } from '../deps.ts';
import { operatorOperation, publicOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { operationsOf } from '../operation-roles.ts';
import { json } from '../reply.ts';
import { sessionCookie } from '../session-cookie.ts';
import { ended, loginBody, me, openedSession } from '../schemas/session.ts';

const tag = 'Session';

export const sessionOperations = ({
  identity,
  live,
  clock,
  baseUrl,
  version,
  site,
}: HttpDeps): readonly Operation[] => {
  const cookie = sessionCookie(baseUrl);
  const now = () => clock().toISOString();
  return [
    publicOperation({
      id: 'createSession',
      method: 'post',
      path: '/api/v1/session',
      tag,
      summary: 'Log in',
      description:
        'Five failures hold a user back for 30 s, doubling up to 15 min (429 with Retry-After). With `"keep": "cookie"` the token is not ' +
        'in the answer but in a cookie that scripts cannot read; it opens `/api/v1` from pages of this server only.',
      input: { body: loginBody },
      example: { user: 'li.wei', password: 'correct horse battery staple' },
      reply: json(openedSession, 'A session of 8 hours.', 201),
      handle: async ({ input: { body }, req, res }) => {
        const { token, expiresAt, caller } = unlessRefused(
          await identity.login(body.user, body.password, req.ip ?? 'unknown'),
        );
        const opened = { person: caller, expiresAt: expiresAt.toISOString(), serverTime: now() };
        if (body.keep === undefined) return { token, tokenType: 'Bearer' as const, ...opened };
        cookie.set(res, token, expiresAt, clock());
        return opened;
      },
    }),
    operatorOperation({
      id: 'endSession',
      method: 'post',
      path: '/api/v1/session/end',
      tag,
      summary: 'Log out: the token is refused from now on, the cookie is gone, streams end',
      input: {},
      reply: json(ended, 'The session has ended.'),
      handle: async ({ session, res }) => {
        identity.end(session);
        live.endSession(session.id);
        cookie.clear(res);
        return { endedAt: now() };
      },
    }),
    operatorOperation({
      id: 'getMe',
      method: 'get',
      path: '/api/v1/me',
      tag,
      summary: 'Who I am, what I may do, and where I am',
      input: {},
      reply: json(me, 'The person logged in, and the site.'),
      handle: async ({ session: { caller, expiresAt } }) => ({
        ...caller,
        expiresAt: expiresAt.toISOString(),
        serverTime: now(),
        version,
        site,
        operations: operationsOf(caller.roles),
      }),
    }),
  ];
};
