import fc from 'fast-check';

/** Longer than any text that is taken, shorter than any body that is not. */
const hugeLength = 20_000;

/** Texts that break what was not thought of. */
export const oddTexts: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('', ' ', '.', '..', '%', '%zz', '\u0000', '\r\nX-Injected: 1', '\u202e\u200b\ufeff'),
  fc.constantFrom('煤炭 品质证书', '😀👩‍🔬', 'e\u0301', '\ud800', '../../etc/passwd'),
  fc.constantFrom('__proto__', 'constructor', 'toString', '-0', '1e999', '٣', 'NaN', 'null', "' or 1=1 --", '{"$gt":""}'),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('x', '界').map((letter) => letter.repeat(hugeLength)),
); // prettier-ignore

/** Values of any type but hardly ever the right one. */
export const oddValues: fc.Arbitrary<unknown> = fc.oneof(
  oddTexts,
  fc.constantFrom(null, true, 0, -1, 0.1, 1e308, Number.MAX_SAFE_INTEGER + 2, [], {}, [[[[[]]]]]),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Printable ASCII and Latin-1, which is what a header may be made of. */
export const oddHeaders: fc.Arbitrary<string> = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.constantFrom('', '*', '*/*', 'W/"x"', '"', 'bytes=0-', 'bytes=5-1', 'bytes=-0', 'bytes=0-0,2-3', 'bytes=99999999999999999999-', 'é'),
); // prettier-ignore

/** A value that passed with one thing in it made wrong: a member taken away, added or replaced. */
export function oneThingBroken(value: unknown): fc.Arbitrary<unknown> {
  const places = placesIn(value);
  return fc.tuple(fc.constantFrom(...places), fc.constantFrom('replace', 'remove', 'add'), oddValues).map(([place, how, odd]) =>
    changed(value, place, how, odd),
  ); // prettier-ignore
}

type Place = readonly (string | number)[];

function placesIn(value: unknown, here: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [here];
  return [here, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...here, key]))];
}

function changed(
  value: unknown,
  [key, ...rest]: Place,
  how: 'replace' | 'remove' | 'add',
  odd: unknown,
): unknown {
  if (key === undefined) return how === 'add' && isObject(value) ? { ...value, unheardOf: odd } : odd;
  if (Array.isArray(value))
    return value.map((each, at) => (at === Number(key) ? changed(each, rest, how, odd) : each));
  if (!isObject(value)) return odd;
  const { [key]: inner, ...others } = value;
  return how === 'remove' && rest.length === 0
    ? others
    : { ...others, [key]: changed(inner, rest, how, odd) };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
