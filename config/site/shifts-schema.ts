import { z } from 'zod';

const shift = z.strictObject({
  name: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }),
  /** By the clock of the site. */
  starts: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day in quotes, for example "08:00"'),
});

/** When shifts begin, each until the next does; the last of a day goes on into the next day. */
export const shiftsSchema = z
  .array(shift)
  .min(1)
  .superRefine((shifts, { addIssue }) => {
    for (const [index, { starts }] of shifts.entries()) {
      if (shifts.findIndex((other) => other.starts === starts) !== index)
        addIssue({ code: 'custom', path: [index, 'starts'], message: `two shifts begin at ${starts}` });
    }
  });

export type ShiftPlan = z.infer<typeof shiftsSchema>;
