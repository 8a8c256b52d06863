import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import { ok, refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';
import { commonDisplaySchema, displaySchema } from './display-schema.ts';
import type { CommonDisplay, DisplayFile, TagDisplay } from './display-schema.ts';

/** What of a tag map a display is about, with array ranges written out. */
export interface ShownMap {
  readonly kind: string;
  readonly tags: Readonly<
    Record<
      string,
      { readonly type: string; readonly dir: 'R' | 'W' | 'RW'; readonly unit?: string | undefined }
    >
  >;
  readonly states: Readonly<Record<string, string>>;
  readonly interlocks: Readonly<Record<string, string>>;
}

interface Span {
  readonly low: number;
  readonly high: number;
}

/** A tag as a screen draws it. */
export interface ShownTag {
  readonly name: string;
  readonly title: Bilingual;
  readonly kind: 'analog' | 'flag' | 'state' | 'counter' | 'text' | 'time';
  /** `write`: a setting or part of a command; it has no reading. */
  readonly direction: 'read' | 'write';
  /** Engineering unit, where it has one. */
  readonly unit: string | null;
  readonly range: Span | null;
  readonly normal: Span | null;
  readonly decimals: number | null;
  /** Words for what a flag or a state can be; `normal` false: abnormal. */
  readonly values: readonly { readonly value: string; readonly title: Bilingual; readonly normal: boolean }[];
  /** Whether its past is kept. */
  readonly trend: boolean;
}

export interface UnitDisplay {
  readonly kind: string;
  readonly title: Bilingual;
  readonly stages: readonly (Pick<DisplayFile['stages'][number], 'id' | 'kind' | 'title'> & {
    readonly tags: readonly ShownTag[];
  })[];
  readonly containers: ContainersDisplay | null;
  /** In order of bit. */
  readonly interlocks: readonly { readonly bit: number; readonly title: Bilingual }[];
}

interface ContainersDisplay extends Omit<NonNullable<DisplayFile['containers']>, 'tags' | 'capacity'> {
  readonly capacity: { readonly value: number; readonly unit: string } | null;
  readonly tags: Readonly<Record<'position' | 'sealed' | 'mass' | 'fill' | 'code', string | null>> & {
    readonly places: readonly string[];
  };
}

export interface DisplaySource {
  /** The file, as people find it. */
  readonly file: string;
  readonly raw: unknown;
  /** The site's own: it must describe its tag map exactly. One that comes with the house shows what of it there is. */
  readonly own: boolean;
}

/**
 * Reads how a unit is shown, and checks it against the unit's tag map: each tag of the map is described once, none that is not there
 * is named, flags and texts are not scaled, the bits of the interlock word have their words. Refuses `DISPLAY_INVALID` naming the file
 * and the path.
 */
export function parseDisplay(source: DisplaySource, rawCommon: unknown, map: ShownMap): Outcome<UnitDisplay> {
  const { file, raw, own } = source;
  const parsed = displaySchema.safeParse(raw);
  if (!parsed.success)
    return invalid(file, pathOf(parsed.error.issues[0]), parsed.error.issues[0]?.message ?? 'is not valid');
  const common = commonDisplaySchema.safeParse(rawCommon);
  if (!common.success)
    return invalid(
      'displays/common.yaml',
      pathOf(common.error.issues[0]),
      common.error.issues[0]?.message ?? 'is not valid',
    );
  const display = own ? parsed.data : fitted(parsed.data, map);
  const fault = faultOf(display, common.data, map, own);
  if (fault) return invalid(file, fault.path, fault.message);
  return ok(shown(display, common.data, map));
}

const pathOf = (issue: { readonly path: readonly PropertyKey[] } | undefined): string =>
  issue?.path.map(String).join('.') || '(file)';

const invalid = (file: string, field: string, message: string) =>
  refuse({
    code: 'DISPLAY_INVALID',
    field,
    message: `${file}: ${field}: ${message}.`,
    remedy: 'Correct the display file at the named path; config/demo-port/displays has one of each kind.',
  });

/** `Act.BagCodeAt[1..6]` is `Act.BagCodeAt[1]` to `[6]`; any other name stands for itself. */
function namesOf(pattern: string): readonly { readonly name: string; readonly n: string }[] {
  const range = /^(.*)\[(\d+)\.\.(\d+)\]$/.exec(pattern);
  if (!range) return [{ name: pattern, n: '' }];
  const [, base = '', from = '0', to = '0'] = range;
  const count = Math.max(0, Number(to) - Number(from) + 1);
  return Array.from({ length: count }, (_, index) => {
    const n = String(Number(from) + index);
    return { name: `${base}[${n}]`, n };
  });
}

/** A display that comes with the house, at a unit whose map has other tags: without what is not there, the rest under its own name. */
function fitted(display: DisplayFile, map: ShownMap): DisplayFile {
  const isThere = (pattern: string | undefined) =>
    pattern !== undefined && namesOf(pattern).every(({ name }) => name in map.tags);
  const kept = <T>(record: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(record).filter(([pattern]) => isThere(pattern)));
  const stages = display.stages.map((stage) => ({ ...stage, tags: kept(stage.tags) }));
  const interlocks = Object.fromEntries(
    Object.entries(map.interlocks).map(([bit, words]) => [bit, display.interlocks[bit] ?? words]),
  );
  const { containers, ...rest } = display;
  const tags =
    containers &&
    Object.fromEntries(Object.entries(containers.tags).filter(([, pattern]) => isThere(pattern)));
  return { ...rest, stages, interlocks, ...(containers && tags && { containers: { ...containers, tags } }) };
}

interface Fault {
  readonly path: string;
  readonly message: string;
}

function faultOf(display: DisplayFile, common: CommonDisplay, map: ShownMap, own: boolean): Fault | null {
  if (display.kind !== map.kind)
    return { path: 'kind', message: `is ${display.kind}, and the tag map is of a ${map.kind}` };
  const seen = new Set<string>();
  for (const [index, { id, tags }] of display.stages.entries()) {
    if (display.stages.findIndex((other) => other.id === id) !== index || id === common.control.id)
      return { path: `stages.${index}.id`, message: `there is another ${id}` };
    for (const [pattern, tag] of Object.entries(tags)) {
      const path = `stages.${index}.tags.${pattern}`;
      for (const { name } of namesOf(pattern)) {
        const fault = seen.has(name) ? 'is described twice' : tagFault(map.tags[name], tag);
        if (fault !== null) return { path, message: name === pattern ? fault : `${name} ${fault}` };
        seen.add(name);
      }
    }
  }
  const commonNames = new Set(
    Object.keys(common.control.tags).flatMap((pattern) => namesOf(pattern).map(({ name }) => name)),
  );
  const missing = own ? Object.keys(map.tags).filter((tag) => !seen.has(tag) && !commonNames.has(tag)) : [];
  if (missing.length > 0) return { path: 'stages', message: `say nothing of ${missing.join(', ')}` };
  return containersFault(display, map) ?? interlocksFault(display, common, map);
}

/** What is wrong with what is said of a tag; null when nothing is. */
function tagFault(
  spec: ShownMap['tags'][string] | undefined,
  { range, values, on, states }: TagDisplay,
): string | null {
  if (!spec) return 'is no tag of the tag map';
  const isFlag = spec.type === 'Bool';
  const isNumber = !isFlag && spec.type !== 'String' && spec.type !== 'DateTime';
  if (isFlag !== (on !== undefined))
    return isFlag ? 'is a flag: say on and off' : `is ${spec.type}, no flag: on and off say nothing`;
  if (!isNumber && (range || values || states))
    return `is ${spec.type}: it has neither a range nor numbers with words`;
  return null;
}

function containersFault({ containers }: DisplayFile, map: ShownMap): Fault | null {
  for (const [role, pattern] of Object.entries(containers?.tags ?? {})) {
    const absent =
      pattern === undefined ? undefined : namesOf(pattern).find(({ name }) => !(name in map.tags));
    if (absent)
      return { path: `containers.tags.${role}`, message: `${absent.name} is no tag of the tag map` };
  }
  return null;
}

function interlocksFault({ interlocks }: DisplayFile, common: CommonDisplay, map: ShownMap): Fault | null {
  const unknown = Object.keys(interlocks).find((bit) => !(bit in map.interlocks));
  if (unknown !== undefined) return { path: `interlocks.${unknown}`, message: 'is no bit of the tag map' };
  const untold = Object.keys(map.interlocks).find(
    (bit) => !(bit in interlocks) && !(bit in common.interlocks),
  );
  return untold === undefined
    ? null
    : { path: `interlocks.${untold}`, message: 'is missing; the tag map has the bit' };
}

function shown(display: DisplayFile, common: CommonDisplay, map: ShownMap): UnitDisplay {
  const stages = display.stages.map(({ tags, ...stage }) => ({
    ...stage,
    tags: shownTags(tags, common, map),
  }));
  const described = new Set(stages.flatMap(({ tags }) => tags.map(({ name }) => name)));
  const control = shownTags(common.control.tags, common, map).filter(({ name }) => !described.has(name));
  const told = new Set([...described, ...control.map(({ name }) => name)]);
  const untold = Object.keys(map.tags).filter((name) => !told.has(name));
  const plain = shownTags(
    Object.fromEntries(untold.map((name) => [name, plainDisplay(name, map)])),
    common,
    map,
  );
  return {
    kind: display.kind,
    title: display.title,
    stages: [...stages, { ...common.control, tags: [...control, ...plain] }],
    containers: display.containers ? shownContainers(display.containers) : null,
    interlocks: Object.entries(map.interlocks).map(([bit, en]) => ({
      bit: Number(bit),
      title: { zh: display.interlocks[bit] ?? common.interlocks[bit] ?? en, en },
    })),
  };
}

/** Of a tag nobody described. */
const plainDisplay = (name: string, map: ShownMap): TagDisplay => ({
  zh: name,
  en: name,
  ...(map.tags[name]?.type === 'Bool' && { on: { zh: '是', en: 'yes' }, off: { zh: '否', en: 'no' } }),
});

const shownTags = (
  tags: Readonly<Record<string, TagDisplay>>,
  common: CommonDisplay,
  map: ShownMap,
): readonly ShownTag[] =>
  Object.entries(tags).flatMap(([pattern, display]) =>
    namesOf(pattern).flatMap(({ name, n }) => {
      const spec = map.tags[name];
      return spec ? [shownTag(name, n, display, spec, common, map)] : [];
    }),
  );

function shownTag(
  name: string,
  n: string,
  { zh, en, range, normal, decimals, values, states, on, off, trend }: TagDisplay,
  { type, dir, unit }: ShownMap['tags'][string],
  common: CommonDisplay,
  map: ShownMap,
): ShownTag {
  const words = states ? stateWords(common, map) : values;
  const kind = kindOf(type, range !== undefined, words !== undefined);
  const direction = dir === 'W' ? 'write' : 'read';
  return {
    name,
    title: { zh: zh.replace('${n}', n), en: en.replace('${n}', n) },
    kind,
    direction,
    unit: unit ?? null,
    range: range ?? null,
    normal: typeof normal === 'object' ? normal : null,
    decimals: decimals ?? null,
    values:
      on && off
        ? [
            { value: 'true', title: on, normal: normal !== false },
            { value: 'false', title: off, normal: normal !== true },
          ]
        : Object.entries(words ?? {}).map(([value, title]) => ({ value, title, normal: true })),
    trend: direction === 'read' && kind !== 'text' && kind !== 'time' && trend !== false,
  };
}

function kindOf(type: string, hasRange: boolean, hasWords: boolean): ShownTag['kind'] {
  if (type === 'Bool') return 'flag';
  if (type === 'String') return 'text';
  if (type === 'DateTime') return 'time';
  return hasRange ? 'analog' : hasWords ? 'state' : 'counter';
}

const stateWords = (common: CommonDisplay, map: ShownMap) =>
  Object.fromEntries(
    Object.entries(map.states).map(([number, en]) => [number, { zh: common.states[en] ?? en, en }]),
  );

function shownContainers({
  tags,
  capacity,
  ...rest
}: NonNullable<DisplayFile['containers']>): ContainersDisplay {
  const { position = null, sealed = null, mass = null, fill = null, code = null, places } = tags;
  return {
    ...rest,
    capacity: capacity ?? null,
    tags: {
      position,
      sealed,
      mass,
      fill,
      code,
      places: places === undefined ? [] : namesOf(places).map(({ name }) => name),
    },
  };
}
