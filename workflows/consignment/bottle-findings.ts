import type { Stamped } from '../kernel/process.ts';
import type { ConsignmentEvent } from './events.ts';
import type { ConsignmentContext } from './record.ts';

type Told = Extract<Stamped<ConsignmentEvent>, { readonly type: 'custody.broken' | 'laboratories.compared' }>;

/**
 * Something came up about a bottle: its custody broke, or another laboratory disagrees. Its unit is doubted, and decided on anew. A
 * bottle that stands for nothing any more, one of which nothing is tested, and one whose certificate is being made or was issued, doubts
 * no result here; its finding is kept all the same.
 */
export const takeBottleFindings = (
  { units, certificateId }: ConsignmentContext,
  { code, findings }: Told,
): Pick<ConsignmentContext, 'units'> => ({
  units: units.map((unit) => {
    if (findings.length === 0 || !unit.bottles.some((bottle) => bottle.code === code)) return unit;
    const custodyFindings = [...unit.custodyFindings, ...findings];
    const isTested = unit.assays.some((assay) => assay.code === code);
    return isTested && unit.validity !== 'INVALID' && certificateId === null
      ? { ...unit, custodyFindings, validity: 'SUSPECT' as const, officer: null }
      : { ...unit, custodyFindings };
  }),
});
