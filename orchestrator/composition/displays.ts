import { loadDisplay } from '../../config/site/display-load.ts';
import type { SiteConfig } from '../../config/site/load.ts';
import { parseTagMap } from '../../plc-adapters/tag-map/parse.ts';
import { unitId } from '../../workflows/kernel/brand.ts';
import type { UnitId } from '../../workflows/kernel/brand.ts';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import type { DescribedUnit } from '../services/unit-description.ts';

/** How every unit of the site is shown. Throws a RefusedError naming file and field of a display or tag map that is not valid. */
export function openDisplays(site: SiteConfig): ReadonlyMap<UnitId, DescribedUnit> {
  return new Map(
    site.units.map(({ unit, tagMap: file, title, place }) => {
      const tagMap = parseTagMap(site.tagMaps[file]);
      if (!tagMap.ok)
        throw new RefusedError({ ...tagMap.refusal, message: `${file}: ${tagMap.refusal.message}` });
      const display = loadDisplay(site.displayFolder, file, tagMap.value);
      if (!display.ok) throw new RefusedError(display.refusal);
      return [
        unitId(unit),
        {
          display: display.value,
          title: title ?? display.value.title,
          place: place ?? null,
          tagMap: tagMap.value,
        },
      ];
    }),
  );
}
