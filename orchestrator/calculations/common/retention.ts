import { z } from 'zod';
import { retentionOf } from '../../../workflows/custody/retention.ts';
import { ok } from '../../../workflows/kernel/refusal.ts';
import { calculation, type PackSource } from '../calculation.ts';

const commodity = z.enum(['coal', 'grain', 'petroleum']);
const day = () => z.iso.date();
const openOrDay = () => z.union([z.literal('open'), day()]);

const rulesOf = (kind: z.infer<typeof commodity>, packs: PackSource) => {
  switch (kind) {
    case 'coal':
      return packs('coal').retention;
    case 'grain':
      return packs('grain').retention;
    case 'petroleum':
      return packs('petroleum').retention;
  }
};

export const retention = calculation({
  name: 'retention',
  title: { zh: '留样保存期限', en: 'Retention of a sample' },
  summary: {
    zh: '按日历计算留样保存期限，取规则、合同、争议和法律保全中最长者。',
    en: 'How long a retained sample is kept by the calendar: the longest of rule, contract, dispute and legal hold.',
  },
  input: z.strictObject({
    commodity: commodity.describe('What was sampled'),
    rule: z.string().optional().describe('Retention rule by its id; absent = the default of the rule pack'),
    countedFrom: z
      .union([day(), z.iso.datetime({ offset: true })])
      .describe('Day or instant the period counts from, for coal the day the results were reported'),
    timeZone: z.string().default('Asia/Shanghai').describe('IANA time zone of the site: it says on which day an instant falls'),
    contractUntil: day().optional().describe('Last day a contract asks for'),
    dispute: openOrDay().optional().describe('A dispute or claim: open, or the day it was closed'),
    legalHold: openOrDay().optional().describe('A legal hold: open, or its last day'),
  }),
  output: z.strictObject({
    rule: z.string(),
    name: z.strictObject({ zh: z.string(), en: z.string() }),
    countedFrom: z.strictObject({ day: z.string(), zh: z.string(), en: z.string() }),
    ruleUntil: z.string().describe('Last day by the rule alone'),
    keepUntil: z.string().nullable().describe('Last day the sample is kept; null while a dispute or hold is open'),
    disposableFrom: z.string().nullable(),
    decidedBy: z.enum(['rule', 'contract', 'dispute', 'legal-hold']),
  }),
  example: { commodity: 'coal', countedFrom: '2025-12-31T17:30:00Z', contractUntil: '2026-02-15' },
  formulas: (packs) => {
    const { calendarPeriod, longest, disposal } = packs('coal').retention.formulas;
    return [calendarPeriod, longest, disposal];
  },
  run: ({ commodity: kind, ...request }, packs) => {
    const worked = retentionOf(request, rulesOf(kind, packs));
    if (!worked.ok) return worked;
    const { rule, firstDay, ruleUntil, keepUntil, disposableFrom, decidedBy } = worked.value.value;
    const countedFrom = { day: firstDay, ...rule.countedFrom };
    return ok({
      value: { rule: rule.id, name: rule.name, countedFrom, ruleUntil, keepUntil, disposableFrom, decidedBy },
      steps: worked.value.steps,
    });
  },
});
