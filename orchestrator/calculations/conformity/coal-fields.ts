import { z } from 'zod';
import type { CoalValue } from '../../../workflows/conformity/item-verdict.ts';
import type { DecimalString } from '../../../workflows/kernel/brand.ts';
import { percent, positive, quantity } from '../scalars.ts';

/** The values of coal that limits are about, each with its basis and unit in its name; one left out was not tested. */
export const coalFields = {
  ash_d_pct: percent().optional().describe('Ash, dry; left out: not tested'),
  totalSulphur_d_pct: percent().optional().describe('Total sulphur, dry; left out: not tested'),
  mercury_d_ug_per_g: quantity({ min: '0' }).optional().describe('Mercury, dry; left out: not tested'),
  arsenic_d_ug_per_g: quantity({ min: '0' }).optional().describe('Arsenic, dry; left out: not tested'),
  phosphorus_d_pct: percent().optional().describe('Phosphorus, dry; left out: not tested'),
  chlorine_d_pct: percent().optional().describe('Chlorine, dry; left out: not tested'),
  fluorine_d_ug_per_g: quantity({ min: '0' }).optional().describe('Fluorine, dry; left out: not tested'),
  netCalorificValue_ar_MJ_per_kg: positive()
    .optional()
    .describe('Net calorific value at constant volume, as received; left out: not tested'),
};
export const coalFigures = z.strictObject(coalFields);
type Field = keyof typeof coalFields;

const meanings: Readonly<Record<Field, Omit<CoalValue, 'value'>>> = {
  ash_d_pct: { item: 'A', basis: 'd', unit: '%' },
  totalSulphur_d_pct: { item: 'St', basis: 'd', unit: '%' },
  mercury_d_ug_per_g: { item: 'Hg', basis: 'd', unit: 'µg/g' },
  arsenic_d_ug_per_g: { item: 'As', basis: 'd', unit: 'µg/g' },
  phosphorus_d_pct: { item: 'P', basis: 'd', unit: '%' },
  chlorine_d_pct: { item: 'Cl', basis: 'd', unit: '%' },
  fluorine_d_ug_per_g: { item: 'F', basis: 'd', unit: 'µg/g' },
  netCalorificValue_ar_MJ_per_kg: { item: 'Qnet', basis: 'ar', unit: 'MJ/kg' },
};

/** The values that were given. */
export const coalValues = (figures: { readonly [Name in Field]?: DecimalString | undefined }): readonly CoalValue[] =>
  (Object.keys(meanings) as Field[]).flatMap((field) => {
    const value = figures[field];
    return value === undefined ? [] : [{ ...meanings[field], value }];
  });
