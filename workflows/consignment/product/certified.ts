import type { CertifiedUnit } from '../../certificate/content.ts';
import type { DecimalString } from '../../kernel/brand.ts';
import type { ConsignmentContext } from '../types.ts';

const nothing = '0' as DecimalString;

/** The units of a cargo as a certificate shows them; what was planned for each comes from its plan. */
export const certifiedUnits = (
  { units, containers }: ConsignmentContext,
  planned: (no: number) => Pick<CertifiedUnit, 'quantity' | 'interval' | 'incrementsPlanned'>,
): readonly CertifiedUnit[] =>
  units.map(({ no, label, samplingCode, sampled, validity }) => ({
    no,
    label,
    ...planned(no),
    incrementsTaken: sampled?.taken ?? 0,
    sampleMass: containers.find(({ code }) => code === samplingCode)?.mass ?? sampled?.keptMass ?? nothing,
    achievedPrecision: null,
    validity: validity ?? 'INVALID',
  }));
