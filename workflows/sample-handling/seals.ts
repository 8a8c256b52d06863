import type { Refusal } from '../kernel/refusal.ts';
import { openRecords, stepsInForce } from './handling.ts';
import type { HandlingContext } from './handling.ts';
import type { FilledBottle, StepData } from './step-data.ts';

/** A seal is on one vessel only: not on two bottles, and not on a bottle and a container. Refuses `SEAL_REPEATED`. */
export function refuseSeals(
  { order, records }: Pick<HandlingContext, 'order' | 'records'>,
  step: string,
  bottles: readonly FilledBottle[],
): Refusal | undefined {
  const inForce = stepsInForce({ order, records });
  const open = openRecords({ records }).map(({ deed }) => deed);
  const others = [...inForce.map(({ step: { id }, data }) => ({ step: id, data })), ...open].filter(
    (each) => each.step !== step,
  );
  const taken = [...order.containers.map(({ seal }) => seal), ...others.flatMap(({ data }) => sealsOf(data))];
  for (const [index, { seal }] of bottles.entries()) {
    const before = bottles.slice(0, index).some((bottle) => bottle.seal === seal);
    if (before || taken.includes(seal)) {
      return {
        code: 'SEAL_REPEATED',
        field: `data.bottles[${index}].seal`,
        message: `Seal ${seal} is on another vessel of this sample.`,
        remedy: 'Read the number on the seal again.',
      };
    }
  }
  return undefined;
}

function sealsOf(data: StepData): readonly string[] {
  if (data.kind === 'receive') return data.containers.map(({ seal }) => seal);
  return data.kind === 'fill' || data.kind === 'sub-sample' ? data.bottles.map(({ seal }) => seal) : [];
}
