import { z } from 'zod';
import { Decimal, toDecimal, toDecimalString } from '../../../workflows/kernel/decimal.ts';
import { ok, refuse } from '../../../workflows/kernel/refusal.ts';
import { roundGbt8170 } from '../../../workflows/kernel/rounding.ts';
import type { Formula } from '../../../workflows/kernel/working.ts';
import { workingStep } from '../../../workflows/kernel/working.ts';
import { calculation } from '../calculation.ts';
import { catalogueOf } from '../catalogue.ts';
import type { PackShelf } from '../pack-shelf.ts';
import { count, decimalOut, nonNegative, positive } from '../scalars.ts';

/** A calculation of every shape an input can have, for tests of what runs, explains and prints calculations. */

const shareFormula: Formula = {
  name: { zh: '份额', en: 'Share' },
  expression: 's = 100·m / M',
  source: {
    standard: 'GB/T 99999',
    edition: '2020',
    clause: '5.1',
    confidence: 'general',
    note: 'to be verified against the text',
    overrides: [{ pack: 'site@1', path: 'share.decimals', was: '3', now: '2', reason: 'two will do' }],
  },
};

const lot = z.strictObject({ mass_kg: positive().describe('Mass of the layer'), layer: z.enum(['top', 'bottom']).describe('Layer') });

export const share = calculation({
  name: 'part-share',
  title: { zh: '份额计算', en: 'Share of a part' },
  summary: { zh: '一部分占总量的百分数。', en: 'How much of the whole a part is.' },
  input: z.strictObject({
    part_kg: nonNegative().describe('Mass of the part'),
    whole_kg: positive().describe('Mass of the whole'),
    kind: z.enum(['raw', 'washed']).describe('Kind of coal'),
    parts: count(1, 9).default(1).describe('How many such parts'),
    layers: z.array(lot).min(1).max(3).optional().describe('Layers'),
    method: z
      .discriminatedUnion('by', [
        z.strictObject({ by: z.literal('mass') }),
        z.strictObject({ by: z.literal('volume'), volume_m3: positive().describe('Volume') }),
      ])
      .optional()
      .describe('How it was measured'),
    on: z.iso.date().optional().describe('Day of the sampling'),
  }),
  output: z.strictObject({ share_pct: decimalOut, on: z.string().nullable() }),
  example: { part_kg: '1', whole_kg: '3', kind: 'raw' },
  formulas: () => [shareFormula],
  run: (input, packs) => {
    packs('coal');
    const [part, whole] = [toDecimal(input.part_kg).times(input.parts), toDecimal(input.whole_kg)];
    if (part.gt(whole))
      return refuse({
        code: 'PART_ABOVE_WHOLE',
        field: 'part_kg',
        message: `${part} kg is more than ${whole} kg.`,
        remedy: 'Give a part of it.',
      });
    const unrounded = new Decimal(100).times(part).div(whole);
    const reported = roundGbt8170(toDecimalString(unrounded), 2);
    const step = workingStep(
      shareFormula,
      [
        ['m', part, 'kg'],
        ['M', whole, 'kg'],
      ],
      { unrounded, reported, unit: '%' },
    );
    return ok({ value: { share_pct: reported, on: input.on ?? null }, steps: [step] });
  },
});

export const shareCatalogue = catalogueOf([{ id: 'tests', title: { zh: '测试', en: 'Tests' }, calculations: [share] }]);

/** A shelf with an empty coal pack of a site that changed something. */
export const emptyShelf: PackShelf = {
  open: () => {
    const used = new Set<'coal'>();
    const pack = {
      kind: 'coal',
      id: 'site',
      version: '1',
      hash: 'ab'.repeat(32),
      name: { zh: '本港', en: 'Ours' },
      overrides: shareFormula.source.overrides ?? [],
    } as const;
    return {
      packs: () => {
        used.add('coal');
        return {} as never;
      },
      used: () => [...used].map(() => pack),
    };
  },
};
