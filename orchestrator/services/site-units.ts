import type { SiteConfig } from '../../config/site/load.ts';
import { ok, refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome, Refusal } from '../../workflows/kernel/refusal.ts';

type SiteUnit = SiteConfig['units'][number];
type SamplerKind = 'sampler' | 'diverter' | 'inLine';
type Equipped<Kind extends SamplerKind> = SiteUnit & { readonly [Key in Kind]: NonNullable<SiteUnit[Key]> };

const isEquipped = <Kind extends SamplerKind>(unit: SiteUnit, kind: Kind): unit is Equipped<Kind> =>
  unit[kind] !== undefined;

/** A sampler of the site by its kind: `sampler` of coal, `diverter` of grain, `inLine` of petroleum. Refuses `UNIT_UNKNOWN`. */
export function samplerOf<Kind extends SamplerKind>(
  site: SiteConfig,
  wanted: string,
  kind: Kind,
): Outcome<Equipped<Kind>> {
  const able = site.units.filter((unit): unit is Equipped<Kind> => isEquipped(unit, kind));
  const unit = able.find((each) => each.unit === wanted);
  return unit
    ? ok(unit)
    : refuse(
        unknownUnit(
          'sampler',
          wanted,
          able.map((each) => each.unit),
        ),
      );
}

export const isSampler = (unit: SiteUnit): boolean =>
  unit.sampler !== undefined || unit.diverter !== undefined || unit.inLine !== undefined;

export const unknownUnit = (field: string, unit: string, known: readonly string[]): Refusal => ({
  code: 'UNIT_UNKNOWN',
  field,
  message: `This site has no such unit "${unit}" there.`,
  remedy: `Choose one of: ${known.join(', ')}.`,
});
