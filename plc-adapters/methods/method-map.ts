import type { UnitId } from '../../workflows/kernel/brand.ts';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import type { TagMap } from '../tag-map/parse.ts';
import { taskTags } from './tasks.ts';

/** Tags of the number handshake, which a unit with methods neither has nor needs. */
const numberHandshake: ReadonlySet<string> = new Set([
  'Cmd.Seq', 'Cmd.Token', 'Cmd.Code', 'Cmd.UnitMode', 'Cmd.JobId', 'Cmd.LotId', 'Cmd.SampleId', 'Cmd.RecipeId',
  'Sts.Token', 'Sts.AckSeq', 'Sts.AckResult', 'Sts.DoneSeq', 'Sts.DoneResult',
]); // prettier-ignore

export const speaksMethods = ({ commandsBy }: TagMap): boolean => commandsBy === 'methods';

/** The object whose methods are called, as `nsu=<uri>;s=<name>`. Without `methodObject` it is the one with the unit's name. */
export const methodObjectOf = (map: TagMap, unit: UnitId): string =>
  (map.methodObject ?? 'nsu=${namespaceUri};s=${unit}')
    .replaceAll('${namespaceUri}', map.namespaceUri)
    .replaceAll('${unit}', unit);

/**
 * The tags a unit with methods has on its server: those of the map without the number handshake, without parameters and
 * without settings, which go as arguments.
 * Throws a RefusedError `TAG_MAP_NOT_VALID` when a task tag is not in the map, or the sample's tag is one of those left out.
 */
export function tagsBesideMethods(map: TagMap): TagMap {
  const complaints = Object.entries(taskTags).flatMap(([tag, type]) => {
    const spec = map.tags[tag];
    if (!spec) return [`tags.${tag} is missing; a unit with methods shows its tasks`];
    return spec.type === type && spec.dir === 'R' ? [] : [`tags.${tag} must be ${type}, dir R`];
  });
  if (numberHandshake.has(map.jobSampleId)) {
    complaints.push(`jobSampleId names ${map.jobSampleId}, which a unit with methods does not have`);
  }
  if (complaints.length > 0) {
    throw new RefusedError({
      code: 'TAG_MAP_NOT_VALID',
      field: 'tags',
      message: `The tag map is wrong for a unit with methods: ${complaints.join('; ')}.`,
      remedy: 'Correct the tag map file and start again.',
    });
  }
  const isLeftOut = (tag: string) =>
    numberHandshake.has(tag) || tag.startsWith('Cmd.Param[') || tag.split('.').includes('Set');
  return { ...map, tags: Object.fromEntries(Object.entries(map.tags).filter(([tag]) => !isLeftOut(tag))) };
}
