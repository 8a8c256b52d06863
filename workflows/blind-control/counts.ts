import type { Decision } from './draw.ts';

/** What came of a group so far. */
export interface GroupCount {
  readonly group: string;
  readonly assays: number;
  readonly duplicates: number;
  readonly references: number;
  /** Drawn, and the bottle was too light to be divided. */
  readonly tooLight: number;
  /** Drawn, and no valid portion of a fitting material was left. */
  readonly unsupplied: number;
}

/** A group of which nothing has come to the bench yet. */
export const newCount = (group: string): GroupCount => ({
  group,
  assays: 0,
  duplicates: 0,
  references: 0,
  tooLight: 0,
  unsupplied: 0,
});

/** What came of a group after one more of its bottles was decided on. */
export function counted(
  counts: readonly GroupCount[],
  group: string,
  { duplicate, reference, tooLight, unsupplied }: Decision,
): readonly GroupCount[] {
  const so = counts.find((each) => each.group === group) ?? newCount(group);
  const now: GroupCount = {
    group,
    assays: so.assays + 1,
    duplicates: so.duplicates + Number(duplicate),
    references: so.references + Number(reference !== null),
    tooLight: so.tooLight + Number(tooLight),
    unsupplied: so.unsupplied + Number(unsupplied),
  };
  return [...counts.filter((each) => each.group !== group), now];
}
