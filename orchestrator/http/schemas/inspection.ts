import { z } from 'zod';
import { releaseOutcomes } from '../../../workflows/conformity/release-types.ts';
import { measuringMethods } from '../../../workflows/consignment/measuring.ts';
import { siteCheckKinds } from '../../../workflows/consignment/record.ts';
import { divisionCauses } from '../../../workflows/consignment/unit.ts';
import { bilingual, decimalInput, instantInput, instantText, listOf, name, periodQuery, reason, sha256, words } from './scalars.ts';

/** What officers tell and decide beyond the plan of an inspection. */

const unitNo = z.int().min(1);
const evidence = z
  .array(sha256)
  .max(50)
  .default([])
  .meta({ description: 'SHA-256 of stored evidence: photographs, papers' });

export const findingInput = z.strictObject({
  finding: name.meta({
    description: "Code of the grain rule pack's quarantine section, for example LISTED_PEST",
  }),
  unitNo: unitNo
    .nullable()
    .meta({ description: 'Unit it was found in; null when it concerns the whole cargo' }),
  whileUnloading: z.boolean(),
  treatment: z
    .enum(['effective', 'none', 'not-known'])
    .meta({ description: 'Whether an effective treatment exists' }),
  remark: words.meta({ description: 'What was found' }),
  evidence,
});

export const inspectionChoices = z
  .object({
    findings: z.array(z.object({ code: z.string(), name: bilingual })),
    documentKinds: z.array(
      z.object({
        code: z.string(),
        title: bilingual,
        notice: z.boolean().meta({ description: 'It tells an addressee what is required and why' }),
      }),
    ),
  })
  .meta({ id: 'InspectionChoices' });

export const settlementOfFinding = z.strictObject({
  holdNo: z.int().min(1),
  outcome: z.enum(releaseOutcomes),
  reason,
});

export const quantityInput = z.strictObject({
  id: name.meta({ description: 'Of the record, chosen by its sender; the same is not taken twice' }),
  method: z.enum(measuringMethods),
  quantity: decimalInput,
  unit: z.enum(['t', 'm3']),
  unitNo: unitNo
    .exactOptional()
    .meta({ description: 'The parcel of petroleum it is of, which is then judged by it; absent: of the whole cargo' }),
  measuredAt: instantInput,
  document: name.nullable().meta({ description: 'Number of the report it comes from' }),
  evidence,
});

export const siteCheckInput = z.strictObject({
  id: name.meta({ description: 'Of the record, chosen by its sender; the same is not taken twice' }),
  check: z.enum(siteCheckKinds),
  unitNo: unitNo.nullable(),
  finding: z.enum(['normal', 'abnormal']),
  value: z
    .strictObject({ number: decimalInput, unit: name })
    .nullable()
    .meta({ description: 'A reading with its unit, for example 0.12 μSv/h' }),
  remark: words.nullable(),
  evidence,
});

export const resamplingInput = z.strictObject({
  unitNo,
  way: z.enum(['sampler', 'reserve']).meta({ description: 'Sampled again, or its retained bottle tested' }),
  reason,
});

export const noLimitInput = z.strictObject({
  items: z.array(name).min(1).meta({ description: 'Items of the statement for which no limit exists' }),
  reason,
});

export const splitInput = z.strictObject({
  unitNos: z.array(unitNo).min(1).meta({ description: 'Units that are not discharged here' }),
  port: name,
  reason,
});

export const endingInput = z.strictObject({
  kind: z
    .enum(['withdrawn', 'cancelled'])
    .meta({ description: 'Withdrawn by the applicant, or cancelled by customs' }),
  reason,
});

export const reinspectionInput = z.strictObject({ applicant: name, reason });

export const divisionInput = z.strictObject({ cause: z.enum(divisionCauses), reason });

export const turnaroundQuery = z.object({
  kind: z.enum(['coal', 'grain', 'petroleum']).optional().describe('Of one commodity; absent: of all'),
  ...periodQuery,
});

const minutes = z.number().meta({ description: 'min' });
export const stageTurnaround = z
  .object({
    stage: z.string(),
    units: z.int().meta({ description: 'That have left the stage' }),
    median_min: minutes,
    p90_min: minutes.meta({ description: 'Nine of ten took no longer, min' }),
    longest_min: minutes,
  })
  .meta({ id: 'StageTurnaround' });

export const turnaroundOfPeriod = listOf(stageTurnaround).extend({ from: instantText, to: instantText });
