/** A value found in a document, with its concrete path, for example `results[2].unit`. */
export interface Located {
  readonly path: string;
  readonly value: unknown;
}

/**
 * Every value a path such as `sampling.units[].mass` leads to. Where the way breaks off, the value is `undefined`;
 * an empty or absent list under `[]` gives the list itself, once, so that it can be reported as missing.
 */
export function valuesAt(document: unknown, path: string): readonly Located[] {
  let found: readonly Located[] = [{ path: '', value: document }];
  for (const step of path.split('.')) {
    const name = step.replace('[]', '');
    const entered = found.map((at) => ({
      path: at.path === '' ? name : `${at.path}.${name}`,
      value: member(at.value, name),
    }));
    found = step.endsWith('[]') ? entered.flatMap(elements) : entered;
    const broken = found.filter((at) => at.value === undefined);
    if (broken.length > 0 && broken.length === found.length) return broken;
  }
  return found;
}

/** Empty: absent, null, blank text, a list without elements, a number that is none. */
export function isMissing(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (typeof value === 'number') return !Number.isFinite(value);
  return Array.isArray(value) && value.length === 0;
}

function elements(list: Located): readonly Located[] {
  if (!Array.isArray(list.value) || list.value.length === 0) return [{ path: list.path, value: undefined }];
  return list.value.map((value: unknown, index) => ({ path: `${list.path}[${index}]`, value }));
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}
