import { z } from 'zod';
import { unlessRefused } from '../authentication.ts';
import type { HttpDeps } from '../deps.ts';
import { found } from '../http-refusal.ts';
import { operatorOperation, publicOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { operationsOf } from '../operation-roles.ts';
import { json } from '../reply.ts';
import { sessionCookie } from '../session-cookie.ts';
import { ended, loginBody, me, openedSession, passwordChange } from '../schemas/session.ts';

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
  const endAllOf = async (person: string) => {
    await identity.endAll(person);
    live.endSessionsOf(person);
  };
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
      answer: {
        token: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJsaS53ZWkifQ.c2lnbmF0dXJl',
        tokenType: 'Bearer',
        person: { id: 'li.wei', name: '李伟', roles: ['analyst'] },
        expiresAt: '2026-05-04T11:21:00.000Z',
        serverTime: '2026-05-04T03:21:00.000Z',
      },
      reply: json(openedSession, 'A session of 8 hours.', 201),
      handle: async ({ input: { body }, req, res }) => {
        const outcome = await identity.login(body.user, body.password, req.ip ?? 'unknown');
        // A name that nobody has is not written down: it may be a password in the wrong field.
        const user = identity.standing(body.user).hasPassword ? body.user : null;
        if (outcome.ok) req.log.info({ user }, 'logged in');
        else req.log.warn({ user, code: outcome.refusal.code }, 'login refused');
        const { token, expiresAt, caller } = unlessRefused(outcome);
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
        await identity.end(session);
        live.endSession(session.id);
        cookie.clear(res);
        return { endedAt: now() };
      },
    }),
    operatorOperation({
      id: 'endAllSessions',
      method: 'post',
      path: '/api/v1/session/end-all',
      tag,
      summary: 'Log out everywhere: every session of mine, on whatever machine, is refused from now on',
      input: {},
      reply: json(ended, 'All sessions have ended, this one too.'),
      handle: async ({ caller, res }) => {
        await endAllOf(caller.id);
        cookie.clear(res);
        return { endedAt: now() };
      },
    }),
    operatorOperation({
      id: 'changePassword',
      method: 'post',
      path: '/api/v1/session/password',
      tag,
      summary: 'Change my password: every session of mine ends, this one too',
      description: 'Wrong present passwords hold back as failed logins do.',
      input: { body: passwordChange },
      example: { present: 'correct horse battery staple', chosen: 'seven quiet harbours at dawn' },
      reply: json(ended, 'The password is changed and all sessions have ended.'),
      handle: async ({ input: { body }, caller, req, res }) => {
        unlessRefused(await identity.changePassword(caller, body.present, body.chosen));
        req.log.info({ user: caller.id }, 'password changed');
        live.endSessionsOf(caller.id);
        cookie.clear(res);
        return { endedAt: now() };
      },
    }),
    operatorOperation({
      id: 'endSessionsOfUser',
      method: 'post',
      path: '/api/v1/users/{id}/end-sessions',
      tag: 'Administration',
      summary: 'Log a person out everywhere: a browser was left open, a machine is lost',
      description: 'The password stays; `quaylab passwd` gives another, which ends the sessions of the old one as well.',
      input: { params: z.object({ id: z.string().min(1).max(100) }) },
      reply: json(ended, 'All sessions of the person have ended.'),
      handle: async ({ input: { params: { id } } }) => {
        if (!identity.standing(id).hasPassword) found(null, 'user', id);
        await endAllOf(id);
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
        position: live.position,
        version,
        site,
        operations: operationsOf(caller.roles),
      }),
    }),
  ];
};
