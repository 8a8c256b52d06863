import { isDeepStrictEqual } from 'node:util';
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

/**
 * Why further samplers cannot cut the cargo beside the first: a lot has one plan, so they must be set up alike. Undefined when they can.
 * Refuses `UNIT_UNKNOWN`, `SAMPLER_REPEATED` and `SAMPLERS_DIFFER`.
 */
export function samplersAlike(
  site: SiteConfig,
  {
    sampler,
    furtherSamplers = [],
  }: { readonly sampler: string; readonly furtherSamplers?: readonly string[] },
  kind: SamplerKind,
): Refusal | undefined {
  const field = 'furtherSamplers';
  const first = samplerOf(site, sampler, kind);
  for (const [index, other] of furtherSamplers.entries()) {
    const unit = samplerOf(site, other, kind);
    if (!unit.ok) return { ...unit.refusal, field };
    if (other === sampler || furtherSamplers.indexOf(other) !== index) {
      const message = `Sampler ${other} is named more than once.`;
      return { code: 'SAMPLER_REPEATED', field, message, remedy: 'Name each sampler once.' };
    }
    if (first.ok && !isDeepStrictEqual(first.value[kind], unit.value[kind])) {
      return {
        code: 'SAMPLERS_DIFFER',
        field,
        message: `Samplers ${sampler} and ${other} are set up differently, so one plan cannot be carried out by both.`,
        remedy: 'Choose samplers that are alike, or declare what each cuts as a goods item of its own.',
      };
    }
  }
  return undefined;
}
