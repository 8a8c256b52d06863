import { z } from 'zod';
import { planStages, type PlannedStage } from '../../../workflows/coal-preparation/stage-plan.ts';
import { ok, refuse } from '../../../workflows/kernel/refusal.ts';
import { calculation } from '../calculation.ts';
import { decimalOut, positive } from '../scalars.ts';

const stageOut = z.strictObject({
  order: z.int(),
  stage: z.string(),
  name: z.strictObject({ zh: z.string(), en: z.string() }),
  topSize_mm: decimalOut.nullable(),
  leastMass_kg: decimalOut.nullable().describe('That must remain after a division, or that a bottle must hold'),
  ovenLimit_degC: decimalOut.nullable(),
  preferRiffle: z.boolean().describe('Where a division by hand is better made with a riffle'),
  bottle: z.int().nullable().describe('Type number of the bottle, where it has one'),
});

const stageOf = (stage: PlannedStage): z.output<typeof stageOut> => ({
  order: stage.order,
  stage: stage.id,
  name: stage.name,
  topSize_mm: stage.topSize ?? null,
  leastMass_kg: stage.leastMass ?? null,
  ovenLimit_degC: stage.ovenLimit ?? null,
  preferRiffle: stage.preferRiffle ?? false,
  bottle: stage.bottle ?? null,
});

export const coalPreparationStages = calculation({
  name: 'coal-preparation-stages',
  title: { zh: '煤样制备流程与最小质量', en: 'Stages of the preparation of a coal sample' },
  summary: {
    zh: '按标称最大粒度给出破碎、缩分、干燥和装瓶的次序及各级最小质量；全水分样先于加热。',
    en: 'Crushing, division, drying and bottles in their order with the least mass at each; the moisture sample before any heating.',
  },
  input: z.strictObject({
    topSize_mm: positive().describe('Nominal top size of the gross sample'),
    sticky: z.boolean().default(false).describe('Too sticky to crush: coarse drying first, its loss counted towards total moisture'),
    moistureAt: z.enum(['13-mm', '6-mm']).default('6-mm').describe('Top size at which the moisture sample is taken'),
    driedGently: z
      .boolean()
      .default(false)
      .describe('Easily oxidised coal, caking or swelling tests, or drying that counts towards total moisture'),
  }),
  output: z.strictObject({
    grossSample: z.strictObject({
      tableTopSize_mm: decimalOut.describe('Row of the table: the top size or the next larger one'),
      leastMass_kg: decimalOut,
      leastMoistureMass_kg: decimalOut.nullable(),
    }),
    stages: z.array(stageOut),
    bottles: z.array(stageOut).describe('The stages that give a bottle'),
  }),
  example: { topSize_mm: '50' },
  formulas: (packs) => {
    const { leastMass, wayOfTheSample, ovenLimit } = packs('coal').preparation.formulas;
    return [leastMass, wayOfTheSample, ovenLimit];
  },
  run: (input, packs) => {
    const { sampling, preparation } = packs('coal');
    const { topSize_mm: topSize, sticky, moistureAt, driedGently } = input;
    const plan = planStages({ topSize, sticky, moistureAt, driedGently }, sampling.minimumMass, preparation);
    if (!plan.ok) return refuse({ ...plan.refusal, field: 'topSize_mm' });
    const { grossSample, stages, bottles } = plan.value.value;
    return ok({
      value: {
        grossSample: {
          tableTopSize_mm: grossSample.rowTopSize,
          leastMass_kg: grossSample.general,
          leastMoistureMass_kg: grossSample.moisture,
        },
        stages: stages.map(stageOf),
        bottles: bottles.map(stageOf),
      },
      steps: plan.value.steps,
    });
  },
});
