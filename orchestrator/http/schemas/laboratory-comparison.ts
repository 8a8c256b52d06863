import { z } from 'zod';
import { workingStep } from './calculation.ts';
import { basis, decimal, definedOnly, instantText, name, pageQuery } from './scalars.ts';

const item = z.string().min(1).max(40).meta({ description: 'Symbol of the item', example: 'A' });

/** Numbers stay as reported: how many decimals were written is part of the record. */
export const laboratoryReport = z.strictObject({
  laboratory: name.meta({
    description: 'Name of the other laboratory; nothing that tells whose cargo it is',
  }),
  reportNo: name.meta({ description: 'As on its report; one is compared once' }),
  reportedOn: z.iso.date().meta({ description: 'Day of its report' }),
  values: z
    .array(
      z
        .strictObject({
          item,
          basis: basis.nullable().meta({ description: 'Coal: `d`; null where there are no bases' }),
          results: z
            .array(z.string().max(40))
            .min(1)
            .max(20)
            .meta({ description: 'In the unit of the item; one number where a mean was reported' }),
          variant: name.optional().meta({
            description: 'The procedure, where the limit depends on it; St: eschka, coulometric, infrared',
          }),
        })
        .transform(definedOnly),
    )
    .min(1)
    .max(50),
});

const verdict = z.enum(['AGREE', 'DISAGREE', 'NOT_JUDGED']).meta({
  description: '`NOT_JUDGED` is no agreement: nothing says what difference is allowed, see `reason`',
});

export const comparisonsQuery = z.object({ verdict: verdict.optional(), ...pageQuery(50, 200) });

export const laboratoryComparison = z
  .object({
    code: z.string(),
    analysts: z.array(z.string()),
    reviewer: z.string(),
    verdict,
    reports: z.array(
      z.object({
        laboratory: z.string(),
        reportNo: z.string(),
        reportedOn: z.string(),
        by: z.string(),
        at: instantText,
        verdict,
        items: z.array(
          z.object({
            item,
            basis: basis.nullable().meta({ description: 'What our mean stands on' }),
            otherBasis: basis.nullable(),
            unit: z.string(),
            own: decimal.meta({ description: 'Mean of our approved result, unrounded' }),
            other: decimal.meta({ description: 'Mean of the other laboratory, unrounded' }),
            difference: decimal.nullable(),
            limit: decimal
              .nullable()
              .meta({ description: 'What difference is allowed between laboratories' }),
            verdict,
            reason: z.enum(['LIMIT_NOT_KNOWN', 'BASIS_NOT_REACHED']).nullable(),
            steps: z.array(workingStep),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'LaboratoryComparison' });
