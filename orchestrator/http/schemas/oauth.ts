import { z } from 'zod';

const parameter = (description: string) => z.unknown().optional().meta({ type: 'string', description });

/**
 * Documents the form but lets everything pass: what is wrong with it must be told in the words of RFC 6749 clause 5.2, which
 * identity does.
 */
export const tokenForm = z
  .looseObject({
    grant_type: parameter('client_credentials'),
    scope: parameter('Space-separated; default: all the client has'),
    client_id: parameter('When not sent by HTTP Basic'),
    client_secret: parameter('When not sent by HTTP Basic'),
  })
  .default({})
  .meta({ required: ['grant_type'] });

export const tokenGrant = z
  .object({
    access_token: z.string(),
    token_type: z.literal('Bearer'),
    expires_in: z.int().meta({ description: 's' }),
    scope: z.string(),
  })
  .meta({ id: 'TokenGrant' });

export const tokenError = z
  .object({ error: z.string(), error_description: z.string() })
  .meta({ id: 'TokenError', description: 'RFC 6749 clause 5.2' });
