import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { parseTagMap } from '../tag-map/parse.ts';
import type { TagMap } from '../tag-map/parse.ts';

export type DemoTagMap =
  | 'coal-cross-belt'
  | 'coal-falling-stream'
  | 'coal-preparation-line'
  | 'grain-diverter'
  | 'petroleum-in-line'
  | 'pneumatic-tube'
  | 'storage-cabinet';

/** A tag map of the demo port as its file has it. The tests run in the project's root. */
export const rawTagMap = (name: DemoTagMap): unknown =>
  load(readFileSync(`config/demo-port/tag-maps/${name}.yaml`, 'utf8'));

export function tagMap(name: DemoTagMap = 'coal-cross-belt'): TagMap {
  const parsed = parseTagMap(rawTagMap(name));
  if (!parsed.ok) throw new Error(parsed.refusal.message);
  return parsed.value;
}
