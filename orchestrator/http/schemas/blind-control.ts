import { z } from 'zod';
import { controlledCommodities } from '../../../workflows/blind-control/terms.ts';
import { workingStep } from './calculation.ts';
import {
  basis,
  bilingual,
  decimal,
  decimalInput,
  instantInput,
  instantText,
  name,
  pageQuery,
  reason,
} from './scalars.ts';

const kg = decimalInput.meta({ description: 'kg, net', example: '0.060' });
const seal = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .nullable()
  .meta({ description: 'As read on the seal; null: it carries none' });
const code = z.string().meta({ description: 'As on the label' });
const codeOrNone = code.nullable().meta({ description: 'null for who also tests at the bench' });

const kind = z.enum(['duplicate', 'reference']);
const verdict = z
  .enum(['ok', 'warning', 'action', 'not-judged'])
  .meta({ description: '`not-judged`: nothing says what difference is allowed; see `reason`' });

export const controlsQuery = z.object({
  status: z.enum(['toLabel', 'waiting', 'testing', 'scored', 'givenUp']).exactOptional(),
  kind: kind.exactOptional(),
  ...pageQuery(100, 500),
});

const text = z.string().min(1).max(100).exactOptional();
export const controlResultsQuery = z.object({
  item: text,
  kind: kind.exactOptional(),
  group: text,
  material: text,
  verdict: verdict.exactOptional(),
  from: instantInput.exactOptional().meta({ description: 'Scored at or after' }),
  to: instantInput.exactOptional().meta({ description: 'Scored at or before' }),
  ...pageQuery(200, 500),
});

export const controlLabelling = z.discriminatedUnion('act', [
  z.strictObject({
    act: z.literal('LABELLED'),
    portion_kg: kg,
    seal,
    rest_kg: kg
      .nullable()
      .default(null)
      .meta({ description: 'What is left in the bottle that was divided; null for a reference material' }),
    restSeal: seal.default(null),
  }),
  z.strictObject({ act: z.literal('GIVE_UP'), reason }),
]);

const scored = {
  item: z.string(),
  basis: basis.nullable(),
  unit: z.string(),
  value: decimal.nullable().meta({ description: 'Of the control, unrounded' }),
  reference: decimal
    .nullable()
    .meta({ description: 'Of the bottle that was divided, or as certified, on the same basis' }),
  difference: decimal.nullable(),
  warningLimit: decimal.nullable(),
  actionLimit: decimal.nullable(),
  score: decimal
    .nullable()
    .meta({
      description: 'Duplicate: difference over the critical difference; material: ζ; blank: over its limit',
    }),
  verdict,
  reason: z.enum(['NO_RESULT', 'PRECISION_NOT_KNOWN', 'BASIS_NOT_REACHED']).nullable(),
};
const commodity = z.enum(controlledCommodities);
const deed = { by: name, at: instantText };

/** All that leaves the house of a control. Who tests gets none of it before it is scored, and never a code. */
export const blindControl = z
  .object({
    id: z.string().nullable().meta({ description: 'null for who also tests at the bench' }),
    code: codeOrNone,
    of: codeOrNone.meta({ description: 'The bottle to divide; null for a reference material' }),
    kind,
    status: z.enum(['toLabel', 'waiting', 'testing', 'scored', 'givenUp']),
    group: z.string(),
    commodity,
    bottle: z.string().meta({ description: 'Kind of bottle it has to look like' }),
    material: z.string().nullable(),
    items: z.array(z.string()),
    orderedAt: instantText,
    labelled: z
      .object({
        ...deed,
        portion_kg: decimal,
        seal: z.string().nullable(),
        rest_kg: decimal.nullable(),
        restSeal: z.string().nullable(),
      })
      .nullable(),
    givenUp: z.object({ ...deed, reason: z.string() }).nullable(),
    benchAt: instantText.nullable(),
    endedAt: instantText.nullable(),
    analysts: z.array(z.string()),
    reviewer: z.string().nullable(),
    scores: z.array(z.object({ ...scored, steps: z.array(workingStep) })),
  })
  .meta({ id: 'BlindControl' });

export const controlPoint = z
  .object({
    control: z.string().nullable(),
    code: codeOrNone,
    of: codeOrNone,
    kind,
    group: z.string(),
    commodity,
    material: z.string().nullable(),
    scoredAt: instantText,
    analysts: z.array(z.string()),
    reviewer: z.string().nullable(),
    ...scored,
  })
  .meta({ id: 'BlindControlPoint', description: 'One item of one scored control' });

const count = z.int().min(0);
export const controlRates = z
  .object({
    groups: z.array(
      z.object({
        id: z.string(),
        commodity,
        bottles: z.array(z.string()).optional(),
        items: z.array(z.string()).optional(),
        duplicates: decimal.meta({ description: 'Share that is wanted' }),
        references: decimal.meta({ description: 'Share that is wanted' }),
        leastMass_kg: decimal,
        counted: z.object({
          assays: count,
          duplicates: count,
          references: count,
          tooLight: count.meta({ description: 'Drawn, and the bottle was too light to be divided' }),
          unsupplied: count.meta({
            description: 'Drawn, and no valid portion of a fitting material was left',
          }),
        }),
      }),
    ),
    materials: z.array(
      z.object({ id: z.string(), name: bilingual, commodity, validUntil: z.string(), remaining: count }),
    ),
  })
  .meta({ id: 'BlindControlRates' });
