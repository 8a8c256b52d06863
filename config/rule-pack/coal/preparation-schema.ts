import { z } from 'zod';
import { compareDecimals } from '../../../workflows/kernel/decimal.ts';
import { bilingual, decimal, decimals, formula, identifier, positiveDecimal, source, sourced, words } from '../primitives.ts';

/** The preparation section, `CoalPreparationRules`. */

const count = z.strictObject({ value: z.int().min(1), source });

const stage = z
  .strictObject({
    id: identifier,
    kind: z.enum(['dry', 'crush', 'divide', 'bottle', 'magnet', 'equilibrate']),
    name: bilingual,
    condition: z.enum(['sticky', 'moisture-at-13', 'moisture-at-6']).exactOptional(),
    topSize: positiveDecimal.exactOptional(),
    leastMass: positiveDecimal.exactOptional(),
    bottle: z.int().min(1).exactOptional(),
    source,
  })
  .refine(
    ({ kind, topSize, bottle }) =>
      (topSize !== undefined) === (['crush', 'divide'].includes(kind) || (kind === 'bottle' && bottle === undefined)),
    {
      message: 'crushing, division and a bottle without a type have a top size, nothing else has',
      path: ['topSize'],
    },
  )
  .refine(
    ({ kind, leastMass, bottle }) => (leastMass !== undefined) === (kind === 'divide' || (kind === 'bottle' && bottle === undefined)),
    {
      message: 'division and a bottle without a type have a least mass, nothing else has',
      path: ['leastMass'],
    },
  )
  .refine(({ kind, bottle }) => bottle === undefined || kind === 'bottle', { message: 'only a bottle has a type', path: ['bottle'] });

const stages = z
  .array(stage)
  .min(1)
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'a stage is defined twice')
  .refine((all) => {
    const sizes = all.flatMap(({ topSize }) => topSize ?? []);
    return sizes.every((size, index) => index === 0 || compareDecimals(size, sizes[index - 1] ?? size) <= 0);
  }, 'coal never gets coarser');

const drying = z.strictObject({
  ovenLimit: sourced,
  gentleOvenLimit: sourced,
  equilibrium: z.strictObject({ percentPerHour: positiveDecimal, leastHours: positiveDecimal, source }),
  cooling: sourced,
  indicativeTimes: z.strictObject({
    rows: z
      .array(z.strictObject({ temperature: positiveDecimal, hours: positiveDecimal }))
      .min(1)
      .refine(
        (rows) =>
          rows.every(
            (row, index) => index === 0 || compareDecimals(rows[index - 1]?.temperature ?? row.temperature, row.temperature) < 0,
          ),
        'rows must rise by temperature',
      ),
    source,
  }),
});

const formulas = z.strictObject({
  leastMass: formula,
  wayOfTheSample: formula,
  ovenLimit: formula,
  equilibrium: formula,
  massBalance: formula,
  massBalanceVerdict: formula,
  moistureFirst: formula,
  moistureRemainder: formula,
  filling: formula,
  divisionCuts: formula,
  divisionSize: formula,
});

export const preparationSchema = z
  .strictObject({
    standard: words,
    massBalance: z.strictObject({
      warnPercent: decimal,
      alarmPercent: decimal,
      gainAlarmPercent: decimal,
      decimals,
      source,
    }),
    bottles: z
      .array(
        z.strictObject({
          type: z.int().min(1),
          name: bilingual,
          topSize: positiveDecimal,
          minimumMass: positiveDecimal,
          source,
        }),
      )
      .min(1)
      .refine((bottles) => new Set(bottles.map(({ type }) => type)).size === bottles.length, 'a bottle is defined twice'),
    stages,
    division: z.strictObject({
      largestUncrushed: sourced,
      leastCuts: z.strictObject({ mechanical: count, manual: count }),
      riffleBelow: sourced,
    }),
    drying,
    bottleFilling: sourced,
    moistureExtraction: z.strictObject({ remainderBarred: z.array(words).min(1), source }),
    formulas,
  })
  .superRefine(({ stages: all, bottles }, context) =>
    all.forEach(({ bottle }, index) => {
      if (bottle === undefined || bottles.some(({ type }) => type === bottle)) return;
      context.addIssue({ code: 'custom', message: `bottle ${bottle} is none of the bottles`, path: ['stages', index, 'bottle'] });
    }),
  );
