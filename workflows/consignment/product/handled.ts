import type { BlindCode, ProcessId } from '../../kernel/brand.ts';
import type { EffectParams } from '../../kernel/effects.ts';
import type { HandlingFinished } from '../../sample-handling/finished.ts';
import type { HandlingOrder } from '../../sample-handling/handling.ts';
import type { ReceiveData } from '../../sample-handling/step-data.ts';
import type { Trade } from '../trade.ts';
import type { Bottle, ConsignmentUnit, GrainCargo, PetroleumCargo } from '../types.ts';

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

/** Moisture is tested from its own bottle where one was filled at once; everything else from the first laboratory bottle. */
export function testsOf(bottles: readonly Bottle[], items: readonly string[]): ReturnType<Trade['tests']> {
  const moisture = bottles.findIndex(({ kind }) => kind === 'moisture');
  const laboratory = bottles.findIndex(({ kind }) => kind === 'laboratory');
  const isApart = (item: string) => moisture >= 0 && item === moistureItem;
  const ofMoisture = items.filter(isApart);
  const others = items.filter((item) => !isApart(item));
  return [
    { bottle: moisture, items: ofMoisture },
    { bottle: laboratory, items: others },
  ]
    .filter(({ bottle, items: wanted }) => bottle >= 0 && wanted.length > 0)
    .map(({ bottle, items: wanted }) => ({ bottle, items: wanted.map((item) => ({ item })) }));
}

const moistureItem = 'moisture';
