import type { CertificateDraft, CertifiedUnit } from '../../certificate/content.ts';
import { methodWords } from '../../coal-sampling/method-words.ts';
import type { CoalRulePack } from '../../coal-sampling/rule-pack.ts';
import type { CoalSamplingPlan, SamplingConformance } from '../../coal-sampling/types.ts';
import type { DecimalString } from '../../kernel/brand.ts';
import type { ConsignmentContext } from '../record.ts';
import type { CoalCargo } from '../types.ts';
import { activeUnits } from '../unit.ts';
import type { ConsignmentUnit } from '../unit.ts';
import { planOf } from './unit-plan.ts';

/** What a certificate says of a coal cargo, its sampling and preparation. */
export const certifiedSampling = (
  { order, units, containers }: ConsignmentContext,
  cargo: CoalCargo,
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
    method: methodWords(cargo.plan),
    basis: cargo.plan.basis,
    intervalUnit: cargo.plan.intervalUnit,
    quantityUnit: 't',
    requiredPrecision: cargo.plan.precision,
    units: activeUnits(units).map((unit) =>
      certifiedUnit(unit, planOf(cargo, unit, pack.sampling), containers),
    ),
    preparationStandard: pack.preparation.standard,
  },
  packs: [{ ...cargo.plan.pack, ...(pack.overrides && { overrides: pack.overrides }) }],
});

const nothing = '0' as DecimalString;

const certifiedUnit = (
  unit: ConsignmentUnit,
  plan: CoalSamplingPlan,
  containers: ConsignmentContext['containers'],
): CertifiedUnit => {
  const { no, label, quantity, samplingCode, sampled, conformance, validity } = unit;
  return {
    no,
    label,
    quantity,
    interval: plan.interval,
    incrementsPlanned: plan.incrementsPerUnit,
    incrementsTaken: sampled?.taken ?? 0,
    sampleMass: containers.find(({ code }) => code === samplingCode)?.mass ?? sampled?.keptMass ?? nothing,
    achievedPrecision: (conformance as SamplingConformance | null)?.achievedPrecision ?? null,
    validity: validity ?? 'INVALID',
  };
};
