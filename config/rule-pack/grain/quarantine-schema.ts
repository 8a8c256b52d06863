import { z } from 'zod';
import { releaseOutcomes } from '../../../workflows/conformity/release-types.ts';
import { bilingual, formula, source } from '../primitives.ts';

/** The quarantine section, `QuarantineRules`. */

const outcome = z.enum(releaseOutcomes);
const code = z.string().regex(/^[A-Z]+(_[A-Z]+)*$/, 'must be capitals joined by underscores');

const unique = (codes: readonly string[]): boolean => new Set(codes).size === codes.length;
const isPart = (part: readonly string[], whole: readonly string[]): boolean => part.every((one) => whole.includes(one));

const finding = z
  .strictObject({
    code,
    name: bilingual,
    basis: bilingual,
    measures: bilingual,
    allowed: z.array(outcome).min(1).refine(unique, 'an outcome is named twice'),
    proposed: z.array(outcome).min(1),
    needTreatment: z.array(outcome),
    stopsUnloading: z.boolean(),
    source,
  })
  .refine(({ allowed, proposed, needTreatment }) => isPart([...proposed, ...needTreatment], allowed), {
    message: 'what is proposed or needs treatment must be allowed',
    path: ['allowed'],
  })
  .refine(({ allowed, needTreatment }) => allowed.some((one) => !needTreatment.includes(one)), {
    message: 'something must remain where no treatment is effective',
    path: ['needTreatment'],
  });

export const quarantineSchema = z
  .strictObject({
    formulas: z.strictObject({ outcomes: formula, stopUnloading: formula }),
    outcomes: z
      .array(z.strictObject({ code: outcome, name: bilingual }))
      .refine((all) => unique(all.map((one) => one.code)), 'an outcome is named twice'),
    findings: z
      .array(finding)
      .min(1)
      .refine((all) => unique(all.map((one) => one.code)), 'a finding is defined twice'),
    whileUnloading: z.strictObject({ basis: bilingual, measures: bilingual, source }),
  })
  .refine(
    ({ findings, outcomes }) =>
      isPart(
        findings.flatMap(({ allowed }) => allowed),
        outcomes.map((one) => one.code),
      ),
    { message: 'an outcome has no name', path: ['outcomes'] },
  );
