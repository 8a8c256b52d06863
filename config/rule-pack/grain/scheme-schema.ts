import { z } from 'zod';
import type { DecimalString } from '../../../workflows/kernel/brand.ts';
import { compareDecimals } from '../../../workflows/kernel/decimal.ts';
import { bilingual, decimal, identifier, positiveDecimal, source, sourced } from '../primitives.ts';

/** Sampling schemes of the sampling section, `SamplingScheme`. */

const count = z.int().min(1);

const row = z.strictObject({ upTo: positiveDecimal.exactOptional(), increments: count, aggregate: positiveDecimal });

/** Masses and increments rise from row to row; only the last may be open. */
function rowsRise(rows: readonly { readonly upTo?: DecimalString; readonly increments: number }[]): boolean {
  return rows.slice(1).every((next, index) => {
    const before = rows[index];
    if (before?.upTo === undefined) return false;
    return (next.upTo === undefined || compareDecimals(before.upTo, next.upTo) < 0) && before.increments <= next.increments;
  });
}
const rows = z.array(row).min(1).refine(rowsRise, 'rows must rise by mass and by increments, and only the last may be open');
const openRows = rows.refine((all) => all.at(-1)?.upTo === undefined, 'the last row must be open');
const closedRows = rows.refine((all) => all.at(-1)?.upTo !== undefined, 'the last row must name its mass');

const band = z
  .strictObject({
    from: decimal,
    fromInclusive: z.boolean(),
    target: positiveDecimal.exactOptional(),
    count: count.exactOptional(),
    increments: count,
    aggregate: positiveDecimal,
  })
  .refine((one) => (one.target === undefined) !== (one.count === undefined), {
    message: 'a band has either a target mass or a number of sublots',
    path: ['target'],
  });

const bandsRise = (bands: readonly z.output<typeof band>[]): boolean =>
  bands.slice(1).every((next, index) => compareDecimals(bands[index]?.from ?? next.from, next.from) < 0);

const isSame = (one: DecimalString | undefined, other: DecimalString): boolean => one !== undefined && compareDecimals(one, other) === 0;

const sublotBands = z
  .strictObject({
    kind: z.literal('sublot-bands'),
    bands: z.array(band).min(1).refine(bandsRise, 'bands must rise'),
    exceedFactor: sourced,
    incrementMass: positiveDecimal,
    smallLots: z.strictObject({ rows: closedRows, source }),
    source,
  })
  .refine(({ bands: [first], smallLots }) => first?.from !== undefined && smallLots.rows.some(({ upTo }) => isSame(upTo, first.from)), {
    message: 'the table of small lots must reach to the first band',
    path: ['smallLots'],
  });

const root = z
  .strictObject({
    kind: z.literal('root'),
    fixed: z.strictObject({ upTo: positiveDecimal, increments: count }).exactOptional(),
    base: z.int().min(0),
    factor: positiveDecimal,
    most: count.exactOptional(),
    source,
  })
  .refine(({ fixed, most }) => fixed === undefined || most === undefined || fixed.increments <= most, {
    message: 'the fixed number exceeds the most',
    path: ['most'],
  });

const pace = z
  .strictObject({ kind: z.literal('pace'), shortest: positiveDecimal, longest: positiveDecimal, source })
  .refine(({ shortest, longest }) => compareDecimals(shortest, longest) <= 0, {
    message: 'shortest must not exceed longest',
    path: ['shortest'],
  });

const edition = z.discriminatedUnion('kind', [
  sublotBands,
  root,
  z.strictObject({ kind: z.literal('rows'), rows: openRows, source }),
  z.strictObject({
    kind: z.literal('inspection-units'),
    largestUnit: positiveDecimal,
    aggregate: positiveDecimal,
    laboratory: positiveDecimal,
    source,
  }),
  pace,
  z.strictObject({ kind: z.literal('mass-per-increment'), mass: positiveDecimal, source }),
  z.strictObject({ kind: z.literal('unknown'), missing: bilingual, source }),
]);

type Dated = { readonly source: { readonly validFrom?: string; readonly validTo?: string } };

/** At most one edition on any day: each ends before the next begins. */
export const oneAtATime = (editions: readonly Dated[]): boolean =>
  editions.slice(1).every((next, index) => {
    const end = editions[index]?.source.validTo;
    return end !== undefined && next.source.validFrom !== undefined && end < next.source.validFrom;
  });

export const schemes = z
  .array(
    z.strictObject({
      id: identifier,
      name: bilingual,
      remark: bilingual,
      editions: z.array(edition).min(1).refine(oneAtATime, 'editions must follow one another by validFrom and validTo'),
    }),
  )
  .min(1)
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'a scheme is defined twice');
