import { parseTagMap } from '../../tag-map/parse.ts';
import type { TagMap } from '../../tag-map/parse.ts';
import { rawTagMap } from '../../testing/tag-maps.ts';
import { taskTags } from '../tasks.ts';

/** The demo's cross-belt sampler as it would be with methods: as its file, but for what the pages say is different. */
function rawMethodMap() {
  const raw = rawTagMap('coal-cross-belt') as { tags: Record<string, unknown> };
  const tasks = Object.entries({ ...taskTags, 'Job.SampleId': 'String' }).map(([tag, type]) => [
    tag,
    { type, dir: 'R' },
  ]);
  return {
    ...raw,
    commands: 'methods',
    jobSampleId: 'Job.SampleId',
    tags: { ...raw.tags, ...Object.fromEntries(tasks) } as Record<string, unknown>,
  };
}

export function methodMap(timing: Partial<TagMap['timing']> = {}): TagMap {
  const parsed = parseTagMap(rawMethodMap());
  if (!parsed.ok) throw new Error(parsed.refusal.message);
  return { ...parsed.value, timing: { ...parsed.value.timing, ...timing } };
}
