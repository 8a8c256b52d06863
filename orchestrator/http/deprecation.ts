/** That an operation is not to be used any more. Said once, where the operation is declared; its answers and the OpenAPI document tell it. */
export interface Deprecation {
  /** Day from which on it is not to be used, ISO 8601, UTC; may lie ahead. */
  readonly since: string;
  /** Day from which on it is no longer answered, not before `since`; null while that is not decided. */
  readonly sunset: string | null;
  /** What to do instead, one sentence. */
  readonly instead: string;
}

/** What every answer of the operation carries, refusals too: RFC 9745 (a structured date: `@` and s since 1970) and RFC 8594 (an HTTP date). */
export const deprecationHeaders = ({ since, sunset }: Deprecation): Readonly<Record<string, string>> => ({
  Deprecation: `@${Date.parse(since) / 1000}`,
  ...(sunset !== null && { Sunset: new Date(sunset).toUTCString() }),
});

/** The same in words, for the document. */
export const deprecationTold = ({ since, sunset, instead }: Deprecation): string =>
  `Deprecated since ${since}${sunset === null ? '' : `, no longer answered from ${sunset} on`}. ${instead}`;

const documented = {
  Deprecation: 'From when on this operation is not to be used any more (RFC 9745)',
  Sunset: 'From when on it is no longer answered (RFC 8594)',
};

/** The headers as the document shows them. */
export const documentedDeprecation = (deprecation: Deprecation) =>
  Object.fromEntries(
    Object.entries(deprecationHeaders(deprecation)).map(([name, example]) => [
      name,
      { description: documented[name as keyof typeof documented], schema: { type: 'string' as const }, example },
    ]),
  );
