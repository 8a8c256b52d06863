import { z } from 'zod';
import { petroleumPrecisionFormulas } from '../../../workflows/petroleum-assay/rules.ts';
import { compareDecimals } from '../../../workflows/kernel/decimal.ts';
import { bilingual, decimal, decimals, formula, identifier, positiveDecimal, source, words } from '../primitives.ts';

/** The precision section, `PetroleumPrecisionRules`. */

const precisionFunction = z.discriminatedUnion('form', [
  z.strictObject({ form: z.literal('constant'), a: positiveDecimal }),
  z.strictObject({ form: z.literal('power'), a: positiveDecimal, b: positiveDecimal }),
  z.strictObject({ form: z.literal('linear'), a: decimal, b: positiveDecimal }),
  z.strictObject({ form: z.literal('proportional'), a: positiveDecimal }),
]);

const method = z
  .strictObject({
    item: identifier,
    name: bilingual,
    method: words,
    unit: words,
    from: decimal.exactOptional(),
    upTo: positiveDecimal.exactOptional(),
    repeatability: precisionFunction,
    reproducibility: precisionFunction,
    source,
  })
  .refine(({ from, upTo }) => from === undefined || upTo === undefined || compareDecimals(from, upTo) < 0, 'from must be below upTo');

const table = z.strictObject({ item: identifier, name: bilingual, method: words });

export const precisionSchema = z
  .strictObject({
    methods: z.array(method).min(1),
    tables: z.array(table),
    limitDecimals: decimals,
    decimalsSource: source,
    density: z.strictObject({
      decimals: z.strictObject({ kgPerM3: decimals, gPerMl: decimals }),
      standardTemperature: positiveDecimal,
      conversionTables: words,
      source,
    }),
    sediment: z.strictObject({ zeroUpTo: decimal, decimals, density: positiveDecimal, source }),
    formulas: z.record(z.enum(petroleumPrecisionFormulas), formula),
  })
  .refine(({ methods, tables }) => {
    const items = [...methods, ...tables].map(({ item }) => item);
    return new Set(items).size === items.length;
  }, 'an item must stand only once among methods and tables');
