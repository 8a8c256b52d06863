import { z } from 'zod';
import { correctForTransit, twoStepMoisture } from '../../../workflows/assay/total-moisture.ts';
import { ok } from '../../../workflows/kernel/refusal.ts';
import { calculation } from '../calculation.ts';
import { bilingualFinding } from '../common/findings.ts';
import { decimalOut, nonNegative, percent, positive } from '../scalars.ts';
import { inCallersFields, itemOf } from './fields.ts';

export const coalMoistureTransitLoss = calculation({
  name: 'coal-moisture-transit-loss',
  title: { zh: '全水分运送损失补正', en: 'Total moisture and its loss in transit' },
  summary: {
    zh: '由封装和收到时的质量计算运送损失 M₁，不超过规定值且无撒漏时补正全水分。',
    en: 'Loss M₁ of the sealed moisture sample on its way; made up for within the limit and without spillage, else an incident.',
  },
  input: z.strictObject({
    sealedMass_g: positive().describe('Net mass of the moisture sample when it was sealed'),
    receivedMass_g: nonNegative().describe('Net mass when it was weighed at the laboratory'),
    spilt: z.boolean().describe('Whether coal was spilt on the way'),
    determinedMoisture_ar_pct: percent().describe('Total moisture Mt′ as determined at the laboratory'),
  }),
  output: z.strictObject({
    transitLoss_pct: decimalOut.describe('M₁ of the sealed mass, unrounded; negative for a gain'),
    verdict: z.enum(['CORRECTED', 'AS_RECEIVED_BY_LABORATORY']),
    totalMoistureUnrounded_ar_pct: decimalOut,
    totalMoisture_ar_pct: decimalOut,
    findings: z.array(bilingualFinding).describe('Each is an incident'),
  }),
  example: { sealedMass_g: '1500.0', receivedMass_g: '1492.5', spilt: false, determinedMoisture_ar_pct: '13.8' },
  formulas: (packs) => {
    const { transitLoss, transitCorrection, noTransitCorrection } = packs('coal').assay.formulas;
    return [transitLoss, transitCorrection, noTransitCorrection];
  },
  run: (input, packs) => {
    const rules = packs('coal').assay;
    const weighings = {
      sealed: input.sealedMass_g,
      received: input.receivedMass_g,
      spilt: input.spilt,
      determined: input.determinedMoisture_ar_pct,
    };
    const worked = correctForTransit(weighings, rules, itemOf('Mt', rules).decimals);
    if (!worked.ok) return inCallersFields(worked, { sealed: 'sealedMass_g', determined: 'determinedMoisture_ar_pct' });
    const { transitLoss, corrected, unrounded, reported, findings } = worked.value.value;
    return ok({
      value: {
        transitLoss_pct: transitLoss,
        verdict: corrected ? ('CORRECTED' as const) : ('AS_RECEIVED_BY_LABORATORY' as const),
        totalMoistureUnrounded_ar_pct: unrounded,
        totalMoisture_ar_pct: reported,
        findings: [...findings],
      },
      steps: worked.value.steps,
    });
  },
});

export const coalTwoStepMoisture = calculation({
  name: 'coal-two-step-moisture',
  title: { zh: '两步法全水分', en: 'Total moisture in two steps' },
  summary: {
    zh: '由外在水分和内在水分计算全水分；也用于制样空气干燥损失的补正。',
    en: 'Total moisture from the free moisture of the first drying and the moisture of what was left.',
  },
  input: z.strictObject({
    freeMoisture_ar_pct: percent().describe('Free moisture M_f: loss of the first drying, % of the sample as received'),
    inherentMoisture_ad_pct: percent().describe('Moisture M_inh of the dried coal, %'),
  }),
  output: z.strictObject({ totalMoistureUnrounded_ar_pct: decimalOut, totalMoisture_ar_pct: decimalOut }),
  example: { freeMoisture_ar_pct: '9.4', inherentMoisture_ad_pct: '5.30' },
  formulas: (packs) => [packs('coal').assay.formulas.twoStepMoisture],
  run: (input, packs) => {
    const rules = packs('coal').assay;
    const parts = { free: input.freeMoisture_ar_pct, inherent: input.inherentMoisture_ad_pct };
    const worked = twoStepMoisture(parts, rules, itemOf('Mt', rules).decimals);
    if (!worked.ok) return inCallersFields(worked, { free: 'freeMoisture_ar_pct', inherent: 'inherentMoisture_ad_pct' });
    const { unrounded, reported } = worked.value.value;
    return ok({ value: { totalMoistureUnrounded_ar_pct: unrounded, totalMoisture_ar_pct: reported }, steps: worked.value.steps });
  },
});
