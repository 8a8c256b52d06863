import type { Stamped } from '../kernel/process.ts';
import type { ConsignmentEvent } from './events.ts';
import type { ConsignmentContext } from './record.ts';

type Broken = Extract<Stamped<ConsignmentEvent>, { readonly type: 'custody.broken' }>;

/**
 * Something happened to a bottle: its unit is doubted, and decided on anew. A bottle that stands for nothing any more, and one of which
 * nothing is tested, doubts no result; its finding is kept all the same.
 */
export const takeCustodyBreak = (
  { units }: ConsignmentContext,
  { code, findings }: Broken,
): Pick<ConsignmentContext, 'units'> => ({
  units: units.map((unit) => {
    if (!unit.bottles.some((bottle) => bottle.code === code)) return unit;
    const custodyFindings = [...unit.custodyFindings, ...findings];
    const isTested = unit.assays.some((assay) => assay.code === code);
    return isTested && unit.validity !== 'INVALID'
      ? { ...unit, custodyFindings, validity: 'SUSPECT' as const, officer: null }
      : { ...unit, custodyFindings };
  }),
});
