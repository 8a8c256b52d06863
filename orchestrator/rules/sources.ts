import type { RuleSource } from '../../workflows/kernel/source.ts';

/** A source with the place it stands beside, as a path: `sampling.minimumMass`, `assay.items[item=Hg]`. */
export interface PlacedSource {
  readonly path: string;
  readonly source: RuleSource;
}

/** Every source anywhere in a pack or a part of one, in the order of the data. */
export function sourcesIn(value: unknown, path = ''): readonly PlacedSource[] {
  if (typeof value !== 'object' || value === null) return [];
  if (isSource(value)) return [{ path: path.replace(/\.?source$/, ''), source: value }];
  return membersOf(value).flatMap(({ step, member }) => sourcesIn(member, joined(path, step)));
}

export const isSource = (value: unknown): value is RuleSource =>
  typeof value === 'object' && value !== null && ['standard', 'edition', 'clause', 'confidence'].every((key) => key in value);

/** The members of an object or a list, each with the step that leads to it: `.name`, `[item=Hg]` where that is unique, else `[0]`. */
export function membersOf(value: object): readonly { readonly step: string; readonly member: unknown }[] {
  if (!Array.isArray(value)) return Object.entries(value).map(([step, member]: [string, unknown]) => ({ step, member }));
  const entries = value as readonly unknown[];
  const key = ['id', 'item', 'key'].find((candidate) => isIdentifiedBy(entries, candidate));
  return entries.map((member, index) => ({
    step: key === undefined ? `[${index}]` : `[${key}=${String((member as Record<string, unknown>)[key])}]`,
    member,
  }));
}

function isIdentifiedBy(entries: readonly unknown[], key: string): boolean {
  const ids = entries.map((entry) => (typeof entry === 'object' && entry !== null ? (entry as Record<string, unknown>)[key] : undefined));
  return entries.length > 0 && ids.every((id) => typeof id === 'string' && !/[[\]=]/.test(id)) && new Set(ids).size === ids.length;
}

/** A path and one more step. */
export const joined = (path: string, step: string): string => (step.startsWith('[') || path === '' ? `${path}${step}` : `${path}.${step}`);

/** Sources that agree in something. */
export type SourceGroup = readonly [PlacedSource, ...PlacedSource[]];

/** What makes two rules one for somebody who verifies them. */
export const ruleKey = ({ standard, edition, clause, confidence, note }: RuleSource): string =>
  JSON.stringify([standard, edition, clause, confidence, note ?? '']);

/** Sources that agree in a key, in the order of the key: by standard, then edition. */
export function grouped(sources: readonly PlacedSource[], key: (source: RuleSource) => string): readonly SourceGroup[] {
  const groups = new Map<string, [PlacedSource, ...PlacedSource[]]>();
  for (const placed of sources) {
    const group = groups.get(key(placed.source));
    if (group) group.push(placed);
    else groups.set(key(placed.source), [placed]);
  }
  return [...groups].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, group]) => group);
}
