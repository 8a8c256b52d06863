import { z } from 'zod';
import { compareDecimals } from '../../../workflows/kernel/decimal.ts';
import { bilingual, decimal, formula, identifier, source, words } from '../primitives.ts';
import { oneAtATime } from './scheme-schema.ts';

/** The grades section, `GrainGradeRules`. */

/** Words in camel case, then the unit: `testWeight_g_per_L`. */
const key = z.string().regex(/^[a-z][A-Za-z0-9]*(_[A-Za-z0-9]+)+$/, 'must be a name followed by its unit, for example moisture_pct');
const factor = z.strictObject({ key, name: bilingual, unit: words, sense: z.enum(['at-least', 'at-most']) });
const grade = z.strictObject({ code: words, name: bilingual, limits: z.record(key, decimal), source });

const edition = z
  .strictObject({
    factors: z.array(factor).min(1),
    grades: z.array(grade).min(1),
    below: z.strictObject({ code: words, name: bilingual }),
    requirements: z.array(factor.extend({ limit: decimal, source })),
    disqualifying: z.array(z.strictObject({ id: identifier, name: bilingual, source })),
    unknown: z.array(factor),
    source,
  })
  .superRefine(({ factors, grades, below, requirements, unknown, disqualifying }, context) => {
    const fault = (message: string, ...path: (string | number)[]) => context.addIssue({ code: 'custom', message, path });
    const keys = [...factors, ...requirements, ...unknown].map((one) => one.key);
    if (new Set(keys).size < keys.length) fault('a factor is defined twice', 'factors');
    const codes = [...grades.map(({ code }) => code), below.code];
    if (new Set(codes).size < codes.length) fault('a grade is defined twice', 'grades');
    if (new Set(disqualifying.map(({ id }) => id)).size < disqualifying.length) fault('an observation is defined twice', 'disqualifying');
    grades.forEach(({ limits }, index) => {
      if (Object.keys(limits).length !== factors.length) fault('a grade has one limit for every factor', 'grades', index, 'limits');
      factors.forEach(({ key: name, sense }) => {
        const limit = limits[name];
        const before = grades[index - 1]?.limits[name];
        if (limit === undefined) fault('the factor has no limit', 'grades', index, 'limits', name);
        else if (before !== undefined && compareDecimals(before, limit) * (sense === 'at-least' ? 1 : -1) < 0)
          fault('a lower grade must not be stricter', 'grades', index, 'limits', name);
      });
    });
  });

export const gradesSchema = z.strictObject({
  formulas: z.strictObject({ factorGrade: formula, lotGrade: formula, requirement: formula, disqualification: formula }),
  scales: z
    .array(
      z.strictObject({
        id: identifier,
        name: bilingual,
        editions: z.array(edition).min(1).refine(oneAtATime, 'editions must follow one another by validFrom and validTo'),
      }),
    )
    .min(1)
    .refine((scales) => new Set(scales.map(({ id }) => id)).size === scales.length, 'a scale is defined twice'),
});
