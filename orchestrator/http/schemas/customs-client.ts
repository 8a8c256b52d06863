import { z } from 'zod';
import { certificateThumbprint } from '../../../config/site/https-schema.ts';
import { longestOverlap_h } from '../../../workflows/customs-client/record.ts';
import { customsScopes } from '../../services/contract.ts';
import { instantText, reason } from './scalars.ts';

/** Also part of the ids of what the client sends, with a colon behind it. */
const clientId = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9.-]{2,59}$/,
    'Expected 3 to 60 small letters, digits, dots and hyphens, for example "customs-5316"',
  );
const scopes = z
  .array(z.enum(customsScopes))
  .min(1)
  .refine((each) => new Set(each).size === each.length, 'Name each scope once.');
const certificate = certificateThumbprint.meta({
  type: 'string',
  description:
    'SHA-256 thumbprint of the certificate it must present: hex, with or without colons, or base64url',
});

export const customsClientBody = z
  .strictObject({
    clientId,
    scopes,
    sandbox: z
      .boolean()
      .default(false)
      .meta({ description: 'Sees demonstration certificates only, and touches nothing real' }),
    certificate: certificate.nullable().default(null),
  })
  .meta({ id: 'CustomsClientRequest' });

export const customsClientExample = {
  clientId: 'customs-5316',
  scopes: ['certificates.read', 'certificates.acknowledge'],
  sandbox: false,
  certificate: null,
};

/** A day: time to bring a new secret to a system at the other end. h */
const usualOverlap_h = 24;

export const rotationBody = z
  .strictObject({
    overlap_h: z.number().min(0).max(longestOverlap_h).default(usualOverlap_h).meta({
      description:
        'h for which the secrets before work on; 0 where one was seen by others: then their tokens stop at once too',
    }),
    certificate: certificate.exactOptional(),
  })
  .meta({ id: 'CustomsClientRotation' });

export const revocationBody = z.strictObject({ reason });

/** Clients of the site file were not named by the rule of `customsClientBody`. */
export const clientIdParam = z.object({ clientId: z.string().min(1).max(100) });

const noted = { by: z.string(), at: instantText };

export const customsClient = z
  .object({
    clientId: z.string(),
    scopes: z.array(z.enum(customsScopes)),
    sandbox: z.boolean(),
    registered: z.object(noted).nullable().meta({ description: 'null for a client of the site file' }),
    credentials: z.array(
      z.object({
        generation: z.int(),
        certificate: z.string().nullable().meta({ description: 'x5t#S256 (RFC 8705), base64url' }),
        until: instantText.nullable().meta({ description: 'When it stops to work; null for the newest' }),
      }),
    ),
    revoked: z.object({ ...noted, reason: z.string() }).nullable(),
  })
  .meta({ id: 'CustomsClient' });

export const customsClientWithSecret = customsClient
  .extend({ secret: z.string().meta({ description: 'Shown this once; only its hash is kept' }) })
  .meta({ id: 'CustomsClientWithSecret' });
