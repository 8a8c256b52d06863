import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { projectRoot } from '../../config/project-root.ts';
import { parseTagMap, readableTags } from '../../plc-adapters/tag-map/parse.ts';
import type { TagMap } from '../../plc-adapters/tag-map/parse.ts';
import type { TagMapFile } from '../../plc-adapters/tag-map/schema.ts';

/** R tags of one unit, those of the demo port's coal sampler filled up with counters: what a large PLC shows. */
const tagsOfAUnit = 200;

/** Counters that the server changes all at once. */
export const isCounter = (tag: string): boolean => tag.startsWith('Act.Counter');

/** @param reconcileMs how often the driver reads everything, changed or not. */
export function plantTagMap(reconcileMs: number): TagMap {
  const file = join(projectRoot(), 'config', 'demo-port', 'tag-maps', 'coal-cross-belt.yaml');
  const raw = load(readFileSync(file, 'utf8')) as TagMapFile;
  const watched = Object.values(raw.tags).filter(({ dir }) => dir !== 'W').length;
  const counter = { type: 'UInt32', dir: 'R' } as const;
  const counters = Array.from({ length: tagsOfAUnit - watched }, (_, index) => [`Act.Counter${index}`, counter] as const);
  const parsed = parseTagMap({
    ...raw,
    tags: { ...raw.tags, ...Object.fromEntries(counters) },
    timing: { ...raw.timing, reconcileMs },
  });
  if (!parsed.ok) throw new Error(parsed.refusal.message);
  return parsed.value;
}

export const countersOf = (map: TagMap): number => readableTags(map).filter(isCounter).length;
