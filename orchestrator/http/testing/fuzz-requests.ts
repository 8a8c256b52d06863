import fc from 'fast-check';
import type { ApiDocument, ApiMedia, ApiParameter, Found } from './api-document.ts';
import { oddHeaders, oddTexts, oddValues, oneThingBroken } from './odd-values.ts';
import { valuesOf } from './schema-arbitrary.ts';

/**
 * Names that the house knows something by, by the name of parameter or member, or by the address they are listed at; without them
 * nothing is ever found.
 */
export type KnownNames = Readonly<Record<string, readonly string[]>>;

/** A request as it is sent. */
export interface FuzzRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  /** `own`: a right token of somebody who may; otherwise the header as it is, null for none. */
  readonly authorization: string | null;
  /** Which of those who may. */
  readonly who: number;
  readonly body: Buffer | null;
}

/** What every secret a request carries begins with, so that it can be looked for. */
export const hush = 'hush-';

/** Requests to an operation: mostly right, or wrong in one thing; some wrong in all. */
export function requestsOf(
  document: ApiDocument,
  found: Found,
  known: KnownNames,
): fc.Arbitrary<FuzzRequest> {
  const { parameters = [], requestBody } = found.operation;
  const sentIn = (place: ApiParameter['in']) => parameters.filter((each) => each.in === place);
  const valuesAt = (each: ApiParameter) => pathValues(document, each, namesFor(found.path, each.name, known));
  return fc
    .record({
      method: fc.constantFrom(...(found.method === 'get' ? ['GET', 'GET', 'GET', 'HEAD'] : [found.method.toUpperCase()])),
      path: fc.record(Object.fromEntries(sentIn('path').map((each) => [each.name, valuesAt(each)]))),
      query: queries(document, sentIn('query'), known),
      headers: headersOf(document, found, sentIn('header')),
      authorization: fc.oneof({ weight: 12, arbitrary: fc.constant('own') }, fc.constant(null), authorizations),
      who: fc.nat(20),
      body: requestBody ? bodies(document, requestBody.content, known) : fc.constant(null),
    })
    .map(({ path, query, headers, body, ...rest }) => ({
      ...rest,
      target: found.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(path[name])) + query,
      headers: { ...body?.headers, ...headers },
      body: body?.bytes ?? null,
    })); // prettier-ignore
}

const authorizations = fc
  .oneof(oddHeaders, fc.constantFrom('Bearer', 'Bearer x.y.z', 'Basic Og==', 'bearer \u00e9'))
  .map((text) => (text.length > 12 ? `${hush}${text}` : text));

/** Lone surrogates cannot be written in UTF-8. */
const encoded = (text: string) => encodeURIComponent(Buffer.from(text).toString());

/** What is listed at the address before the parameter, and what is known by the name of the parameter. */
const namesFor = (path: string, name: string, known: KnownNames): readonly string[] => [
  ...(known[path.slice(0, path.indexOf(`/{${name}}`))] ?? []),
  ...(known[name] ?? []),
];

function pathValues(
  document: ApiDocument,
  { schema }: ApiParameter,
  names: readonly string[],
): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...(names.length > 0 ? names : ['unknown'])).map(encoded) },
    { weight: 2, arbitrary: valuesOf(document, schema).map((value) => encoded(String(value)) || 'x') },
    { weight: 1, arbitrary: oddTexts.map((text) => encoded(text).slice(0, 4000) || '%00') },
    { weight: 1, arbitrary: fc.constantFrom('%zz', '%', '%c3%28', '%00', '..%2F..') },
  );
}

function queries(
  document: ApiDocument,
  parameters: readonly ApiParameter[],
  known: KnownNames,
): fc.Arbitrary<string> {
  const parts = parameters.map(({ name, required = false, schema }) => {
    const names = known[name] ?? [];
    const value = fc.oneof(
      { weight: 4, arbitrary: names.length > 0 ? fc.constantFrom(...names) : valuesOf(document, schema) },
      { weight: 4, arbitrary: valuesOf(document, schema) },
      { weight: 1, arbitrary: oddTexts.map((text) => text.slice(0, 1000)) },
    );
    const pair = value.map((each) => `${name}=${encoded(String(each))}`);
    return fc.oneof(
      { weight: required ? 10 : 3, arbitrary: pair },
      { weight: 3, arbitrary: fc.constant('') },
      { weight: 1, arbitrary: fc.tuple(pair, pair).map((both) => both.join('&')) },
      { weight: 1, arbitrary: fc.constantFrom(`${name}[a]=1`, `${name}`, `${name}=%zz`, `${name}=%ff`) },
    );
  });
  const odd = fc.constantFrom('', '', '', 'unheardOf=1', '__proto__[a]=1', '%');
  return fc.tuple(...parts, odd).map((all) => all.filter(Boolean).join('&')).map((query) => (query ? `?${query}` : '')); // prettier-ignore
}

