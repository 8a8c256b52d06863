import type { UnitId } from '../../workflows/kernel/brand.ts';
import type { TagMap } from '../tag-map/parse.ts';
import { speaksMethods } from '../tag-map/schema.ts';

/** The object whose methods are called, as `nsu=<uri>;s=<name>`. Without `methodObject` it is the one with the unit's name. */
export const methodObjectOf = (map: TagMap, unit: UnitId): string =>
  (map.methodObject ?? 'nsu=${namespaceUri};s=${unit}')
    .replaceAll('${namespaceUri}', map.namespaceUri)
    .replaceAll('${unit}', unit);

/**
 * The map with the tags only that are variables of the server: with methods, settings go as arguments, and the map has them
 * for their type and scale.
 */
export function withTagsOfServer(map: TagMap): TagMap {
  if (!speaksMethods(map)) return map;
  const there = Object.entries(map.tags).filter(([tag]) => !tag.split('.').includes('Set'));
  return { ...map, tags: Object.fromEntries(there) };
}
