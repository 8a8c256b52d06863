import { z } from 'zod';
import { blindControlSchema, checkBlindControl } from './blind-control-schema.ts';
import { checkCustomsClients, customsClientSchema, httpsSchema, requestLimitSchema } from './https-schema.ts';
import { certificatesSchema } from './certificates-schema.ts';
import { checkInstruments, instrumentSchema } from './instrument-schema.ts';
import { shiftsSchema } from './shifts-schema.ts';
import { signingSchema } from './signing-schema.ts';
import { checkStorage, storageSchema } from './storage-schema.ts';
import { telemetrySchema } from './telemetry-schema.ts';
import { checkWebhooks, webhooksSchema } from './webhooks-schema.ts';
import { decimalString } from '../../workflows/kernel/brand.ts';
import { bottleKinds, mixMeasures } from '../../workflows/sample-handling/recipe.ts';
import { unitStages } from '../../workflows/consignment/unit.ts';
import { cleanedBetween } from '../../workflows/scheduling/cleaning.ts';
import { checkKinds } from '../../workflows/setup-checks/check.ts';
import { refuseChecks } from '../../workflows/setup-checks/order-check.ts';
import { source as ruleSource } from '../rule-pack/primitives.ts';
import { remoteUser } from './remote-user.ts';
import { samplingKinds } from '../../workflows/sampler-run/kinds.ts';

/** What a site is. Every field is checked; an unknown one is refused, because it is usually a misspelt known one. */

const bilingual = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
const decimal = z.string().regex(/^\d+(\.\d+)?$/, 'a decimal number in quotes, for example "0.01"');
const security = z.strictObject({
  mode: z.enum(['None', 'Sign', 'SignAndEncrypt']),
  policy: z.enum(['None', 'Basic256Sha256', 'Aes128_Sha256_RsaOaep', 'Aes256_Sha256_RsaPss']),
});

