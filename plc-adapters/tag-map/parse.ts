import type { UnitId } from '../../workflows/kernel/brand.ts';
import { ok, refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';
import { isOfNumberHandshake, requiredTags, ringFields } from './required-tags.ts';
import { speaksMethods, tagMapSchema } from './schema.ts';
import type { TagMapFile, TagSpec, UnitKind } from './schema.ts';

/**
 * How one kind of unit names its tags on its PLC: validated, with array ranges written out tag by tag.
 * One map serves every unit of the kind; `nodeIdText` puts the unit in.
 */
export type TagMap = Readonly<Omit<TagMapFile, 'tags'>> & {
  readonly tags: Readonly<Record<string, TagSpec>>;
};

/** Kinds past which nothing flows. */
const withoutStream: readonly UnitKind[] = ['coal-preparation-line', 'pneumatic-tube', 'storage-cabinet'];

interface Complaint {
  readonly path: string;
  readonly message: string;
}

/**
 * Validates an already parsed tag map file.
 * Refuses with `TAG_MAP_NOT_VALID`; `field` is the path of the first fault (`tags.Sts.AckSeq.type`), the message names all.
 */
export function parseTagMap(raw: unknown): Outcome<TagMap> {
  const parsed = tagMapSchema.safeParse(raw);
  if (!parsed.success) {
    return notValid(
      parsed.error.issues.map((issue) => ({
        path: issue.path.join('.') || '(file)',
        message: issue.message,
      })),
    );
  }
  const map: TagMap = { ...parsed.data, tags: expandRanges(parsed.data.tags) };
  const complaints = [...requiredTagComplaints(map), ...referenceComplaints(map), ...tableComplaints(map)];
  return complaints.length > 0 ? notValid(complaints) : ok(map);
}

/** The node id of a tag of one unit, in the form `nsu=<uri>;s=<name>`. */
export function nodeIdText(map: TagMap, unit: UnitId, tag: string): string {
  const pattern = map.tags[tag]?.node ?? map.nodePattern;
  return pattern
    .replaceAll('${namespaceUri}', map.namespaceUri)
    .replaceAll('${unit}', unit)
    .replaceAll('${tag}', tag);
}

/** Names of the tags the PLC tells us: those of a snapshot. */
export const readableTags = (map: TagMap): readonly string[] =>
  Object.keys(map.tags).filter((tag) => map.tags[tag]?.dir !== 'W');

/** The tag of one field of the ring's record in `slot`. */
export const ringTag = (map: TagMap, slot: number, field: string): string =>
  `${map.ring.record.replace('${slot}', String(slot))}.${field}`;

/** Every tag of the ring with its type: `size` × 9. */
export function ringTags(map: TagMap): Readonly<Record<string, TagSpec>> {
  const tags: Record<string, TagSpec> = {};
  for (let slot = 0; slot < map.ring.size; slot++) {
    for (const [field, type] of Object.entries(ringFields))
      tags[ringTag(map, slot, field)] = { type, dir: 'R' };
  }
  return tags;
}

function notValid(complaints: readonly Complaint[]): Outcome<never> {
  return refuse({
    code: 'TAG_MAP_NOT_VALID',
    field: complaints[0]?.path ?? '(file)',
    message: `The tag map is wrong: ${complaints.map(({ path, message }) => `${path}: ${message}`).join('; ')}.`,
    remedy: 'Correct the tag map file at the named paths and start again.',
  });
}

function expandRanges(tags: TagMapFile['tags']): Record<string, TagSpec> {
  const expanded: Record<string, TagSpec> = {};
  for (const [name, spec] of Object.entries(tags)) {
    const range = /^(.*)\[(\d+)\.\.(\d+)\]$/.exec(name);
    if (!range) {
      expanded[name] = spec;
      continue;
    }
    for (let index = Number(range[2]); index <= Number(range[3]); index++)
      expanded[`${range[1]}[${index}]`] = spec;
  }
  return expanded;
}

function requiredTagComplaints(map: TagMap): Complaint[] {
  const complaints = speaksMethods(map) ? surplusComplaints(map) : [];
  for (const [tag, { type, dir }] of Object.entries(requiredTags(map))) {
    const spec = map.tags[tag];
    if (!spec) {
      complaints.push({ path: `tags.${tag}`, message: `is missing; every ${map.kind} has it` });
      continue;
    }
    if (spec.type !== type)
      complaints.push({ path: `tags.${tag}.type`, message: `is ${spec.type}, must be ${type}` });
    if (spec.dir !== dir && spec.dir !== 'RW') {
      complaints.push({ path: `tags.${tag}.dir`, message: `is ${spec.dir}, must be ${dir}` });
    }
    if (spec.factor !== undefined || spec.offset !== undefined) {
      complaints.push({ path: `tags.${tag}`, message: 'is counted or compared as it stands and cannot be scaled' });
    }
  }
  return complaints;
}

/** A map for methods names what its server has: a tag that is not there would keep the unit from ever being live. */
const surplusComplaints = (map: TagMap): Complaint[] =>
  Object.keys(map.tags)
    .filter(isOfNumberHandshake)
    .map((tag) => ({ path: `tags.${tag}`, message: 'is of the number handshake, which a unit with methods does not have' }));

function referenceComplaints(map: TagMap): Complaint[] {
  const complaints: Complaint[] = [];
  const references: readonly (readonly [path: string, tag: string | undefined])[] = [
    ['ring.writeIdx', map.ring.writeIdx],
    ['ring.readIdx', map.ring.readIdx],
    ['jobSampleId', map.jobSampleId],
    ['stream.flow', map.stream?.flow],
    ['stream.total', map.stream?.total],
  ];
  for (const [path, tag] of references) {
    if (tag === undefined) continue;
    const spec = map.tags[tag];
    if (!spec) complaints.push({ path, message: `names ${tag}, which is not among the tags` });
    else if (spec.dir === 'W')
      complaints.push({ path, message: `names ${tag}, which cannot be read (dir W)` });
  }
  if (!withoutStream.includes(map.kind) && !map.stream) {
    complaints.push({ path: 'stream', message: 'is null; a sampler has a stream' });
  }
  return complaints;
}

function tableComplaints(map: TagMap): Complaint[] {
  const complaints: Complaint[] = [];
  if (map.ackResults['1']?.code !== 'ACCEPTED') {
    complaints.push({ path: 'ackResults.1.code', message: 'must be ACCEPTED' });
  }
  if (map.doneResults['1']?.code !== 'OK')
    complaints.push({ path: 'doneResults.1.code', message: 'must be OK' });
  const byCode = new Map<number, string>();
  for (const [name, command] of Object.entries(map.commands)) {
    const other = byCode.get(command.code);
    if (other)
      complaints.push({ path: `commands.${name}.code`, message: `is ${command.code}, as is ${other}'s` });
    byCode.set(command.code, name);
  }
  return complaints;
}
