import type { SiteConfig } from '../../config/site/load.ts';
import { planCoalSampling } from '../../workflows/coal-sampling/plan.ts';
import type { CoalRulePack } from '../../workflows/coal-sampling/rule-pack.ts';
import type { CoalSamplingRequest } from '../../workflows/coal-sampling/types.ts';
import type { CoalCargo } from '../../workflows/consignment/types.ts';
import { decimalString } from '../../workflows/kernel/brand.ts';
import { parseDecimal, toDecimal } from '../../workflows/kernel/decimal.ts';
import { ok, refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome, Refusal } from '../../workflows/kernel/refusal.ts';
import type { CoalDeclaration } from './contract.ts';
import { isSampler, samplerOf, samplersAlike, unknownUnit } from './site-units.ts';

/** A plan's own field names, as the declaration knows them. */
const declaredNames: Readonly<Record<string, string>> = {
  lotMass: 'declaredMass',
  maximumFlow: 'sampler',
  largestPracticableIncrements: 'sampler',
  'cutter.aperture': 'sampler',
  'cutter.beltSpeed': 'sampler',
};

/** Plans the sampling of a declared lot of coal. Refuses `UNIT_UNKNOWN`, numbers that are none, and what the plan refuses. */
export function coalCargo(
  declaration: CoalDeclaration,
  site: SiteConfig,
  pack: CoalRulePack,
): Outcome<CoalCargo> {
  const sampler = samplerOf(site, declaration.sampler, 'sampler');
  if (!sampler.ok) return sampler;
  const alike = samplersAlike(site, declaration, 'sampler');
  if (alike) return refuse(alike);
  const lines = site.units.filter((unit) => !isSampler(unit)).map(({ unit }) => unit);
  if (!lines.includes(declaration.preparationLine))
    return refuse(unknownUnit('preparationLine', declaration.preparationLine, lines));
  const unreadable = unreadableNumber(declaration);
  if (unreadable) return refuse(unreadable);

  const { declaredMass, lotSize, coalKind, expectedAshDry, nominalTopSize, basis, method } = declaration;
  const plan = planCoalSampling(
    {
      lotMass: declaredMass,
      lotSize,
      coalKind,
      expectedAshDry,
      nominalTopSize,
      basis,
      ...(method && { method }),
      maximumFlow: decimalString(sampler.value.sampler.maximumFlow),
      largestPracticableIncrements: sampler.value.sampler.largestPracticableIncrements,
      ...cutterOf(sampler.value.sampler),
    },
    pack.sampling,
    pack.ref,
  );
  if (!plan.ok) {
    const { field } = plan.refusal;
    return refuse({ ...plan.refusal, ...(field !== undefined && { field: declaredNames[field] ?? field }) });
  }
  const { haulDistance, preparationLine, destinationProvince, declaredUse, relaxationClaim } = declaration;
  return ok({
    kind: 'coal',
    plan: plan.value,
    class: declaration.coalClass,
    sampler: declaration.sampler,
    furtherSamplers: declaration.furtherSamplers ?? [],
    setupChecks: site.setupChecks?.coal ?? [],
    cutterSpeed: sampler.value.sampler.cutterSpeed,
    preparationLine,
    ...(site.scheduling?.moistureHold && { moistureHold: site.scheduling.moistureHold }),
    haulDistance,
    ...(destinationProvince !== undefined && { destinationProvince }),
    ...(declaredUse !== undefined && { declaredUse }),
    ...(relaxationClaim !== undefined && { relaxationClaim }),
  });
}

/** The cutter as the plan wants it; nothing where the site does not tell it. */
function cutterOf({
  cutter,
  cutterSpeed,
}: NonNullable<SiteConfig['units'][number]['sampler']>): Pick<CoalSamplingRequest, 'cutter'> {
  if (!cutter) return {};
  const aperture = decimalString(cutter.aperture_mm);
  return {
    cutter:
      cutter.kind === 'cross-belt'
        ? { kind: cutter.kind, aperture, beltSpeed: decimalString(cutter.beltSpeed_m_per_s) }
        : { kind: cutter.kind, aperture, cutterSpeed: decimalString(String(cutterSpeed)) },
  };
}

/** The first number that is none, or that is a distance below zero. What else numbers must be, the plan says. */
function unreadableNumber({
  declaredMass,
  expectedAshDry,
  nominalTopSize,
  haulDistance,
}: CoalDeclaration): Refusal | undefined {
  const numbers = {
    declaredMass,
    expectedAshDry,
    nominalTopSize,
    ...(haulDistance !== null && { haulDistance }),
  };
  for (const [field, text] of Object.entries(numbers)) {
    const parsed = parseDecimal(text, field);
    if (!parsed.ok) return parsed.refusal;
  }
  return haulDistance !== null && toDecimal(haulDistance).lt(0)
    ? {
        code: 'DISTANCE_NEGATIVE',
        field: 'haulDistance',
        message: `A haul of ${haulDistance} km does not exist.`,
        remedy: 'Give the distance in km, 0 or more, or leave it out when it is not known.',
      }
    : undefined;
}
