import { z } from 'zod';
import { adviseRelease } from '../../../workflows/conformity/advise-release.ts';
import { releaseOutcomes } from '../../../workflows/conformity/release-types.ts';
import { calculation, type PackSource } from '../calculation.ts';
import { conformityFormulas, gateAdvices, nature, verdict } from './shared-output.ts';

const mostItems = 500;
const name = z.string().trim().min(1).max(200);
const commodity = z.enum(['coal', 'grain', 'petroleum']);

const rulesOf = (packs: PackSource, of: z.output<typeof commodity>) =>
  of === 'coal' ? packs('coal').conformity : packs(of).limits;
const described = z.strictObject({ zh: name.describe('In Chinese'), en: name.describe('In English') });

export const releaseAdviceCalculation = calculation({
  name: 'release-advice',
  title: { zh: '准予提离、准予销售或使用的处置建议', en: 'Advice on removal and on sale or use' },
  summary: {
    zh: '综合检验结果、样品有效性、现场查验、检疫、处理、争议和许可，给出两道关口的建议、依据、未结事项和可选处置。',
    en: 'From results, sample, on-site checks, quarantine, treatments, disputes, licences: advice, basis, what is open.',
  },
  input: z.strictObject({
    commodity: commodity.describe('Whose rule pack applies'),
    on: z.iso.date().describe('Day of the advice, ISO date'),
    product: name
      .optional()
      .describe('Product of the pack, for goods released before inspection (crude-oil); left out: none'),
    items: z
      .array(
        z.strictObject({
          item: name.describe('Symbol or id of the item'),
          verdict: verdict.describe('Its verdict'),
          nature: nature.describe('Whether a failure is one of safety, health or environment'),
          near: z
            .boolean()
            .default(false)
            .describe('Whether the value lies within R/√2 of the limit; default: false'),
        }),
      )
      .max(mostItems)
      .describe('Every mandatory item; one without a result as NOT_TESTED'),
    noLimitAccepted: z
      .array(name)
      .max(mostItems)
      .default([])
      .describe('Items whose having no limit an officer has accepted; default: none'),
    conditions: z
      .array(
        z.strictObject({
          statement: described.describe('The condition in words'),
          outstanding: z.array(name).describe('What would settle it, for example haulDistance'),
        }),
      )
      .max(mostItems)
      .default([])
      .describe(
        'Conditions under which the limits are met, where the destination is not known; default: none',
      ),
    sample: z.enum(['VALID', 'SUSPECT', 'INVALID']).describe('Validity of the sample'),
    suspectAcceptedBy: name.optional().describe('Officer who accepted a suspect sample; left out: nobody'),
    onSiteChecks: z.enum(['PASSED', 'FAILED', 'OPEN']).describe('Checks on board and on the quay'),
    sampled: z.boolean().describe('Whether the sample has been taken'),
    openTreatments: z.array(name).max(mostItems).describe('Treatments ordered and not yet found effective'),
    dispute: z.boolean().describe('Whether a reinspection or dispute is open'),
    licencesWrittenOff: z.boolean().describe('Whether the licences are written off'),
    contractShortfall: z
      .boolean()
      .default(false)
      .describe('Whether only the quality of the contract is not met; default: false'),
    quarantine: z
      .array(
        z.strictObject({
          code: name.describe('Code of the finding'),
          allowed: z.array(z.enum(releaseOutcomes)).describe('Outcomes the law allows'),
          stopUnloading: z.boolean().describe('Whether unloading stops at once'),
          basis: described.describe('Law it rests on'),
        }),
      )
      .max(mostItems)
      .default([])
      .describe('Quarantine findings, as quarantine-findings answers; default: none'),
  }),
  output: z.object({ overall: verdict, stopUnloading: z.boolean(), gates: gateAdvices }),
  example: {
    commodity: 'petroleum',
    on: '2026-11-21',
    product: 'crude-oil',
    items: [
      { item: 'water', verdict: 'NOT_TESTED', nature: 'other' },
      { item: 'sulfur', verdict: 'NOT_TESTED', nature: 'other' },
    ],
    sample: 'VALID',
    onSiteChecks: 'PASSED',
    sampled: true,
    openTreatments: [],
    dispute: false,
    licencesWrittenOff: false,
  },
  formulas: (packs) =>
    [packs('coal').conformity, packs('grain').limits, packs('petroleum').limits].flatMap((rules) =>
      conformityFormulas(rules),
    ),
  run: (
    { commodity: of, items, noLimitAccepted, conditions, product, suspectAcceptedBy, ...guards },
    packs,
  ) =>
    adviseRelease(
      {
        items,
        noLimitAccepted,
        conditions,
        guards: { ...guards, product: product ?? null, suspectAcceptedBy: suspectAcceptedBy ?? null },
      },
      rulesOf(packs, of),
    ),
});
