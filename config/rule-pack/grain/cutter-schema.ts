import { z } from 'zod';
import { compareDecimals } from '../../../workflows/kernel/decimal.ts';
import { bilingual, identifier, positiveDecimal, source, sourced } from '../primitives.ts';

/** Cutters and samplers of the sampling section, `CutterRules`. */

const unique = (rows: readonly { readonly id: string }[]): boolean => new Set(rows.map(({ id }) => id)).size === rows.length;

const speed = z
  .strictObject({
    least: positiveDecimal.exactOptional(),
    most: positiveDecimal.exactOptional(),
    about: positiveDecimal.exactOptional(),
    source,
  })
  .refine(({ least, most, about }) => (about === undefined) !== (least === undefined && most === undefined), {
    message: 'a speed has limits, or is named without a tolerance',
    path: ['about'],
  })
  .refine(({ least, most }) => least === undefined || most === undefined || compareDecimals(least, most) <= 0, {
    message: 'least must not exceed most',
    path: ['least'],
  });

const profile = z.strictObject({ id: identifier, name: bilingual, openingFactor: sourced.exactOptional(), speed });

const samplerType = z
  .strictObject({
    id: identifier,
    name: bilingual,
    crossSection: z.enum(['full', 'on-condition', 'back-up', 'partial']),
    perpendicularOpening: positiveDecimal.exactOptional(),
    source,
  })
  .refine((type) => (type.crossSection === 'on-condition') === (type.perpendicularOpening !== undefined), {
    message: 'a condition needs its opening, and no other type has one',
    path: ['perpendicularOpening'],
  });

export const cutterSchema = z
  .strictObject({
    profiles: z.array(profile).min(1).refine(unique, 'a profile is defined twice'),
    samplerTypes: z.array(samplerType).min(1).refine(unique, 'a type is defined twice'),
    flowShare: z.strictObject({ leastPercent: positiveDecimal, bindingProfiles: z.array(identifier), source }),
    dropHeight: z
      .strictObject({ grains: z.array(identifier).min(1), from: positiveDecimal, studiedTo: positiveDecimal, source })
      .refine(({ from, studiedTo }) => compareDecimals(from, studiedTo) < 0, { message: 'from must be below studiedTo', path: ['from'] }),
  })
  .refine(({ profiles, flowShare }) => flowShare.bindingProfiles.every((id) => profiles.some((one) => one.id === id)), {
    message: 'a binding profile is not defined',
    path: ['flowShare', 'bindingProfiles'],
  });
