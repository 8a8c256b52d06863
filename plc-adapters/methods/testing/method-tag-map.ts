import { parseTagMap } from '../../tag-map/parse.ts';
import type { TagMap } from '../../tag-map/parse.ts';
import { isOfNumberHandshake, taskTags } from '../../tag-map/required-tags.ts';
import { rawTagMap } from '../../testing/tag-maps.ts';

/** The demo's cross-belt sampler as it would be with methods: as its file, but for what the pages say is different. */
export function rawMethodMap() {
  const raw = rawTagMap('coal-cross-belt') as { tags: Record<string, unknown> };
  const kept = Object.entries(raw.tags).filter(([tag]) => !isOfNumberHandshake(tag) && tag !== 'Cmd.Param[0..15]');
  const tasks = Object.entries({ ...taskTags, 'Job.SampleId': 'String' }).map(
    ([tag, type]) => [tag, { type, dir: 'R' }] as const,
  );
  return {
    ...raw,
    commands: 'methods',
    jobSampleId: 'Job.SampleId',
    tags: Object.fromEntries<unknown>([...kept, ...tasks]),
  };
}

export function methodMap(timing: Partial<TagMap['timing']> = {}): TagMap {
  const parsed = parseTagMap(rawMethodMap());
  if (!parsed.ok) throw new Error(parsed.refusal.message);
  return { ...parsed.value, timing: { ...parsed.value.timing, ...timing } };
}
