import type { SiteConfig } from '../../config/site/load.ts';
import type { CoalRulePack } from '../../workflows/coal-sampling/rule-pack.ts';
import { planCoalSampling } from '../../workflows/coal-sampling/plan.ts';
import type { CoalSamplingPlan } from '../../workflows/coal-sampling/types.ts';
import type { ConsignmentOrder } from '../../workflows/consignment/types.ts';
import { decimalString } from '../../workflows/kernel/brand.ts';
import { parseDecimal, toDecimal } from '../../workflows/kernel/decimal.ts';
import { ok, refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome, Refusal } from '../../workflows/kernel/refusal.ts';
import type { Declaration } from './contract.ts';

export interface CheckedDeclaration {
  readonly order: ConsignmentOrder;
  readonly plan: CoalSamplingPlan;
}

/** A plan's own field names, as the declaration knows them. */
const declaredNames: Readonly<Record<string, string>> = { lotMass: 'declaredMass', maximumFlow: 'sampler', largestPracticableIncrements: 'sampler' };

/** Checks a declaration against the site and plans its sampling. Nothing is written yet, so a refusal leaves nothing half-done. */
export function checkDeclaration(declaration: Declaration, site: SiteConfig, packNamed: (id: string) => Outcome<CoalRulePack>): Outcome<CheckedDeclaration> {
  const pack = packNamed(declaration.rulePack ?? site.rulePacks.coal);
  if (!pack.ok) return refuse({ ...pack.refusal, field: 'rulePack' });
  const sampler = site.units.find(({ unit }) => unit === declaration.sampler);
  if (!sampler?.sampler) return refuse(unknownUnit('sampler', declaration.sampler, site.units.filter((unit) => unit.sampler).map(({ unit }) => unit)));
  const lines = site.units.filter((unit) => !unit.sampler).map(({ unit }) => unit);
  if (!lines.includes(declaration.preparationLine)) return refuse(unknownUnit('preparationLine', declaration.preparationLine, lines));
  const unreadable = unreadableNumber(declaration);
  if (unreadable) return refuse(unreadable);

  const { declaredMass, lotSize, coalKind, expectedAshDry, nominalTopSize, basis } = declaration;
  const plan = planCoalSampling(
    {
      lotMass: declaredMass,
      lotSize,
      coalKind,
      expectedAshDry,
      nominalTopSize,
      basis,
      maximumFlow: decimalString(sampler.sampler.maximumFlow),
      largestPracticableIncrements: sampler.sampler.largestPracticableIncrements,
    },
    pack.value.sampling,
    pack.value.ref,
  );
  if (!plan.ok) {
    const { field } = plan.refusal;
    return refuse({ ...plan.refusal, ...(field !== undefined && { field: declaredNames[field] ?? field }) });
  }
  const { declarationNo, goodsItem, inspectionOrderNo, commodity, haulDistance, transport, customer, consignor, consignee, preparationLine } = declaration;
  const { destinationProvince, declaredUse, relaxationClaim } = declaration;
  const { laboratory, certificate, timeZone, massTolerance } = site;
  return ok({
    plan: plan.value,
    order: {
      declarationNo,
      goodsItem,
      inspectionOrderNo,
      commodity,
      declaredMass,
      sampler: declaration.sampler,
      cutterSpeed: sampler.sampler.cutterSpeed,
      preparationLine,
      haulDistance,
      ...(destinationProvince !== undefined && { destinationProvince }),
      ...(declaredUse !== undefined && { declaredUse }),
      ...(relaxationClaim !== undefined && { relaxationClaim }),
      transport,
      customer,
      consignor,
      consignee,
      site: {
        laboratory,
        certificateKind: { code: certificate.kind, title: certificate.title },
        numberPattern: certificate.numberPattern,
        timeZone,
        massTolerance: decimalString(massTolerance),
      },
    },
  });
}

/** The first number that is none, or that is a distance below zero. What else numbers must be, the plan says. */
function unreadableNumber({ declaredMass, expectedAshDry, nominalTopSize, haulDistance }: Declaration): Refusal | undefined {
  const numbers = { declaredMass, expectedAshDry, nominalTopSize, ...(haulDistance !== null && { haulDistance }) };
  for (const [field, text] of Object.entries(numbers)) {
    const parsed = parseDecimal(text, field);
    if (!parsed.ok) return parsed.refusal;
  }
  return haulDistance !== null && toDecimal(haulDistance).lt(0)
    ? { code: 'DISTANCE_NEGATIVE', field: 'haulDistance', message: `A haul of ${haulDistance} km does not exist.`, remedy: 'Give the distance in km, 0 or more, or leave it out when it is not known.' }
    : undefined;
}

const unknownUnit = (field: string, unit: string, known: readonly string[]) => ({
  code: 'UNIT_UNKNOWN',
  field,
  message: `This site has no such unit "${unit}" there.`,
  remedy: `Choose one of: ${known.join(', ')}.`,
});
