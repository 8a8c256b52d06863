import { z } from 'zod';
import { judgeSequence } from '../../../workflows/coal-preparation/sequence.ts';
import type { PreparationAct } from '../../../workflows/coal-preparation/sequence-types.ts';
import { ok, refuse } from '../../../workflows/kernel/refusal.ts';
import { calculation } from '../calculation.ts';
import { count, percent, positive, quantity } from '../scalars.ts';

/** More than anybody does to one sample. */
const mostActs = 200;

const at = z.iso.datetime({ offset: true }).describe('When it began, a bottle: when it was sealed; ISO 8601 with offset');
const actOf = <Name extends string>(name: Name) => ({ act: z.literal(name).describe(`What was done: ${name}`), at });

const act = z.discriminatedUnion('act', [
  z.strictObject({ ...actOf('crush'), topSize_mm: positive().describe('Top size after crushing') }),
  z.strictObject({
    ...actOf('divide'),
    method: z.enum(['mechanical', 'manual', 'riffle']).describe('How it was divided'),
    cuts: count().optional().describe('Cuts or increments of the division; absent = not counted'),
    massKept_kg: positive().optional().describe('Mass that remained; absent = not weighed'),
    forAnalysis: z.boolean().default(false).describe('It gives the general-analysis sample, the reserve being taken already'),
  }),
  z.strictObject({
    ...actOf('moisture-bottle'),
    method: z.enum(['nine-point', 'other']).describe('How the moisture sample was taken'),
    remainderGoesOn: z.boolean().describe('Whether the remainder goes on to the general-analysis sample'),
  }),
  z.strictObject({
    ...actOf('dry'),
    temperature_degC: quantity({ above: '-50', max: '200' }).describe('Temperature of the drying'),
    lossCounted: z.boolean().default(false).describe('Its loss is part of total moisture'),
  }),
  z.strictObject({ ...actOf('bottle'), filling_pct: percent().describe('Filling of the bottle, % of its volume') }),
]);

function actInRules(done: z.output<typeof act>): PreparationAct {
  switch (done.act) {
    case 'crush':
      return { act: done.act, at: done.at, topSize: done.topSize_mm };
    case 'divide':
      return {
        act: done.act,
        at: done.at,
        method: done.method,
        cuts: done.cuts ?? null,
        massKept: done.massKept_kg ?? null,
        forAnalysis: done.forAnalysis,
      };
    case 'moisture-bottle':
      return done;
    case 'dry':
      return { act: done.act, at: done.at, temperature: done.temperature_degC, lossCounted: done.lossCounted };
    case 'bottle':
      return { act: done.act, at: done.at, filling: done.filling_pct };
  }
}

export const coalPreparationOrder = calculation({
  name: 'coal-preparation-order',
  title: { zh: '制样次序核查', en: 'Check of the order of a preparation' },
  summary: {
    zh: '核查全水分样是否先于加热、九点法余样、装瓶量、缩分切割数和粒度、缩分后最小质量。',
    en: 'Checks a preparation as done: moisture sample before heating, nine-point remainder, filling, cuts, sizes and masses of divisions.',
  },
  input: z.strictObject({
    topSize_mm: positive().describe('Nominal top size of the gross sample as it came'),
    acts: z.array(act).min(1).max(mostActs).describe('What was done, in the order of time'),
  }),
  output: z.strictObject({
    verdict: z.enum(['IN_ORDER', 'DEVIATION']),
    findings: z.array(
      z.strictObject({
        code: z.string(),
        act: z.int().nullable().describe('Place of the act at fault, from 1; null when something was not done'),
        zh: z.string(),
        en: z.string(),
      }),
    ),
  }),
  example: {
    topSize_mm: '50',
    acts: [
      { act: 'crush', at: '2026-03-01T08:00:00+08:00', topSize_mm: '13' },
      { act: 'divide', at: '2026-03-01T08:05:00+08:00', method: 'mechanical', cuts: 60, massKept_kg: '15.2' },
      { act: 'crush', at: '2026-03-01T08:15:00+08:00', topSize_mm: '6' },
      { act: 'divide', at: '2026-03-01T08:20:00+08:00', method: 'mechanical', cuts: 75, massKept_kg: '3.9' },
      { act: 'moisture-bottle', at: '2026-03-01T08:22:00+08:00', method: 'other', remainderGoesOn: true },
      { act: 'dry', at: '2026-03-01T08:30:00+08:00', temperature_degC: '45' },
      { act: 'crush', at: '2026-03-01T09:00:00+08:00', topSize_mm: '3' },
      { act: 'divide', at: '2026-03-01T09:05:00+08:00', method: 'riffle', massKept_kg: '0.75' },
      { act: 'bottle', at: '2026-03-01T09:40:00+08:00', filling_pct: '70' },
    ],
  },
  formulas: (packs) => {
    const { moistureFirst, moistureRemainder, filling, divisionCuts, divisionSize, leastMass } = packs('coal').preparation.formulas;
    return [moistureFirst, moistureRemainder, filling, divisionCuts, divisionSize, leastMass];
  },
  run: (input, packs) => {
    const judged = judgeSequence(input.acts.map(actInRules), input.topSize_mm, packs('coal').preparation);
    if (!judged.ok) {
      const { field } = judged.refusal;
      return field === undefined ? judged : refuse({ ...judged.refusal, field: field.replace(/topSize$/, 'topSize_mm') });
    }
    const { verdict, findings } = judged.value.value;
    const fromOne = findings.map((finding) => ({ ...finding, act: finding.act === null ? null : finding.act + 1 }));
    return ok({ value: { verdict, findings: fromOne }, steps: judged.value.steps });
  },
});
