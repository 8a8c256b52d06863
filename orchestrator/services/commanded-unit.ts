import type { UnitCommandName, UnitDriver } from '../../plc-adapters/unit-driver.ts';
import { unitId } from '../../workflows/kernel/brand.ts';
import type { UnitId } from '../../workflows/kernel/brand.ts';

/** The unit that is named, when it takes all these commands; null for none, and for one that is only read. */
export function commandedUnit(
  named: string | undefined,
  drivers: ReadonlyMap<UnitId, UnitDriver>,
  commands: readonly UnitCommandName[],
): UnitId | null {
  if (named === undefined) return null;
  const unit = unitId(named);
  const taken = drivers.get(unit)?.commands ?? [];
  return commands.every((command) => taken.includes(command)) ? unit : null;
}
