import { z } from 'zod';
import { moistureAge, workedConversion } from '../../../workflows/assay/conversion.ts';
import { bilingualFinding } from '../common/findings.ts';
import { ok } from '../../../workflows/kernel/refusal.ts';
import { calculation } from '../calculation.ts';
import { decimalOut, nonNegative } from '../scalars.ts';
import { basis, day, decimals, inCallersFields, refuseMissing, sampleFields, sampleOf } from './fields.ts';

export const coalBaseConversion = calculation({
  name: 'coal-base-conversion',
  title: { zh: '煤质基准换算', en: 'Conversion between bases' },
  summary: {
    zh: '在收到基、空干基、干基、干燥无灰基之间换算，由未修约值一次修约。',
    en: 'Brings an unrounded value from one basis to another and rounds it once; checks how far moisture and analysis lie apart.',
  },
  input: z.strictObject({
    item: z.string().default('other').describe('Symbol without basis, for example A; M, Mt and Qnet are refused'),
    value: nonNegative().describe('Unrounded value on the basis `from`, in any unit; the answer is in the same'),
    from: basis().describe('Basis of the value'),
    to: basis().describe('Basis wanted'),
    ...sampleFields,
    decimals: decimals().optional().describe('Digits of the reported value; absent = those the rule pack gives the item'),
    moistureDeterminedOn: day().optional().describe('Day the moisture was determined; with analysedOn'),
    analysedOn: day().optional().describe('Day the value was determined; with moistureDeterminedOn'),
  }),
  output: z.strictObject({
    unrounded: decimalOut,
    reported: decimalOut,
    factor: decimalOut.describe('What the value was multiplied by, unrounded'),
    verdict: z.enum(['VALID', 'SUSPECT']),
    findings: z.array(bilingualFinding),
  }),
  example: { item: 'A', value: '10.60', from: 'ad', to: 'ar', totalMoisture_ar_pct: '14.2', moisture_ad_pct: '5.30' },
  formulas: (packs) => {
    const { formulas: of } = packs('coal').assay;
    const pairs = [of.adToAr, of.adToD, of.adToDaf, of.arToAd, of.arToD, of.arToDaf, of.dToAd, of.dToAr, of.dToDaf];
    return [...pairs, of.dafToAd, of.dafToAr, of.dafToD, of.ashOnDryBasis, of.moistureAge];
  },
  run: (input, packs) => {
    const rules = packs('coal').assay;
    const known = [...rules.items, ...rules.itemsOnRequest, ...rules.reported].find(({ item }) => item === input.item);
    const places = input.decimals ?? known?.decimals;
    if (places === undefined) return refuseMissing('decimals', 'the rule pack does not say how this value is reported');
    const { moistureDeterminedOn, analysedOn } = input;
    if (moistureDeterminedOn === undefined && analysedOn !== undefined)
      return refuseMissing('moistureDeterminedOn', 'two days are compared');
    if (moistureDeterminedOn !== undefined && analysedOn === undefined) return refuseMissing('analysedOn', 'two days are compared');
    const { item, value, from, to } = input;
    const converted = inCallersFields(
      workedConversion({ item, value, unit: known?.unit ?? '', from, to, sample: sampleOf(input), decimals: places }, rules),
    );
    if (!converted.ok) return converted;
    const age =
      moistureDeterminedOn !== undefined && analysedOn !== undefined ? moistureAge(moistureDeterminedOn, analysedOn, rules) : undefined;
    const findings = age?.value.finding ? [age.value.finding] : [];
    return ok({
      value: { ...converted.value.value, verdict: findings.length === 0 ? ('VALID' as const) : ('SUSPECT' as const), findings },
      steps: [...converted.value.steps, ...(age?.steps ?? [])],
    });
  },
});
