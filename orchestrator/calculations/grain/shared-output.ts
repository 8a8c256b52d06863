import { z } from 'zod';
import { decimalOut } from '../scalars.ts';

/** Shapes that several grain calculations answer with. */

export const decimalOrNull = decimalOut.nullable();
export const finding = z.object({ code: z.string(), zh: z.string(), en: z.string() });

/** The day that chooses an edition. */
export const onDay = (what: string) => z.iso.date().describe(`Day of ${what}, ISO date: chooses the edition in force`);
