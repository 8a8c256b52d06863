import type { SiteConfig } from '../../config/site/load.ts';
import type { CoalRulePack } from '../../workflows/coal-sampling/rule-pack.ts';
import { planCoalSampling } from '../../workflows/coal-sampling/plan.ts';
import type { CoalSamplingPlan } from '../../workflows/coal-sampling/types.ts';
import type { ConsignmentOrder } from '../../workflows/consignment/types.ts';
import { decimalString } from '../../workflows/kernel/brand.ts';
import { parseDecimal } from '../../workflows/kernel/decimal.ts';
import { ok, refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';
import type { Declaration } from './contract.ts';

export interface CheckedDeclaration {
  readonly order: ConsignmentOrder;
  readonly plan: CoalSamplingPlan;
}

/** A plan's own field names, as the declaration knows them. */
const declaredNames: Readonly<Record<string, string>> = { lotMass: 'declaredMass', maximumFlow: 'sampler', largestPracticableIncrements: 'sampler' };

/** Checks a declaration against the site and plans its sampling. Nothing is written yet, so a refusal leaves nothing half-done. */
export function checkDeclaration(declaration: Declaration, site: SiteConfig, packNamed: (id: string) => Outcome<CoalRulePack>): Outcome<CheckedDeclaration> {
  const pack = packNamed(declaration.rulePack ?? site.rulePack);
  if (!pack.ok) return refuse({ ...pack.refusal, field: 'rulePack' });
  const sampler = site.units.find(({ unit }) => unit === declaration.sampler);
  if (!sampler?.sampler) return refuse(unknownUnit('sampler', declaration.sampler, site.units.filter((unit) => unit.sampler).map(({ unit }) => unit)));
  const lines = site.units.filter((unit) => !unit.sampler).map(({ unit }) => unit);
  if (!lines.includes(declaration.preparationLine)) return refuse(unknownUnit('preparationLine', declaration.preparationLine, lines));
  if (declaration.haulDistance !== null) {
    const distance = parseDecimal(declaration.haulDistance, 'haulDistance');
    if (!distance.ok) return distance;
  }

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

const unknownUnit = (field: string, unit: string, known: readonly string[]) => ({
  code: 'UNIT_UNKNOWN',
  field,
  message: `This site has no such unit "${unit}" there.`,
  remedy: `Choose one of: ${known.join(', ')}.`,
});
