import { z } from 'zod';
import type { GrainRulePack } from '../../../workflows/grain-sampling/rule-pack.ts';
import { retentionSchema } from '../retention-schema.ts';
import { checkJudged } from '../test-items-schema.ts';
import { assaySchema } from './assay-schema.ts';
import { gradesSchema } from './grades-schema.ts';
import { limitsSchema } from './limits-schema.ts';
import { quarantineSchema } from './quarantine-schema.ts';
import { samplingSchema } from './sampling-schema.ts';

type Sections = Pick<GrainRulePack, 'assay' | 'grades' | 'limits' | 'quarantine'>;

/** Limits, factors of grades and observations that put a lot below every grade have their tests; answers name findings there are. */
function checkTests({ assay, grades, limits, quarantine }: Sections, context: z.RefinementCtx): void {
  const ofLimits = limits.items.map(({ id, unit }, index) => ({ id, unit, path: ['limits', 'items', index] }));
  const ofGrades = grades.scales.flatMap(({ editions }, scale) =>
    editions.flatMap(({ factors, requirements, unknown, disqualifying }, edition) => {
      const path = ['grades', 'scales', scale, 'editions', edition];
      const measured = [...factors, ...requirements, ...unknown].map(({ key, unit }) => ({ id: key, unit, path }));
      return [...measured, ...disqualifying.map(({ id }) => ({ id, path }))];
    }),
  );
  checkJudged(assay, [...ofLimits, ...ofGrades], context);
  for (const list of ['items', 'itemsOnRequest'] as const) {
    assay[list].forEach((item, index) => {
      if (item.rule !== 'observation') return;
      const isFinding = (name: string) => quarantine.findings.some(({ code }) => code === name);
      const unknown = item.answers.find(({ finding }) => finding !== undefined && !isFinding(finding));
      if (unknown) {
        const message = `there is no finding ${unknown.finding ?? ''}`;
        context.addIssue({ code: 'custom', message, path: ['assay', list, index, 'answers'] });
      }
    });
  }
}

/** The sections of a grain pack. */
export const grainSections = z
  .strictObject({
    sampling: samplingSchema,
    assay: assaySchema,
    grades: gradesSchema,
    quarantine: quarantineSchema,
    limits: limitsSchema,
    retention: retentionSchema,
  })
  .superRefine(checkTests);
