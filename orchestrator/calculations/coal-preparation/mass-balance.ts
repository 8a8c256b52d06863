import { z } from 'zod';
import { workedMassBalance } from '../../../workflows/coal-preparation/mass-balance.ts';
import { decimalString } from '../../../workflows/kernel/brand.ts';
import { ok } from '../../../workflows/kernel/refusal.ts';
import { calculation } from '../calculation.ts';
import { decimalOut, nonNegative, positive } from '../scalars.ts';

const mostStages = 50;
const nothing = decimalString('0');

const stage = z.strictObject({
  stage: z.string().min(1).describe('Name of the stage'),
  massIn_kg: positive().describe('Coal of the sample that went in'),
  out: z
    .array(
      z.strictObject({
        name: z.string().min(1).describe('Bottle or part that goes onward'),
        mass_kg: nonNegative().describe('Its mass'),
      }),
    )
    .min(1)
    .describe('What left the stage to be used'),
  rejected_kg: nonNegative().default(nothing).describe('What was rejected'),
  waterRemoved_kg: nonNegative().default(nothing).describe('Water a dryer removed'),
  flushIn_kg: nonNegative().default(nothing).describe('Coal fed only to clean the stage'),
  flushOut_kg: nonNegative().default(nothing).describe('Coal of the cleaning that was discarded'),
});

const verdict = z.enum(['normal', 'warn', 'alarm']);

export const massBalance = calculation({
  name: 'mass-balance',
  title: { zh: '制样质量平衡', en: 'Mass balance of a preparation' },
  summary: {
    zh: '各级损失或增重占进料的百分数及判定，计入冲洗样和去除的水分。',
    en: 'Loss or gain of each stage in % of what went in, with flush and water counted, and what it means.',
  },
  input: z.strictObject({ stages: z.array(stage).min(1).max(mostStages).describe('Stages in the order the coal goes through them') }),
  output: z.strictObject({
    verdict: verdict.describe('The worst of the stages'),
    stages: z.array(
      z.strictObject({ stage: z.string(), loss_pct: decimalOut.nullable().describe('Rounded; negative for a gain'), verdict }),
    ),
  }),
  example: {
    stages: [
      {
        stage: '6 mm',
        massIn_kg: '20',
        out: [
          { name: 'moisture', mass_kg: '1.5' },
          { name: 'onward', mass_kg: '4.9' },
        ],
        rejected_kg: '13.5',
      },
      { stage: 'dryer', massIn_kg: '4.9', out: [{ name: 'onward', mass_kg: '4.43' }], waterRemoved_kg: '0.45' },
    ],
  },
  formulas: (packs) => {
    const { massBalance: balance, massBalanceVerdict } = packs('coal').preparation.formulas;
    return [balance, massBalanceVerdict];
  },
  run: (input, packs) => {
    const stages = input.stages.map((each) => ({
      stage: each.stage,
      massIn: each.massIn_kg,
      children: each.out.map(({ name, mass_kg: mass }) => ({ name, mass })),
      rejected: each.rejected_kg,
      waterRemoved: each.waterRemoved_kg,
      flushIn: each.flushIn_kg,
      flushOut: each.flushOut_kg,
    }));
    const { value, steps } = workedMassBalance(stages, packs('coal').preparation);
    const judged = value.stages.map(({ stage: name, lossPercent, verdict: of }) => ({ stage: name, loss_pct: lossPercent, verdict: of }));
    return ok({ value: { verdict: value.verdict, stages: judged }, steps });
  },
});
