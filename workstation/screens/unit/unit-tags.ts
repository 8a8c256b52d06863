import type { PlantTag } from '../../kit/plant-tag.ts';
import type { UnitDetail } from './shapes.ts';

/** A tag of a unit by its name; undefined where the unit has none, or it is not shown to anybody. */
export const tagOf = ({ stages }: Pick<UnitDetail, 'stages'>, name: string | null): PlantTag | undefined =>
  name === null ? undefined : stages.flatMap(({ tags }) => tags).find((tag) => tag.name === name);

/** What an interlock word says of its bits: set ones block. Bits as in ISA-TR88.00.02's status words, 0 the lowest of 32. */
export function interlocksSet(
  bits: readonly { readonly bit: number }[],
  word: unknown,
  firstOut: unknown,
): ReadonlyMap<number, { readonly set: boolean; readonly firstOut: boolean }> | null {
  if (typeof word !== 'number') return null;
  return new Map(
    bits.map(({ bit }) => [
      bit,
      { set: Math.floor(word / 2 ** bit) % 2 === 1, firstOut: firstOut === bit + 1 },
    ]),
  );
}
