import type { SiteConfig } from '../../config/site/load.ts';
import type { CabinetContext } from '../../workflows/storage/slots.ts';
import { cabinetProcess } from '../../workflows/storage/slots.ts';
import { contextOf } from './support.ts';
import type { ServiceDeps } from './support.ts';

/** Opens the cabinets of the site, and tells those that are open how many slots they have by now. */
export async function openCabinets(
  deps: Pick<ServiceDeps, 'engine' | 'clock' | 'newId'>,
  { storage }: Pick<SiteConfig, 'storage'>,
): Promise<void> {
  const { engine, clock, newId } = deps;
  const actor = { kind: 'system', id: 'server' } as const;
  for (const { id: cabinet, slots } of storage?.cabinets ?? []) {
    const process = cabinetProcess(cabinet);
    const event = { type: 'process.start', input: { cabinet, slots } };
    await engine.start('storage-cabinet', process, { id: `${process}/begin`, at: clock(), actor, event });
    const context = await contextOf<CabinetContext>(deps, process);
    if (context?.slots !== slots)
      await engine.submit(process, {
        id: newId(),
        at: clock(),
        actor,
        event: { type: 'cabinet.slots', slots },
      });
  }
}
