import type { SiteConfig } from '../../config/site/load.ts';
import type { UnitDriver } from '../../plc-adapters/unit-driver.ts';
import type { UnitId } from '../../workflows/kernel/brand.ts';
import type { CabinetContext } from '../../workflows/storage/cabinet-orders.ts';
import { cabinetProcess } from '../../workflows/storage/slots.ts';
import { commandedUnit } from './commanded-unit.ts';
import { contextOf } from './support.ts';
import type { ServiceDeps } from './support.ts';

/** Opens the cabinets of the site, and tells those that are open how many slots they have by now, and which unit commands them. */
export async function openCabinets(
  deps: Pick<ServiceDeps, 'engine' | 'clock' | 'newId'>,
  { storage }: Pick<SiteConfig, 'storage'>,
  drivers: ReadonlyMap<UnitId, UnitDriver>,
): Promise<void> {
  const { engine, clock, newId } = deps;
  const actor = { kind: 'system', id: 'server' } as const;
  for (const { id: cabinet, slots, unit: named } of storage?.cabinets ?? []) {
    const process = cabinetProcess(cabinet);
    const unit = commandedUnit(named, drivers, ['store', 'retrieve']);
    const event = { type: 'process.start', input: { cabinet, slots, unit } };
    await engine.start('storage-cabinet', process, { id: `${process}/begin`, at: clock(), actor, event });
    const context = await contextOf<CabinetContext>(deps, process);
    if (context?.slots !== slots || context.unit !== unit)
      await engine.submit(process, {
        id: newId(),
        at: clock(),
        actor,
        event: { type: 'cabinet.slots', slots, unit } as { readonly type: string },
      });
  }
}
