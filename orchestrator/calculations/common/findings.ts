import { z } from 'zod';

/** A reason for a verdict, as answers carry it. */
export const bilingualFinding = z.object({ code: z.string(), zh: z.string(), en: z.string() });
