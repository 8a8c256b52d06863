import { z } from 'zod';
import { iso4259Formulas } from '../../../workflows/iso4259/rules.ts';
import { decimals, formula, source, sourced } from '../primitives.ts';

/** The ISO 4259 section, `Iso4259Rules`. */

const countRule = z.strictObject({ count: z.int().min(1), source });

const edition = z.strictObject({
  source,
  furtherResults: countRule,
  rejections: z.strictObject({ mostResults: z.int().min(2), checkFrom: z.int().min(1), source }),
  oneSidedFactor: sourced,
  disputeResults: countRule,
  limitDecimals: decimals,
  formulas: z.record(z.enum(iso4259Formulas), formula),
});

const millisecondsOfDay = 86_400_000;
const dayAfter = (date: string): string => new Date(Date.parse(date) + millisecondsOfDay).toISOString().slice(0, 10);

/** Of a day there is exactly one edition: each begins the day after the one before it ends. */
const editionsFollowOneAnother = (editions: readonly z.infer<typeof edition>[]): boolean =>
  editions.every(({ source: { validFrom } }, index) => {
    const before = editions[index - 1]?.source.validTo;
    return index === 0 || (before !== undefined && validFrom === dayAfter(before));
  });

export const iso4259Schema = z.strictObject({
  editions: z.array(edition).min(1).refine(editionsFollowOneAnother, 'each edition must begin the day after the one before it ends'),
});
