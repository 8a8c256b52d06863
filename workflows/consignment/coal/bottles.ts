import type { AssayItem } from '../../assay/types.ts';
import type { PackedBottle } from '../../coal-preparation/run.ts';
import type { Bottle } from '../types.ts';

/** Bottle types of a line and what they are called in the lineage. */
const bottleKinds: Readonly<Record<number, string>> = {
  61: 'moisture-6mm',
  32: 'reserve-3mm',
  21: 'analysis-0.2mm',
  22: 'reserve-0.2mm',
};

export const bottleOf = ({ type, mass, seal, at }: PackedBottle): Bottle => ({
  kind: bottleKinds[type] ?? `bottle-${type}`,
  mass,
  seal,
  at,
});

const totalMoisture = 'Mt';

/** What is tested from which bottle: total moisture from the moisture bottle, everything else from the analysis bottle. */
export function testedItems(kind: string, items: readonly AssayItem[]) {
  const wanted = items.filter(({ item }) =>
    kind === 'moisture-6mm' ? item === totalMoisture : kind === 'analysis-0.2mm' && item !== totalMoisture,
  );
  return wanted.map(({ item, basis }) => ({ item, basis }));
}
