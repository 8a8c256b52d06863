import { z } from 'zod';
import { instantText, sha256 } from './scalars.ts';

export const instrumentParam = z.object({
  id: z
    .string()
    .min(1)
    .max(40)
    .meta({ description: 'Id of the instrument in the site file', example: 'tga-1' }),
});

export const instrument = z
  .object({
    id: z.string(),
    format: z.enum(['csv', 'lis2-a2']),
    analyst: z.string().meta({ description: 'User for whom results of its folder are entered' }),
    watched: z.boolean().meta({ description: 'A folder is watched for its files' }),
    items: z.array(
      z.object({
        inFile: z.string().meta({ description: 'What the instrument calls it' }),
        item: z.string().meta({ description: 'Item of the rule pack' }),
        unit: z.string(),
      }),
    ),
    lastFile: z
      .object({ instrument: z.string(), sha256, analyst: z.string(), at: instantText })
      .nullable()
      .meta({ description: 'Of which something was entered last; null: of none ever' }),
  })
  .meta({ id: 'Instrument' });

/** What an analyst is told of a file that was taken; one that was not is a problem with its faults as `errors`. */
export const resultsTaken = z
  .object({
    instrument: z.string(),
    sha256: sha256.meta({ description: 'Of the file as it was sent' }),
    analyst: z.string(),
    status: z
      .enum(['taken', 'repeated'])
      .meta({ description: '`repeated`: all of it had been entered before, and nothing was changed' }),
    determinations: z.int().meta({ description: 'In the file' }),
    entered: z.int(),
    before: z.int().meta({ description: 'Entered before, from this same file' }),
  })
  .meta({ id: 'ResultsTaken' });
