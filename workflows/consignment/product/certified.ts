import type { CertifiedUnit } from '../../certificate/content.ts';
import type { DecimalString } from '../../kernel/brand.ts';
import { plannedIncrements } from '../cargo.ts';
import type { ConsignmentContext } from '../record.ts';
import { activeUnits, lotOf } from '../unit.ts';
import type { ConsignmentUnit } from '../unit.ts';

const nothing = '0' as DecimalString;

/** The units of a cargo as a certificate shows them; the interval planned for each comes from its plan. */
export const certifiedUnits = (
  { cargo, units, containers }: ConsignmentContext,
  intervalOf: (unit: ConsignmentUnit) => DecimalString,
): readonly CertifiedUnit[] => {
  const active = activeUnits(units);
  const isOneOfSeveral = new Set(active.map(lotOf)).size > 1;
  return active.map((unit) => {
    const { no, label, quantity, samplingCode, sampled, validity } = unit;
    return {
      no,
      ...(isOneOfSeveral && { lot: lotOf(unit) }),
      label,
      quantity,
      interval: intervalOf(unit),
      incrementsPlanned: plannedIncrements(cargo, unit),
      incrementsTaken: sampled?.taken ?? 0,
      sampleMass: containers.find(({ code }) => code === samplingCode)?.mass ?? sampled?.keptMass ?? nothing,
      achievedPrecision: null,
      validity: validity ?? 'INVALID',
    };
  });
};
