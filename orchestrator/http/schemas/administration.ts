import { z } from 'zod';
import { bilingual, instantText, reason } from './scalars.ts';

export const user = z
  .object({
    id: z.string().meta({ description: 'User name' }),
    name: z.string(),
    roles: z.array(z.string()),
    password: z.boolean().meta({ description: 'false: none is set, so he cannot log in' }),
    lockedFor: z
      .number()
      .min(0)
      .meta({ description: 's until a login is tried again after failed ones; 0: now' }),
  })
  .meta({ id: 'User' });

export const siteDocument = z
  .object({
    site: z.string(),
    timeZone: z.string(),
    document: z
      .record(z.string(), z.unknown())
      .meta({ description: 'The site file; places of secrets are replaced by "(set)"' }),
  })
  .meta({ id: 'SiteDocument' });

const confidence = z.enum(['confirmed', 'general', 'policy']);
const count = z.int().min(0);
const packRow = {
  kind: z.string(),
  id: z.string(),
  version: z.string(),
  hash: z.string().meta({ description: 'SHA-256 of its content, hex' }),
  name: bilingual,
  validFrom: z.string(),
  validTo: z.string().nullable(),
  extends: z.string().nullable().meta({ description: 'The pack that a pack of the site starts from' }),
  inUse: z.boolean(),
  rules: z
    .object({ confirmed: count, general: count, policy: count })
    .meta({ description: 'How many rest on what' }),
};

export const rulePackList = z
  .object({
    items: z.array(z.object(packRow)),
    failed: z
      .array(z.object({ name: z.string(), code: z.string(), message: z.string(), remedy: z.string() }))
      .meta({ description: 'Packs that do not load' }),
  })
  .meta({ id: 'RulePackList' });

export const rulePackParam = z.object({
  id: z.string().min(1).max(100).meta({ description: '`id` or `id@version`', example: 'coal-cn@2026.1' }),
});

export const rulePackDetail = z
  .object({
    ...packRow,
    sources: z.array(
      z.object({
        path: z.string(),
        standard: z.string(),
        edition: z.string(),
        clause: z.string(),
        confidence,
        note: z.string().nullable(),
      }),
    ),
    values: z
      .array(
        z.object({
          path: z.string(),
          value: z.union([z.string(), z.number(), z.boolean(), z.null()]),
          source: z
            .string()
            .nullable()
            .meta({ description: 'Path of the source that stands nearest around it' }),
        }),
      )
      .meta({ description: 'Every value, in the order of the pack' }),
  })
  .meta({ id: 'RulePackDetail' });

export const heldProcess = z
  .object({
    process: z.string(),
    definition: z.string(),
    code: z.enum(['STEP_FAILED', 'SNAPSHOT_NOT_RESTORABLE', 'DEFINITION_UNKNOWN', 'DEFINITION_CHANGED']),
    message: z.string(),
    since: instantText.nullable(),
    waiting: count.meta({ description: 'Inputs that are kept for it' }),
    releasable: z
      .boolean()
      .meta({ description: 'false: another version of the program has to be installed first' }),
  })
  .meta({ id: 'HeldProcess' });

export const releaseBody = z.strictObject({ reason });
export const released = z.object({ process: z.string() }).meta({ id: 'ReleasedProcess' });
