import { z } from 'zod';
import { fileForms, settingNames, settings } from './settings.ts';
import type { SettingName } from './settings.ts';

const words = z.string().min(1, 'must not be empty');
const url = z
  .url({ protocol: /^https?$/, error: 'an address that begins with http:// or https://' })
  .transform((text) => text.replace(/\/+$/, ''));
const uri = (pattern: RegExp, forms: string) =>
  z.string().regex(pattern, `an address that begins with ${forms}`);

/** What each setting may be. Loaded from text, a number is a number by then. */
export const settingSchemas = {
  site: words,
  data: words,
  host: words,
  port: z.int().min(0).max(65535),
  publicUrl: url,
  logLevel: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
  mongodbUri: uri(/^mongodb(\+srv)?:\/\/./, 'mongodb:// or mongodb+srv://'),
  redisUrl: uri(/^rediss?:\/\/./, 'redis:// or rediss://'),
  clusterSecret: z.string().min(32, 'at least 32 characters'),
  nodeName: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/, 'letters, digits, points and hyphens, at most 63'),
  nodeAddress: url,
  /** Shorter than a pause of the garbage collector would make leaders change without need; longer keeps the plant waiting. */
  lease_s: z.number().min(2).max(60),
  metricsAddress: z
    .string()
    .regex(/^(\[[0-9A-Fa-f:]+\]|[^\s:/]+):\d{1,5}$/, 'an address and a port, for example 10.0.8.5:9464'),
  metricsToken: z
    .string()
    .min(16, 'at least 16 characters')
    .regex(/^[A-Za-z0-9._~+/-]+=*$/, 'letters, digits and ._~+/-, as a bearer token has'),
  otlpEndpoint: url,
  freeDisk_MiB: z.int().min(0),
} as const satisfies Readonly<Record<SettingName, z.ZodType>>;

export type SettingValue<Name extends SettingName> = z.output<(typeof settingSchemas)[Name]>;

/** A settings file. Secrets never stand in it, only where their files are. */
export const serverFileSchema = z.strictObject(
  Object.fromEntries(
    settingNames.map((name) => {
      const { meaning, standard, example, secret, number } = settings[name];
      if (secret) {
        const description = `File that holds the secret and nothing else. ${meaning}`;
        return [fileForms(name).field, words.optional().meta({ description })];
      }
      const examples = [number ? Number(example) : example];
      const described = {
        description: meaning,
        examples,
        ...(standard !== undefined && { default: number ? Number(standard) : standard }),
      };
      return [name, settingSchemas[name].optional().meta(described)];
    }),
  ),
);
