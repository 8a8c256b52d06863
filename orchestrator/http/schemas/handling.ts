import { z } from 'zod';
import { evidenceTypes } from '../../../workflows/evidence/machine.ts';
import { bottleKinds, mixMeasures } from '../../../workflows/sample-handling/recipe.ts';
import { roles } from '../../services/contract.ts';
import { stepDataInput, stepDataShown } from './handling-data.ts';
import { bilingual, decimal, instantText, name, reason, sha256 } from './scalars.ts';
import { ruleSource } from './source.ts';

const step = z
  .string()
  .min(1)
  .max(40)
  .meta({ description: 'Id of the step in the recipe', example: 'weigh' });

export const handlingStepInput = z.strictObject({ step, data: stepDataInput });
export const handlingCorrection = z.strictObject({ step, data: stepDataInput, reason });
export const handlingAbandonment = z.strictObject({ reason });

const limits = z
  .object({ least: decimal.nullable(), most: decimal.nullable() })
  .nullable()
  .meta({ description: 'Both bounds are allowed; null is not judged' });
const massRef = z.object({ step: z.string(), part: z.string().optional() });
const tolerance = decimal.nullable().meta({ description: '% of the mass before; null is not judged' });
const balanceRules = z
  .object({
    warnPercent: decimal,
    alarmPercent: decimal,
    gainAlarmPercent: decimal,
    decimals: z.int(),
    source: ruleSource,
  })
  .nullable();
const bottles = z.array(
  z.object({
    kind: z.enum(bottleKinds),
    count: z.int(),
    mass_kg: limits,
    fill_pct: limits,
    closures: z.array(z.string()).nullable(),
  }),
);
const common = {
  id: z.string(),
  name: bilingual,
  witness: z.boolean().meta({ description: 'A second person confirms it' }),
  evidence: z.boolean().meta({ description: 'A photo or scan goes with it' }),
  withinMinutes: z.number().optional(),
};

const handlingStep = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('receive'), ...common, massTolerancePercent: tolerance, fill_pct: limits }),
    z.object({
      kind: z.literal('weigh'),
      ...common,
      from: massRef.nullable(),
      massTolerancePercent: tolerance,
    }),
    z.object({
      kind: z.literal('mix'),
      ...common,
      measures: z.array(z.object({ field: z.enum(mixMeasures), limits })),
    }),
    z.object({
      kind: z.literal('divide'),
      ...common,
      from: massRef.nullable(),
      apparatus: z.array(z.string()),
      passes: limits,
      cuts: limits,
      parts: z.array(z.object({ id: z.string(), mass_kg: limits })),
      balance: balanceRules,
    }),
    z.object({ kind: z.literal('sub-sample'), ...common, from: massRef.nullable(), bottles }),
    z.object({ kind: z.literal('fill'), ...common, from: z.array(massRef), bottles, balance: balanceRules }),
    z.object({ kind: z.literal('photo'), ...common }),
    z.object({ kind: z.literal('hand-over'), ...common }),
  ])
  .meta({ id: 'HandlingStep' });

const task = z
  .object({
    what: z.enum(['do', 'confirm']),
    step: z.string(),
    record: z.int().nullable().meta({ description: 'Number to confirm or decline' }),
    dueBy: instantText.nullable(),
    roles: z.array(z.enum(roles)).meta({ description: 'One of which it takes' }),
    notBy: z.string().nullable().meta({ description: 'User name of who told it: he may decline only' }),
    onlyBy: z.string().nullable().meta({ description: 'User name of the only one who can confirm it' }),
  })
  .meta({ id: 'HandlingTask' });

const record = z
  .object({
    no: z.int(),
    kind: z.enum(['do', 'correct']),
    step: z.string(),
    data: stepDataShown,
    reason: z.string(),
    by: name,
    at: instantText,
    status: z.enum(['proposed', 'done', 'declined']),
    second: z.object({ by: name, at: instantText, reason: z.string().nullable() }).nullable(),
  })
  .meta({ id: 'HandlingRecord' });

/** All that leaves the house of a handling. Adding a member here is a decision about blindness. */
export const handling = z
  .object({
    id: z.string(),
    sampleCode: z.string(),
    recipe: z.string(),
    status: z.string(),
    positions: z
      .array(z.int())
      .meta({ description: 'Of the containers; what their seals and masses should be is not told' }),
    steps: z.array(handlingStep),
    tasks: z.array(task),
    records: z.array(record),
    bottles: z.array(
      z.object({
        kind: z.string(),
        mass: decimal.meta({ description: 'kg, net' }),
        volume: decimal.optional().meta({ description: 'mL' }),
        seal: z.string(),
        at: instantText,
        parentContainers: z.array(z.int()),
      }),
    ),
    balance: z.array(
      z.object({
        step: z.string(),
        in_kg: decimal,
        out_kg: decimal,
        rejected_kg: decimal,
        loss_pct: decimal.nullable(),
        verdict: z.enum(['normal', 'warn', 'alarm', 'unchecked']),
      }),
    ),
    findings: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string() })),
    unchecked: z
      .array(z.object({ step: z.string(), what: z.string() }))
      .meta({ description: 'What is recorded and judged by no limit' }),
    reason: z.string().nullable(),
    startedAt: instantText,
    endedAt: instantText.nullable(),
  })
  .meta({ id: 'Handling' });

export const evidenceParam = z.object({ sha256 });
export const storedEvidence = z
  .object({
    sha256: sha256.meta({ description: 'SHA-256 (hex) of what is kept: the picture without its metadata' }),
    mediaType: z.enum(evidenceTypes),
    bytes: z.int(),
  })
  .meta({ id: 'StoredEvidence' });
