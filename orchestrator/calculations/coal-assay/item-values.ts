import { z } from 'zod';
import type { DecimalString } from '../../../workflows/kernel/brand.ts';
import { ok, refuse, type Outcome } from '../../../workflows/kernel/refusal.ts';
import { nonNegative } from '../scalars.ts';
import { refuseMissing } from './fields.ts';

/** Values of an item, under the name that carries the item's unit: 24.86 MJ/kg is never taken for J/g. */

const suffixOf: Readonly<Record<string, 'pct' | 'J_per_g' | 'ug_per_g'>> = { '%': 'pct', 'J/g': 'J_per_g', 'µg/g': 'ug_per_g' };

/** Three optional lists, one for each unit an item may have. */
export const valueLists = <Name extends string>(name: Name, min: number, max: number, what: string) => {
  const list = () => z.array(nonNegative()).min(min).max(max).optional();
  return {
    [`${name}_pct`]: list().describe(`${what}, %; for items in %`),
    [`${name}_J_per_g`]: list().describe(`${what}, J/g; for Qgr`),
    [`${name}_ug_per_g`]: list().describe(`${what}, µg/g; for Hg, As, F`),
  } as Record<`${Name}_${'pct' | 'J_per_g' | 'ug_per_g'}`, ReturnType<typeof list>>;
};

/** The list of an item's unit. Refuses `FIELD_MISSING` and `UNIT_UNEXPECTED`, field = the list's name. */
export function valuesInUnit(
  input: Readonly<Record<string, unknown>>,
  name: string,
  { item, unit }: { readonly item: string; readonly unit: string },
): Outcome<readonly DecimalString[]> {
  const wanted = `${name}_${suffixOf[unit] ?? ''}`;
  const others = Object.values(suffixOf).map((suffix) => `${name}_${suffix}`);
  const wrong = others.find((other) => other !== wanted && input[other] !== undefined);
  if (wrong !== undefined) {
    return refuse({
      code: 'UNIT_UNEXPECTED',
      field: wrong,
      message: `${item} is determined in ${unit}, not in the unit of ${wrong}.`,
      remedy: `Give ${wanted}.`,
    });
  }
  const values = input[wanted] as readonly DecimalString[] | undefined;
  return values === undefined ? refuseMissing(wanted, `${item} is determined in ${unit}`) : ok(values);
}
