import type { AssayItem } from '../../assay/types.ts';
import type { PackedBottle } from '../../coal-preparation/run.ts';
import type { Bottle } from '../unit.ts';

export const moistureBottle = 'moisture-6mm';
export const analysisBottle = 'analysis-0.2mm';
/** Of the same fineness as the analysis bottle, so it can be tested in its place. Moisture has no reserve. */
export const analysisReserve = 'reserve-0.2mm';

const coarseReserve = 'reserve-3mm';
export const reserveBottles: readonly string[] = [coarseReserve, analysisReserve];

/** Bottle types of a line and what they are called in the lineage. */
const bottleKinds: Readonly<Record<number, string>> = {
  61: moistureBottle,
  32: coarseReserve,
  21: analysisBottle,
  22: analysisReserve,
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
    kind === moistureBottle ? item === totalMoisture : kind === analysisBottle && item !== totalMoisture,
  );
  return wanted.map(({ item, basis }) => ({ item, basis }));
}
