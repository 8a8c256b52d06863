import { z } from 'zod';
import { judgeProduct } from '../../../workflows/conformity/product-conformity.ts';
import type { ProductLimitRules } from '../../../workflows/conformity/product-rules.ts';
import type { Bilingual } from '../../../workflows/kernel/bilingual.ts';
import { calculation, type PackSource } from '../calculation.ts';
import { decimalOut, quantity } from '../scalars.ts';
import { sourceOut, words } from '../source-out.ts';
import {
  comparison,
  conformityFormulas,
  gateAdvices,
  nature,
  regime,
  regimes,
  verdict,
} from './shared-output.ts';

const mostValues = 500;
const name = z.string().min(1).max(60);

const output = z.object({
  overall: verdict,
  decisionRule: words,
  items: z
    .array(
      z.object({
        item: z.string(),
        name: words,
        unit: z.string(),
        set: z.string().nullable(),
        value: decimalOut.nullable(),
        comparison: comparison.nullable(),
        limit: decimalOut.nullable(),
        nature: nature.nullable(),
        verdict,
        required: z.boolean(),
        near: z.boolean(),
        decisionRule: regime.nullable(),
        regimes,
        source: sourceOut.nullable(),
      }),
    )
    .readonly(),
  advice: gateAdvices,
});

const inputFor = (products: string, uses: string, items: string) =>
  z.strictObject({
    product: name.describe(products),
    use: name.describe(uses),
    on: z.iso.date().describe('Day whose editions apply, ISO date'),
    sampleValid: z.boolean().describe('Whether the sample is valid, or suspect and accepted by an officer'),
    values: z
      .array(
        z.strictObject({
          item: name.describe(items),
          value: quantity().describe('Accepted result, not rounded, in `unit`; 0 where nothing was detected'),
          unit: name.describe('Unit of the value; must be the one of the limit'),
        }),
      )
      .max(mostValues)
      .describe('Results of the lot, one an item'),
    required: z
      .array(name)
      .max(mostValues)
      .optional()
      .describe("Items customs' instruction asks for; left out: every item with a limit"),
    noLimitAccepted: z
      .array(name)
      .max(mostValues)
      .default([])
      .describe('Items whose having no limit an officer has accepted; default: none'),
  });

/** The calculation of one commodity whose limits go by product and declared use. */
const productConformity = (spec: {
  readonly name: string;
  readonly title: Bilingual;
  readonly summary: Bilingual;
  readonly input: ReturnType<typeof inputFor>;
  readonly example: z.input<ReturnType<typeof inputFor>>;
  readonly rules: (packs: PackSource) => ProductLimitRules;
}) =>
  calculation({
    ...spec,
    output,
    formulas: (packs) => conformityFormulas(spec.rules(packs)),
    run: ({ required, ...request }, packs) => {
      const judged = judgeProduct({ ...request, required: required ?? null }, spec.rules(packs));
      if (!judged.ok) return judged;
      const { value, steps } = judged.value;
      const items = value.items.map((item) => ({
        ...item,
        comparison: item.limit?.comparison ?? null,
        nature: item.limit?.nature ?? null,
        limit: item.limit?.limit ?? null,
      }));
      return { ok: true, value: { value: { ...value, items }, steps } };
    },
  });

export const grainConformity = productConformity({
  name: 'grain-conformity',
  title: { zh: '粮食符合性判定', en: 'Conformity of a lot of grain' },
  summary: {
    zh: '按申报用途和日期选用限量（真菌毒素、污染物、卫生），逐项判定；无限量、未检测单列。',
    en: 'Limits by declared use and day (mycotoxins, contaminants, hygiene), a verdict on each; no limit and not tested are said so.',
  },
  input: inputFor(
    'maize, wheat, barley or soybean',
    'Declared use: food, oil-crushing or feed',
    'For example AFB1, DON, Pb, ergot',
  ),
  example: {
    product: 'barley',
    use: 'feed',
    on: '2026-11-21',
    sampleValid: true,
    values: [
      { item: 'DON', value: '1250', unit: 'µg/kg' },
      { item: 'moisture', value: '12.8', unit: '%' },
    ],
    noLimitAccepted: ['moisture'],
  },
  rules: (packs) => packs('grain').limits,
});

export const petroleumConformity = productConformity({
  name: 'petroleum-conformity',
  title: { zh: '油品符合性判定', en: 'Conformity of a parcel of petroleum' },
  summary: {
    zh: '按产品牌号的限值逐项判定；原油无强制限值的项目单列，由海关确认。',
    en: 'Verdict on each limit of the grade; items of crude oil without a mandatory limit are listed as such, for customs to accept.',
  },
  input: inputFor(
    'Grade, for example diesel-0, gasoline-vib, crude-oil',
    'motor-fuel or refining',
    'For example sulfur, flash-point, density-20',
  ),
  example: {
    product: 'diesel-0',
    use: 'motor-fuel',
    on: '2026-11-21',
    sampleValid: true,
    values: [
      { item: 'sulfur', value: '8.7', unit: 'mg/kg' },
      { item: 'flash-point', value: '63.5', unit: '°C' },
      { item: 'density-20', value: '832.4', unit: 'kg/m³' },
    ],
  },
  rules: (packs) => packs('petroleum').limits,
});
