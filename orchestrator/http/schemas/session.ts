import { z } from 'zod';
import { roles } from '../../services/contract.ts';
import { operationIds } from '../operation-roles.ts';
import { bilingual, instantText } from './scalars.ts';

const person = z
  .object({ id: z.string(), name: z.string(), roles: z.array(z.enum(roles)) })
  .meta({ id: 'Person' });

/** Lengths are limited because each try costs an Argon2 hash. */
export const loginBody = z.strictObject({
  user: z.string().min(1).max(100),
  password: z.string().min(1).max(256),
  keep: z
    .literal('cookie')
    .exactOptional()
    .meta({ description: 'For browsers: where the token is kept; without it, it is in the answer' }),
});

/** What is too weak is refused with its reason. */
export const passwordChange = z.strictObject({
  present: z.string().min(1).max(256).meta({ description: 'The password you logged in with' }),
  chosen: z.string().min(1).max(128).meta({ description: 'At least 12 characters; any characters' }),
});

const opened = z.object({
  person,
  expiresAt: instantText,
  serverTime: instantText.meta({ description: 'Now, by the clock of the server' }),
});

/** With the token, or, where a cookie has it, without. */
export const openedSession = z.union([
  opened.extend({ token: z.string(), tokenType: z.literal('Bearer') }).meta({ id: 'Session' }),
  opened.meta({ id: 'CookieSession' }),
]);

export const ended = z.object({ endedAt: instantText }).meta({ id: 'EndedSession' });

export const me = person
  .extend({
    expiresAt: instantText.meta({ description: 'Until then without a new login' }),
    serverTime: instantText.meta({ description: 'Now, by the clock of the server' }),
    position: z.int().meta({
      description: 'What is read from now on is as of this position of the journal at least: the live stream goes on `after` it',
    }),
    version: z.string(),
    site: z.object({
      name: z.string(),
      laboratory: bilingual,
      timeZone: z.string().meta({ description: 'IANA name', example: 'Asia/Shanghai' }),
      demonstration: z.boolean(),
      people: z
        .record(z.string(), z.string())
        .meta({ description: 'Names of the people of the site file, by user name', example: { 'li.wei': '李伟' } }),
    }),
    operations: z
      .array(z.enum(operationIds))
      .meta({ description: 'Operations that your roles allow: what a screen may offer' }),
  })
  .meta({ id: 'Me' });
