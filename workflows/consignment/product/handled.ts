import type { BlindCode, ProcessId } from '../../kernel/brand.ts';
import type { EffectParams } from '../../kernel/effects.ts';
import type { HandlingFinished } from '../../sample-handling/finished.ts';
import type { HandlingOrder } from '../../sample-handling/handling.ts';
import type { ReceiveData } from '../../sample-handling/step-data.ts';
import type { BottleTests, Reserve } from '../trade.ts';
import type { GrainCargo, PetroleumCargo } from '../types.ts';
import type { Bottle, ConsignmentUnit } from '../unit.ts';

/** Starts the handling of what was collected of a unit. */
export function handlingOf(
  parent: ProcessId,
  { recipe }: GrainCargo | PetroleumCargo,
  { no, sampled }: ConsignmentUnit,
  code: BlindCode,
): EffectParams['process.start'] {
  const order: HandlingOrder = {
    parent,
    unitNo: no,
    sampleId: code,
    // By their number in the sample: a place in the carousel can have been filled twice.
    containers: (sampled?.containers ?? []).map(({ seal, mass }, index) => ({
      position: index + 1,
      seal,
      mass,
    })),
    recipe,
  };
  return { definition: 'sample-handling', process: `sample-handling/${code}` as ProcessId, input: { order } };
}

export const bottlesOf = ({ bottles }: HandlingFinished): readonly Bottle[] =>
  bottles.map(({ kind, mass, seal, at }) => ({ kind, mass, seal, at }));

/** What was found when the containers arrived, as it stands after corrections. */
export function receivedIn({ steps }: HandlingFinished): ReceiveData | null {
  const done = steps.filter(({ status, deed }) => status === 'done' && deed.data.kind === 'receive').at(-1);
  return done?.deed.data.kind === 'receive' ? done.deed.data : null;
}

/**
 * Moisture is tested from its own bottle where one was filled at once; everything else from the first laboratory bottle. Of a unit
 * whose retained bottle stands for it, that bottle is tested for all that its moisture bottle is not.
 */
export function testsOf(
  { bottles, assays, origin }: ConsignmentUnit,
  items: readonly string[],
): readonly BottleTests[] {
  const ownBottle = origin.kind === 'reserve' ? retainedBottle : 'laboratory';
  const moisture = bottles.findIndex(({ kind }) => kind === moistureBottle);
  const others = bottles.findIndex(({ kind }) => kind === ownBottle);
  const isKept = assays.some(({ bottle }) => bottle === moistureBottle);
  const isApart = (item: string) => (moisture >= 0 || isKept) && item === moistureItem;
  return [
    { bottle: moisture, items: items.filter(isApart) },
    { bottle: others, items: items.filter((item) => !isApart(item)) },
  ]
    .filter(({ bottle, items: wanted }) => bottle >= 0 && wanted.length > 0)
    .map(({ bottle, items: wanted }) => ({ bottle, items: wanted.map((item) => ({ item })) }));
}

/** The first retained bottle; moisture that was tested from a bottle of its own stays as it is. */
export function reserveOf({ bottles, assays }: ConsignmentUnit): Reserve | null {
  const bottle = bottles.find(({ kind }) => kind === retainedBottle);
  return bottle ? { bottle, kept: assays.filter((assay) => assay.bottle === moistureBottle) } : null;
}

export const isRetained = (kind: string): boolean => kind === retainedBottle || kind === 'referee';

const moistureItem = 'moisture';
const moistureBottle = 'moisture';
const retainedBottle = 'retained';
