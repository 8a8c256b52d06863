import { z } from 'zod';

/** RFC 9457 problem details with our members `code`, `field`, `remedy` and `errors`. */
export const problemSchema = z
  .object({
    type: z.string().meta({ description: 'URN of the code; not a link' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: 'What is wrong, and with which thing' }),
    code: z.string().meta({ description: 'Stable code to program against' }),
    field: z.string().nullable().meta({ description: 'The field to change, if one is at fault' }),
    remedy: z.string().meta({ description: 'What to do about it' }),
    instance: z.string().meta({ description: 'Id of this request, as in the log and in X-Request-Id' }),
    errors: z.array(
      z.object({ field: z.string(), code: z.string(), message: z.string(), remedy: z.string().optional() }),
    ),
  })
  .meta({ id: 'Problem' });

export type Problem = z.output<typeof problemSchema>;
