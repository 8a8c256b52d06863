import { z } from 'zod';
import { bilingual, decimal, instantInput, instantText } from './scalars.ts';

export const reportPeriod = z.object({
  from: instantInput.exactOptional().meta({ description: 'Included; default: when the running shift began' }),
  to: instantInput.exactOptional().meta({ description: 'Not included; default: now' }),
});

const count = z.int().min(0);
const minutes = z.number().min(0).meta({ description: 'min' });
const when = instantText.nullable();
const shift = z.object({ name: bilingual, from: instantText, to: instantText }).meta({ id: 'Shift' });
const finding = z.object({ code: z.string(), zh: z.string(), en: z.string() });

const run = z.object({
  id: z.string(),
  definition: z.string(),
  unit: z.string(),
  sampleCode: z.string(),
  status: z.string(),
  startedAt: when,
  endedAt: when,
  incrementsPlanned: count.nullable(),
  incrementsTaken: count.nullable(),
  incrementsMissed: count.nullable(),
  incrementsByHand: count.nullable(),
  incrementsVoid: count,
  sampleMass: decimal.nullable().meta({ description: 'kg' }),
  findings: z.array(finding),
});

const intervention = z.object({
  run: z.string(),
  unit: z.string(),
  at: instantText,
  by: z.string(),
  kind: z
    .string()
    .meta({ description: '`hold`, `resume`, `finish`, `abort`, or what was done to the sample' }),
  reason: z.string(),
  status: z.enum(['proposed', 'done', 'declined']),
  second: z.string().nullable().meta({ description: 'Who confirmed or declined it' }),
});

const preparation = z.object({
  id: z.string(),
  definition: z.string(),
  sampleCode: z.string(),
  status: z.string(),
  startedAt: when,
  endedAt: when,
  bottles: count,
});

const determinations = z.object({
  entered: count,
  items: z.array(
    z.object({
      item: z.string(),
      name: bilingual,
      entered: count,
      pairs: count,
      failed: count,
      third: count,
    }),
  ),
});

const told = { id: z.string(), code: z.string(), message: bilingual };
const alarms = z.object({
  raised: count,
  longest: z
    .object({ ...told, unit: z.string().nullable(), raisedAt: instantText, clearedAt: when, minutes })
    .nullable()
    .meta({ description: 'That stood longest until the end of the time' }),
  floods: z.array(z.object({ from: instantText, to: instantText, raised: count })),
  shelved: z
    .array(z.object({ ...told, until: instantText, by: z.string(), reason: z.string() }))
    .meta({ description: 'Now' }),
  open: count.meta({ description: 'Not normal now' }),
});

const certificate = z.object({
  what: z.enum(['issued', 'replaced', 'withdrawn']),
  at: instantText,
  number: z.string(),
  kind: z.object({ code: z.string(), title: bilingual }),
  declarationNo: z.string(),
  by: z.string().nullable(),
});

const quarantine = z.object({
  declarationNo: z.string(),
  finding: z.string(),
  remark: z.string(),
  at: instantText,
  by: z.string(),
  settled: z.boolean(),
});

const plantUnit = z.object({
  unit: z.string(),
  down_min: minutes.meta({ description: 'Stopped or aborted, min' }),
  held_min: minutes,
  unreachable_min: minutes,
  unknown_min: minutes.meta({ description: 'Nothing was told of it yet, min' }),
  states: z.array(z.object({ state: z.string(), minutes })),
});

const openMatter = z.object({
  what: z.enum(['run', 'setup', 'handling', 'assay', 'consignment', 'certificate', 'alarm']),
  id: z.string().nullable(),
  text: bilingual,
  since: when,
});

export const shiftReport = z
  .object({
    site: z.string(),
    timeZone: z.string().meta({ description: 'IANA name' }),
    from: instantText,
    to: instantText,
    madeAt: instantText,
    madeBy: z.string(),
    shift: shift.nullable().meta({ description: 'That the time lies in; null when it reaches over several' }),
    shifts: z.array(shift).meta({ description: 'The newest, the running one first' }),
    runs: z.array(run).nullable(),
    interventions: z.array(intervention).nullable(),
    preparations: z.array(preparation).nullable(),
    determinations: determinations.nullable(),
    alarms: alarms.nullable(),
    certificates: z.array(certificate).nullable(),
    findings: z.array(quarantine).nullable().meta({ description: 'Of quarantine' }),
    plant: z.array(plantUnit).nullable(),
    handOver: z
      .array(openMatter)
      .nullable()
      .meta({ description: 'What is open now; null for a time that ended more than a minute ago' }),
  })
  .meta({ id: 'ShiftReport', description: 'A part that is null is not for your role' });
