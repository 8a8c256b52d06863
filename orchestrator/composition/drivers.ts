import { join } from 'node:path';
import type { Logger } from 'pino';
import type { SiteConfig } from '../../config/site/load.ts';
import { parseTagMap } from '../../plc-adapters/tag-map/parse.ts';
import type { UnitDriver } from '../../plc-adapters/unit-driver.ts';
import { instant, unitId } from '../../workflows/kernel/brand.ts';
import type { UnitId } from '../../workflows/kernel/brand.ts';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { logOpcuaRemarks } from './opcua-remarks.ts';
import { plantLogin } from './plant-login.ts';

/**
 * A driver for every unit of the site. Throws a RefusedError naming file and field of a wrong tag map, `SHADOW_MEMORY_NOT_VALID`, or what
 * `plantLogin` refuses; connects to nothing yet. Nothing is
 * commanded while `mayCommand` says no.
 */
export async function openDrivers(site: SiteConfig, dataFolder: string, log: Logger, mayCommand: () => boolean = () => true): Promise<ReadonlyMap<UnitId, UnitDriver>> {
  // Before the library is loaded, since it speaks while it is.
  logOpcuaRemarks(log);
  const { createUnitDriver } = await import('../../plc-adapters/create-unit-driver.ts');
  const clock = { now: () => instant(new Date().toISOString()), monotonicMs: () => performance.now() };
  return new Map(
    site.units.map((each) => {
      const { unit, tagMap: file, endpoint, security, shadow } = each;
      const tagMap = parseTagMap(site.tagMaps[file]);
      if (!tagMap.ok) throw new RefusedError({ ...tagMap.refusal, message: `${file}: ${tagMap.refusal.message}` });
      const id = unitId(unit);
      const config = {
        unit: id,
        tagMap: tagMap.value,
        endpoint,
        security,
        ...plantLogin(each, process.env),
        ...(shadow && { shadow: { memoryFile: join(dataFolder, 'shadow', `${unit}.json`) } }),
      };
      const driver = createUnitDriver(config, { clock, log: log.child({ unit }), pkiFolder: join(dataFolder, 'pki'), mayCommand });
      return [id, driver];
    }),
  );
}
