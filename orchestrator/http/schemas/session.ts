import { z } from 'zod';
import { roles } from '../../services/contract.ts';
import { instantText } from './scalars.ts';

export const person = z
  .object({ id: z.string(), name: z.string(), roles: z.array(z.enum(roles)) })
  .meta({ id: 'Person' });

/** Lengths are limited because each try costs an Argon2 hash. */
export const loginBody = z.strictObject({
  user: z.string().min(1).max(100),
  password: z.string().min(1).max(256),
});

export const session = z
  .object({ token: z.string(), tokenType: z.literal('Bearer'), expiresAt: instantText, person })
  .meta({ id: 'Session' });
