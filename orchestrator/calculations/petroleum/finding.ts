import { z } from 'zod';

/** A finding in an answer. */
const finding = z.strictObject({ code: z.string(), effect: z.enum(['INVALID', 'SUSPECT', 'NOTE']), zh: z.string(), en: z.string() });
export const findings = z.array(finding).readonly().meta({ description: 'what was found, with its effect on the verdict' });
