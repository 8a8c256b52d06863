import { z } from 'zod';
import { releaseOutcomes } from '../../../workflows/conformity/release-types.ts';
import { quarantineFindings as answerTo } from '../../../workflows/quarantine/findings.ts';
import { calculation } from '../calculation.ts';
import { sourceOut, words } from '../source-out.ts';

/** Findings of one inspection; more is a list of something else. */
const mostFindings = 100;
const outcome = z.enum(releaseOutcomes);

export const quarantineFindings = calculation({
  name: 'quarantine-findings',
  title: { zh: '检疫发现的处置依据和选项', en: 'Basis and outcomes of quarantine findings' },
  summary: {
    zh: '对每项发现给出法律依据、建议和允许的处置；卸货中发现疫情的立即停卸。处置由海关决定。',
    en: 'Legal basis, proposed and allowed outcomes of each finding; a pest found while unloading stops it at once. Customs decides.',
  },
  input: z.strictObject({
    findings: z
      .array(
        z.strictObject({
          finding: z
            .string()
            .max(60)
            .describe('Code of the finding, for example LISTED_PEST, SOIL_OR_PROHIBITED_ARTICLE'),
          whileUnloading: z.boolean().describe('Whether it was found while unloading'),
          treatment: z
            .enum(['effective', 'none', 'not-known'])
            .default('not-known')
            .describe('Whether an effective treatment exists; default: not-known, every outcome stays open'),
        }),
      )
      .min(1)
      .max(mostFindings)
      .describe('What was found'),
  }),
  output: z.object({
    stopUnloading: z.boolean(),
    findings: z
      .array(
        z.object({
          code: z.string(),
          name: words,
          allowed: z.array(outcome).readonly(),
          proposed: z.array(outcome).readonly(),
          outcomeNames: z.array(words).readonly(),
          stopUnloading: z.boolean(),
          basis: words,
          measures: z.array(words).readonly(),
          source: sourceOut,
        }),
      )
      .readonly(),
  }),
  example: { findings: [{ finding: 'LISTED_PEST', whileUnloading: true, treatment: 'effective' }] },
  formulas: (packs) => Object.values(packs('grain').quarantine.formulas),
  run: ({ findings }, packs) => answerTo(findings, packs('grain').quarantine),
});
