import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from '../../workflows/kernel/refusal.ts';
import { projectRoot } from '../project-root.ts';
import { parseDisplay } from './display.ts';
import type { ShownMap, UnitDisplay } from './display.ts';
import { readYaml } from './read-yaml.ts';

/** The displays that come with the house, one for each kind of unit, and what all have in common. */
const shippedDisplays = (): string => join(projectRoot(), 'config', 'demo-port', 'displays');
const fileOfKind = (kind: string): string => `${kind.replace(/-sampler$/, '')}.yaml`;

/**
 * The display of a unit: the file of the same name as its tag map in the site's folder of displays; where there is none, the one of that
 * kind that comes with the house. Refuses `CONFIG_UNREADABLE` naming the file, and `DISPLAY_INVALID`.
 */
export function loadDisplay(folder: string, tagMapFile: string, map: ShownMap): Outcome<UnitDisplay> {
  const siteOwn = join(folder, tagMapFile);
  const own = existsSync(siteOwn);
  const file = own ? siteOwn : join(shippedDisplays(), fileOfKind(map.kind));
  const raw = readYaml(file);
  if (!raw.ok) return raw;
  const common = readYaml(join(shippedDisplays(), 'common.yaml'));
  return common.ok ? parseDisplay({ file, raw: raw.value, own }, common.value, map) : common;
}
