import type { MethodItem, UnverifiedItem } from '../assay/test-item.ts';
import type { RuleSource } from '../kernel/source.ts';
import type { Formula } from '../kernel/working.ts';

/** The decisions on what was entered that a petroleum pack gives words and source to. */
export const petroleumAssayFormulas = ['duplicates', 'precisionNotKnown'] as const;

/** The assay section of a petroleum rule pack. */
export interface PetroleumAssayRules {
  /** What the product limits ask for. */
  readonly items: readonly PetroleumItem[];
  /** What contracts and customs order apart. */
  readonly itemsOnRequest: readonly PetroleumItem[];
  /** The pack, `id@version`, whose editions of ISO 4259-2 say what is done with results that do not agree. */
  readonly laboratoryPack: { readonly name: string; readonly source: RuleSource };
  /** Of decimals and plausible ranges. */
  readonly entrySource: RuleSource;
  readonly formulas: Readonly<Record<(typeof petroleumAssayFormulas)[number], Formula>>;
}

export type PetroleumItem = MethodItem | UnverifiedItem;
