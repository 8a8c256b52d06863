import type { ProcedureLookup } from '../assay/procedure.ts';
import { limitAt } from '../assay/repeatability.ts';
import type { TestItem } from '../assay/test-item.ts';
import type { CoalRulePack } from '../coal-sampling/rule-pack.ts';
import { toDecimal, type Decimal } from '../kernel/decimal.ts';
import type { RulePackRef } from '../kernel/source.ts';
import { precisionAt } from '../petroleum-assay/precision.ts';
import type { PetroleumRulePack } from '../petroleum-sampling/rule-pack.ts';

/** r and R at a level, in the item's unit. */
export interface Precision {
  readonly repeatability: Decimal;
  /** Null where none is held for the basis the item is determined on. */
  readonly reproducibility: Decimal | null;
}

/** What the pack of a commodity says of an item that is controlled. */
export interface ControlledItem {
  /** Whether its values go from one basis to another by a factor. */
  readonly convertible: boolean;
  /** Null where no precision is known at this level. */
  readonly precisionAt: (level: Decimal) => Precision | null;
}

/** Null for an item the pack cannot test. Throws when the pack is not there. */
export type ControlledItemLookup = (pack: RulePackRef, item: string) => ControlledItem | null;

export interface ControlledPacks {
  readonly proceduresOf: ProcedureLookup;
  coal(ref: RulePackRef): Pick<CoalRulePack, 'assay'>;
  petroleum(ref: RulePackRef): Pick<PetroleumRulePack, 'precision'>;
}

/**
 * Finds precision where the commodity keeps it: coal and grain state the allowed difference in bands, petroleum r and R as functions
 * of the level. R of coal is stated on the dry basis only and not used for what is determined on another.
 */
export const controlledItems =
  (packs: ControlledPacks): ControlledItemLookup =>
  (ref, id) => {
    const item = packs.proceduresOf(ref).find((known) => known.item.item === id)?.item;
    if (!item) return null;
    return {
      convertible:
        item.rule === 'two-three-four' && !packs.coal(ref).assay.conversion.notByFactor.includes(id),
      precisionAt: (level) => precisionOf(item, level, ref, packs),
    };
  };

function precisionOf(
  item: TestItem,
  level: Decimal,
  ref: RulePackRef,
  packs: ControlledPacks,
): Precision | null {
  switch (item.rule) {
    case 'two-three-four':
    case 'parallel': {
      const repeatability = limitAt(item.repeatability, level, item);
      return repeatability.gt(0) ? { repeatability, reproducibility: null } : null;
    }
    case 'iso-4259': {
      const factor = toDecimal(item.precision.factor);
      const found = precisionAt(item.precision.item, level.times(factor), packs.petroleum(ref).precision);
      if (!found.ok) return null;
      const { repeatability, reproducibility } = found.value;
      return { repeatability: repeatability.div(factor), reproducibility: reproducibility.div(factor) };
    }
    case 'precision-not-known':
    case 'observation':
      return null;
  }
}
