import { isSource, joined, membersOf } from './sources.ts';

/** One value of a pack, and the path of the part whose source stands nearest around it; null where there is none. */
export interface PackLeaf {
  readonly path: string;
  readonly value: string | number | boolean | null;
  readonly source: string | null;
}

/** Every value of a pack's sections but the sources themselves, in the order of the data. */
export function leavesOf(value: unknown, path = '', source: string | null = null): readonly PackLeaf[] {
  if (isSource(value)) return [];
  if (typeof value === 'object' && value !== null) {
    const nearest = 'source' in value && isSource(value.source) ? path : source;
    return membersOf(value).flatMap(({ step, member }) => leavesOf(member, joined(path, step), nearest));
  }
  return typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'boolean' ||
    value === null
    ? [{ path, value, source }]
    : [];
}
