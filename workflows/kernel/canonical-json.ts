import { RefusedError } from './refusal.ts';

/**
 * The canonical JSON of a value (RFC 8785): members sorted by UTF-16 code units, no white space, numbers and escapes as
 * ECMAScript writes them. Two parties that agree on the value agree on every byte. Members that are `undefined` are
 * left out, as JSON does.
 *
 * Ours rather than a package, because those at hand write `undefined` in a list as null and functions as nothing: two different
 * values would get one identity.
 *
 * Throws `NOT_CANONICAL` for what JSON can not carry: NaN, infinities, half a surrogate pair, a cycle, functions, dates
 * and other objects that are not plain, an `undefined` in a list or on its own.
 */
export function canonicalJson(value: unknown): string {
  return written(value, '', []);
}

function written(value: unknown, path: string, within: readonly object[]): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return writtenText(value, path);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw notCanonical(path, `${value} is not a number of JSON.`);
    return JSON.stringify(value);
  }
  if (typeof value !== 'object') throw notCanonical(path, `${typeof value} is not a kind of JSON.`);
  if (within.includes(value)) throw notCanonical(path, 'The value contains itself.');

  const inside = [...within, value];
  if (Array.isArray(value)) {
    return `[${Array.from<unknown, string>(value, (element, index) => written(element, `${path}[${index}]`, inside)).join(',')}]`;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  // Plain in any realm: without a prototype, or with one that is the root of all.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null)
    throw notCanonical(path, 'The object is not plain data.');
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(
      ([name, member]) =>
        `${writtenText(name, path)}:${written(member, path === '' ? name : `${path}.${name}`, inside)}`,
    );
  return `{${members.join(',')}}`;
}

function writtenText(text: string, path: string): string {
  // With the u flag a surrogate matches only where its other half is missing; hashing would turn it into U+FFFD.
  if (/\p{Surrogate}/u.test(text)) throw notCanonical(path, 'The text holds half a surrogate pair.');
  return JSON.stringify(text);
}

const notCanonical = (field: string, reason: string) =>
  new RefusedError({
    code: 'NOT_CANONICAL',
    ...(field !== '' && { field }),
    message: reason,
    remedy: 'Give plain JSON data: objects, lists, texts, finite numbers, booleans and null.',
  });
