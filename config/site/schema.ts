import { z } from 'zod';

/** What a site is. Every field is checked; an unknown one is refused, because it is usually a misspelt known one. */

const bilingual = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
const decimal = z.string().regex(/^\d+(\.\d+)?$/, 'a decimal number in quotes, for example "0.01"');
const security = z.strictObject({
  mode: z.enum(['None', 'Sign', 'SignAndEncrypt']),
  policy: z.enum(['None', 'Basic256Sha256', 'Aes128_Sha256_RsaOaep', 'Aes256_Sha256_RsaPss']),
});

const unit = z.strictObject({
  unit: z.string().regex(/^[A-Z0-9-]{1,20}$/, 'capitals, digits and hyphens, at most 20'),
  /** File in the folder `tag-maps` beside the site file. */
  tagMap: z.string().min(1),
  endpoint: z.string().regex(/^opc\.tcp:\/\//, 'an OPC UA address, opc.tcp://host:port'),
  security,
  /** Present for a sampler. */
  sampler: z
    .strictObject({
      /** t/h */
      maximumFlow: decimal,
      /** m/s */
      cutterSpeed: z.number().positive(),
      largestPracticableIncrements: z.int().min(10),
    })
    .optional(),
});

export const siteSchema = z.strictObject({
  site: z.string().min(1),
  /** IANA name. */
  timeZone: z.string().min(1),
  /** `id` or `id@version` of the packs in use: those of config/rules, or the site's own in the folder `rules` beside the site file. */
  rulePacks: z.strictObject({ coal: z.string().min(1), grain: z.string().min(1), petroleum: z.string().min(1), laboratory: z.string().min(1) }),
  laboratory: z.strictObject({
    name: bilingual,
    address: bilingual,
    location: bilingual,
    office: z.string().regex(/^[A-Z0-9]{1,10}$/, 'capitals and digits, at most 10'),
    demonstration: z.boolean(),
  }),
  certificate: z.strictObject({
    kind: z.string().regex(/^\d{2}$/, 'the two-digit code of the kind'),
    title: bilingual,
    numberPattern: z.string().min(1),
    signatoryTitle: bilingual,
  }),
  massTolerance: decimal,
  units: z.array(unit).min(1),
  users: z.array(z.strictObject({ id: z.string().regex(/^[a-z0-9-]+$/), name: z.string().min(1), roles: z.array(z.string()).min(1) })).min(1),
  customsClients: z.array(z.strictObject({ clientId: z.string().min(1), scopes: z.array(z.string()).min(1) })),
});

export type SiteFile = z.infer<typeof siteSchema>;