const unit = z.strictObject({
  unit: z.string().regex(/^[A-Z0-9-]{1,20}$/, 'capitals, digits and hyphens, at most 20'),
  /** What people call it, and where it stands; absent: as its kind is called. */
  title: bilingual.exactOptional(),
  place: bilingual.exactOptional(),
  /** File in the folder `tag-maps` beside the site file. */
  tagMap: z.string().min(1),
  endpoint: z.string().regex(/^opc\.tcp:\/\//, 'an OPC UA address, opc.tcp://host:port'),
  security,
  /** Anonymous when absent. */
  user: remoteUser.exactOptional(),
  /** Another system runs the unit: it is followed, and nothing is ever written to its PLC. */
  shadow: z.boolean().optional(),
  /** Present for a sampler. */
  sampler: z
    .strictObject({
      /** t/h */
      maximumFlow: decimal,
      /** m/s */
      cutterSpeed: z.number().positive(),
      /** What an increment should weigh follows from it and the flow; absent: masses of increments are not judged. */
      cutter: z
        .discriminatedUnion('kind', [
          z.strictObject({
            kind: z.literal('cross-belt'),
            aperture_mm: decimal,
            beltSpeed_m_per_s: decimal,
          }),
          /** Its own speed is `cutterSpeed`. */
          z.strictObject({ kind: z.literal('falling-stream'), aperture_mm: decimal }),
        ])
        .exactOptional(),
      largestPracticableIncrements: z.int().min(10),
    })
    .optional(),
  /** Present for a diverter sampler of grain. */
  diverter: z
    .strictObject({
      opening_mm: decimal,
      traverseSpeed_m_per_s: decimal,
      maximumFlow_t_per_h: decimal,
      /** At which cargoes mostly come; the divider is set for it. */
      usualFlow_t_per_h: decimal,
      /** Between two cuts. */
      shortestInterval_s: decimal,
      bags: z.int().min(1),
      bagCapacity_kg: decimal,
    })
    .optional(),
  /** Present for an in-line sampler of petroleum. */
  inLine: z
    .strictObject({
      /** As the extractor was tested. */
      grab_mL: decimal,
      receivers: z.array(z.strictObject({ id: z.string().min(1), capacity_mL: decimal })).min(1),
      largestFlow_m3_per_h: decimal,
      fastestRate_grabs_per_min: decimal,
      /** Digits after the point that the controller takes for the volume between two grabs. */
      intervalDecimals: z.int().min(0).max(6),
    })
    .optional(),
});

const exact = decimal.transform(decimalString);
const limits = z.strictObject({ least: exact.nullable(), most: exact.nullable() });
const bottle = z.strictObject({
  kind: z.enum(bottleKinds),
  count: z.int().min(1),
  mass_kg: limits.nullable(),
  fill_pct: limits.nullable(),
  closures: z.array(z.string().min(1)).min(1).nullable(),
});
/** How people make laboratory and retained samples of what a sampler collected. */
const handling = z.strictObject({
  /** By how much two weighings of the same thing may differ, %. */
  massTolerancePercent: exact,
  mixing: z.array(z.strictObject({ field: z.enum(mixMeasures), limits: limits.nullable() })).min(1),
  bottles: z.array(bottle),
  /** Targets by id of step, minutes. */
  withinMinutes: z.record(z.string(), z.number().positive()).exactOptional(),
});

/** What people look at before a sampler is armed. */
const setupCheck = z.strictObject({
  id: z.string().min(1),
  name: bilingual,
  kind: z.enum(checkKinds),
  /** Of a measured value, as its limits. */
  unit: z.string().min(1).exactOptional(),
  limits: limits.exactOptional(),
  evidence: z.boolean(),
  twoPersons: z.boolean(),
  source: ruleSource.exactOptional(),
});
const setupChecks = z
  .array(setupCheck)
  .min(1)
  .superRefine((checks, { addIssue }) => {
    const wrong = refuseChecks(checks);
    if (wrong) addIssue({ code: 'custom', path: [wrong.field ?? ''], message: `${wrong.message} ${wrong.remedy}` });
  });

const minutes = z.number().positive();

/** Between two cargoes a unit cleans itself, or people do and tell it by a check of their own; how long it takes in either case. */
const cleaning = z.strictObject({
  between: z.enum(cleanedBetween),
  duration_min: minutes,
  check: setupCheck
    .superRefine((check, { addIssue }) => {
      const wrong = refuseChecks([check]);
      if (wrong) addIssue({ code: 'custom', message: `${wrong.message} ${wrong.remedy}` });
    })
    .exactOptional(),
});

/** How long coal may lie before its moisture is kept and measured, min: what is absent is not judged. */
const moistureHold = z.strictObject({ bottled_min: minutes.exactOptional(), tested_min: minutes.exactOptional() });

/** How units of plant are shared among runs. All optional; what is absent is said beside it. */
const scheduling = z.strictObject({
  /** Minutes of waiting after which nobody is overtaken any more; absent: `defaultTurnRules` of workflows/scheduling/turn.ts. */
  longestWait_min: minutes.exactOptional(),
  /** How long a run usually holds its unit, min, by its definition; absent: the plan ahead knows no end, unless the run's order tells. */
  durations_min: z.partialRecord(z.enum([...samplingKinds, 'coal-preparation']), minutes).exactOptional(),
  /** By unit, when it must be clean before its next run; absent: whatever comes next follows at once. */
  cleaning: z.record(z.string(), cleaning).exactOptional(),
  moistureHold: moistureHold.exactOptional(),
});

/** Stages of a unit in which it waits for somebody, or somebody works on it. */
const timedStages = unitStages.filter((stage) => stage !== 'rejected' && stage !== 'elsewhere');
/** How long a unit may take in a stage, min: past its target, close to its limit, past its limit. What is absent is not watched. */
const stageTimes = z.partialRecord(
  z.enum(timedStages),
  z
    .strictObject({
      target: minutes.exactOptional(),
      warning: minutes.exactOptional(),
      breach: minutes.exactOptional(),
    })
    .refine(
      ({ target = 0, warning = target, breach = warning }) => target <= warning && warning <= breach,
      'target, warning and breach follow each other',
    ),
);

const siteObject = z.strictObject({
  site: z.string().min(1),
  /** IANA name. */
  timeZone: z.string().min(1),
  /** Absent: a whole day is one shift. */
  shifts: shiftsSchema.exactOptional(),
  /** `id` or `id@version` of the packs in use: those of config/rules, or the site's own in the folder `rules` beside the site file. */
  rulePacks: z.strictObject({
    coal: z.string().min(1),
    grain: z.string().min(1),
    petroleum: z.string().min(1),
    laboratory: z.string().min(1),
  }),
  laboratory: z.strictObject({
    name: bilingual,
    address: bilingual,
    location: bilingual,
    office: z.string().regex(/^[A-Z0-9]{1,10}$/, 'capitals and digits, at most 10'),
    demonstration: z.boolean(),
  }),
  certificates: certificatesSchema,
  massTolerance: decimal,
  stageTimes_min: stageTimes.exactOptional(),
  /** Present for what the site inspects besides coal. */
  handling: z
    .strictObject({
      grain: handling
        .extend({
          /** Scheme and purpose of the rule pack, where a declaration names none. */
          scheme: z.string().min(1),
          purpose: z.string().min(1),
          /** Purposes for each of which a laboratory sample is filled. */
          purposes: z.array(z.string().min(1)),
          apparatus: z.array(z.string().min(1)).min(1),
          passes: limits.nullable(),
        })
        .optional(),
      /** `leastSample_mL`: what testing, retention and mixing need of each parcel. */
      petroleum: handling.extend({ leastSample_mL: exact }).optional(),
    })
    .optional(),
  /** By commodity; absent: its samplers are armed without anybody having looked. */
  setupChecks: z
    .strictObject({
      coal: setupChecks.exactOptional(),
      grain: setupChecks.exactOptional(),
      petroleum: setupChecks.exactOptional(),
    })
    .exactOptional(),
  /** How increments are taken by hand while a sampler stands; absent: photos may be named and need not. */
  manualSampling: z.strictObject({ photosRequired: z.boolean() }).exactOptional(),
  units: z.array(unit).min(1),
  scheduling: scheduling.exactOptional(),
  users: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z0-9-]+$/),
        name: z.string().min(1),
        roles: z.array(z.string()).min(1),
      }),
    )
    .min(1),
  /** Those the site begins with; administrators register others while the server runs. */
  customsClients: z.array(customsClientSchema),
  /** Absent: a generous one, `generousLimit` of orchestrator/http/rate-limit.ts. */
  customsRequestLimit: requestLimitSchema.exactOptional(),
  /** Absent: webhooks go to public addresses only. */
  webhooks: webhooksSchema.exactOptional(),
  /** Absent: plain HTTP, for a server that only its own machine or a proxy on it reaches. */
  https: httpsSchema.exactOptional(),
  /** With what certificates are signed; only a demonstration may do without. */
  signing: signingSchema.exactOptional(),
  storage: storageSchema.exactOptional(),
  /** How long the past of process values is kept. */
  telemetry: telemetrySchema.exactOptional(),
  /** Absent: nothing is put in among the bottles of the laboratory. */
  blindControl: blindControlSchema.exactOptional(),
  /** Whose result files are read. */
  instruments: z.array(instrumentSchema).exactOptional(),
});

export const siteSchema = siteObject.superRefine(
  ({ units, scheduling: { cleaning: cleaned = {} } = {} }, { addIssue }) => {
    for (const [id, { check }] of Object.entries(cleaned)) {
      const of = units.find(({ unit: named }) => named === id);
      const path = ['scheduling', 'cleaning', id];
      if (!of) addIssue({ code: 'custom', path, message: `there is no unit ${id} at this site` });
      else if (check && !of.sampler && !of.diverter && !of.inLine)
        addIssue({
          code: 'custom',
          path: [...path, 'check'],
          message: 'set-up checks are those of samplers; what is no sampler is clean when its duration has passed',
        });
    }
  },
).superRefine(checkInstruments).superRefine(checkStorage).superRefine(checkBlindControl).superRefine(checkCustomsClients).superRefine(checkWebhooks);

export type SiteFile = z.infer<typeof siteSchema>;
