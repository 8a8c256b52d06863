import type { RuleSource } from '../kernel/source.ts';
import type { Formula } from '../kernel/working.ts';
import type { ObservedItem, ParallelItem, UnverifiedItem } from './test-item.ts';

/** The decisions on what was entered that a grain pack gives words and source to. */
export const grainAssayFormulas = ['parallelDeterminations', 'precisionNotKnown', 'observation'] as const;

/** The assay section of a grain rule pack. */
export interface GrainAssayRules {
  /** What the limits and grades of China and quarantine ask for. */
  readonly items: readonly GrainItem[];
  /** Items of other grade scales, tested only when ordered apart. */
  readonly itemsOnRequest: readonly GrainItem[];
  /** How many pairs of parallel determinations are made before a reviewer is asked. */
  readonly parallel: { readonly mostPairs: number; readonly source: RuleSource };
  /** Of decimals and plausible ranges. */
  readonly entrySource: RuleSource;
  readonly formulas: Readonly<Record<(typeof grainAssayFormulas)[number], Formula>>;
}

export type GrainItem = ParallelItem | UnverifiedItem | ObservedItem;
