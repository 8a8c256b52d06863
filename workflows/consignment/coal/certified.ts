import type { CertificateDraft, CertifiedUnit } from '../../certificate/content.ts';
import type { CoalRulePack } from '../../coal-sampling/rule-pack.ts';
import type { SamplingConformance } from '../../coal-sampling/types.ts';
import type { DecimalString } from '../../kernel/brand.ts';
import type { CoalCargo, ConsignmentContext, ConsignmentUnit } from '../types.ts';

const methods = {
  time: { zh: '皮带中部机械采样，时间基', en: 'Mechanical cross-belt sampling, time basis' },
  mass: { zh: '皮带中部机械采样，质量基', en: 'Mechanical cross-belt sampling, mass basis' },
} as const;

/** What a certificate says of a coal cargo, its sampling and preparation. */
export const certifiedSampling = (
  { order, units, containers }: ConsignmentContext,
  { plan }: CoalCargo,
  pack: CoalRulePack,
): Pick<CertificateDraft, 'item' | 'sampling' | 'packs'> => ({
  item: {
    description: {
      zh: `散装${order.commodity.name.zh}，卸货过程中自动采样`,
      en: `${order.commodity.name.en} in bulk, sampled automatically during discharge`,
    },
    condition: { zh: '容器密封完好', en: 'Containers sealed and intact' },
  },
  sampling: {
    standard: pack.sampling.standard,
    method: methods[plan.basis],
    basis: plan.basis,
    intervalUnit: plan.intervalUnit,
    quantityUnit: 't',
    requiredPrecision: plan.precision,
    units: units.map((unit) => certifiedUnit(unit, plan, containers)),
    preparationStandard: pack.preparation.standard,
  },
  packs: [{ ...plan.pack, ...(pack.overrides && { overrides: pack.overrides }) }],
});

const nothing = '0' as DecimalString;

const certifiedUnit = (
  { no, label, samplingCode, sampled, conformance, validity }: ConsignmentUnit,
  plan: CoalCargo['plan'],
  containers: ConsignmentContext['containers'],
): CertifiedUnit => ({
  no,
  label,
  quantity: plan.unitMass,
  interval: plan.interval,
  incrementsPlanned: plan.incrementsPerUnit,
  incrementsTaken: sampled?.taken ?? 0,
  sampleMass: containers.find(({ code }) => code === samplingCode)?.mass ?? sampled?.keptMass ?? nothing,
  achievedPrecision: (conformance as SamplingConformance | null)?.achievedPrecision ?? null,
  validity: validity ?? 'INVALID',
});