function headersOf(document: ApiDocument, { operation }: Found, documented: readonly ApiParameter[]) {
  const offered = Object.values(operation.responses).flatMap((one) =>
    'content' in one ? Object.keys(one.content ?? {}) : [],
  );
  const accept = fc.oneof(
    fc.constantFrom('*/*', 'text/*;q=0', 'application/jose, */*;q=0.1', ...offered),
    oddHeaders,
  );
  const named = documented.map(({ name, required = false, schema }) => {
    const right = valuesOf(document, schema).map(String).filter((text) => /^[\x20-\x7e]*$/.test(text)); // prettier-ignore
    const odd = { weight: 1, arbitrary: oddHeaders };
    const none = { weight: required ? 1 : 4, arbitrary: fc.constant(null) };
    return [name, fc.oneof({ weight: required ? 10 : 2, arbitrary: right }, none, odd)] as const;
  });
  const odd = (name: string, value: fc.Arbitrary<string>) =>
    [name, fc.oneof({ weight: 8, arbitrary: fc.constant(null) }, value)] as const;
  return fc
    .record(
      Object.fromEntries([
        ...named,
        odd('Accept', accept),
        odd('Accept-Language', oddHeaders),
        odd('X-Forwarded-For', oddHeaders),
        odd('Content-Encoding', fc.constantFrom('gzip', 'br', 'x')),
        odd('If-Modified-Since', oddHeaders),
      ]),
    )
    .map((all) => Object.fromEntries(Object.entries(all).filter((one): one is [string, string] => one[1] !== null))); // prettier-ignore
}

interface Body {
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
}

function bodies(
  document: ApiDocument,
  content: Readonly<Record<string, ApiMedia>>,
  known: KnownNames,
): fc.Arbitrary<Body> {
  const right = Object.entries(content).map(([type, media]) =>
    bodyValues(document, media).map((value) => ({ type, bytes: written(type, withKnown(value, known)) })),
  ); // prettier-ignore
  const oddBytes = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc.constantFrom('{"a":', '[', '"', 'null', '{}{}').map((text) => Buffer.from(text)),
  );
  const types = fc.constantFrom(
    '',
    'text/plain',
    'application/json; charset=latin1',
    'application/xml',
    'a/b/c',
    ...Object.keys(content),
  );
  return fc
    .oneof(
      { weight: 14, arbitrary: fc.oneof(...right) },
      { weight: 1, arbitrary: fc.tuple(types, fc.oneof(...right)).map(([type, { bytes }]) => ({ type, bytes })) },
      { weight: 1, arbitrary: fc.tuple(types, oddBytes).map(([type, bytes]) => ({ type, bytes: Buffer.from(bytes) })) },
      { weight: 1, arbitrary: fc.constantFrom(...Object.keys(content)).map((type) => ({ type, bytes: Buffer.alloc(300_000, '"') })) },
    )
    .map(({ type, bytes }) => ({ headers: type ? { 'Content-Type': type } : {}, bytes })); // prettier-ignore
}

function bodyValues(document: ApiDocument, { schema, example }: ApiMedia): fc.Arbitrary<unknown> {
  if (schema.format === 'binary') return fc.uint8Array({ maxLength: 200 });
  const valid = valuesOf(document, schema);
  const shown = example === undefined ? valid : fc.constant(example);
  return fc.oneof(
    { weight: 3, arbitrary: shown },
    { weight: 3, arbitrary: valid },
    { weight: 3, arbitrary: fc.oneof(shown, valid).chain(oneThingBroken) },
    { weight: 1, arbitrary: oddValues },
  );
}

/** What is known by its name is put in by its name; secrets are marked. */
function withKnown(value: unknown, known: KnownNames): unknown {
  if (value instanceof Uint8Array || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => withKnown(each, known));
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      if (typeof inner !== 'string') return [name, withKnown(inner, known)];
      if (/password|secret/.test(name) && inner.length % 2 === 1) return [name, `${hush}${inner}`];
      return [name, known[name]?.[inner.length % (known[name].length + 1)] ?? inner];
    }),
  );
}

function written(type: string, value: unknown): Buffer {
  if (value instanceof Uint8Array) return Buffer.from(value);
  if (type !== 'application/x-www-form-urlencoded') return Buffer.from(JSON.stringify(value) ?? '');
  const pairs = typeof value === 'object' && value !== null ? Object.entries(value) : [['', value]];
  return Buffer.from(
    pairs.map(([name, each]) => `${encoded(String(name))}=${encoded(String(each))}`).join('&'),
  );
}
