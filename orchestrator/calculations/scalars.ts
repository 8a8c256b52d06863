import { z } from 'zod';
import { Decimal, parseDecimal, toDecimal } from '../../workflows/kernel/decimal.ts';
import type { DecimalString } from '../../workflows/kernel/brand.ts';

/**
 * The numbers calculations take and give. The unit stands in the field's name (`lotMass_t`, `flow_t_per_h`, `ash_ad_pct`), so it
 * is not asked for again. Decimal text is exact; a binary number is taken by its shortest decimal form.
 */

interface Range {
  readonly min?: string;
  readonly max?: string;
  readonly above?: string;
  readonly below?: string;
}

const asciiNumber = /^[\s\x20-\x7e]*$/;
const plainDigits = 'Write plain ASCII digits with at most one point, for example "12.34": no comma, no exponent, no full-width digits.';

/** A decimal number within a range. Its faults carry `params.code`: `NOT_A_NUMBER`, `NUMBER_TOO_LONG` or `OUT_OF_RANGE`. */
export const quantity = (range: Range = {}) =>
  z
    .union([z.string(), z.number()], {
      error: ({ input }) => (input === undefined ? undefined : 'must be a decimal number, as text or as a number'),
    })
    .transform((given, context): DecimalString => {
      const fault = (code: string, message: string, remedy: string): never => {
        context.addIssue({ code: 'custom', message, params: { code, remedy }, input: given });
        return z.NEVER;
      };
      const text = typeof given === 'number' ? new Decimal(given).toFixed() : given;
      if (!asciiNumber.test(text)) return fault('NOT_A_NUMBER', `"${text}" is not written in ASCII digits.`, plainDigits);
      const parsed = parseDecimal(text);
      if (!parsed.ok) return fault(parsed.refusal.code, parsed.refusal.message, parsed.refusal.remedy);
      const broken = brokenBound(parsed.value, range);
      return broken ? fault('OUT_OF_RANGE', `${text} is ${broken.how}.`, `Give a number ${broken.bound}.`) : parsed.value;
    })
    .meta({ description: `decimal number${describeRange(range)}`, format: 'decimal', ...boundsOf(range) });

function brokenBound(given: DecimalString, { min, max, above, below }: Range): { how: string; bound: string } | null {
  const value = toDecimal(given);
  if (min !== undefined && value.lt(min)) return { how: `less than ${min}`, bound: `≥ ${min}` };
  if (max !== undefined && value.gt(max)) return { how: `more than ${max}`, bound: `≤ ${max}` };
  if (above !== undefined && value.lte(above)) return { how: `not greater than ${above}`, bound: `> ${above}` };
  if (below !== undefined && value.gte(below)) return { how: `not less than ${below}`, bound: `< ${below}` };
  return null;
}

function describeRange({ min, max, above, below }: Range): string {
  const bounds = [
    min !== undefined && `≥ ${min}`,
    above !== undefined && `> ${above}`,
    max !== undefined && `≤ ${max}`,
    below !== undefined && `< ${below}`,
  ];
  return bounds
    .filter((bound) => bound !== false)
    .map((bound) => `, ${bound}`)
    .join('');
}

/** The range in the words of JSON Schema, which outlive a description of the field's own. */
const boundsOf = ({ min, max, above, below }: Range) => ({
  ...(min !== undefined && { minimum: Number(min) }),
  ...(max !== undefined && { maximum: Number(max) }),
  ...(above !== undefined && { exclusiveMinimum: Number(above) }),
  ...(below !== undefined && { exclusiveMaximum: Number(below) }),
});

/** A mass, a flow, a size: greater than zero. */
export const positive = () => quantity({ above: '0' });
/** What may be nothing, but not less. */
export const nonNegative = () => quantity({ min: '0' });
/** A share of a whole, 0 to 100 %. */
export const percent = () => quantity({ min: '0', max: '100' });
/** How many. */
export const count = (min = 1, max = 1_000_000) => z.int().min(min).max(max);

/** A decimal in an answer. */
export const decimalOut = z.string().meta({ description: 'decimal number in plain notation', format: 'decimal' });
