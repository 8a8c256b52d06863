import { z } from 'zod';

const text = (description: string, example: string) => ({
  description,
  schema: { type: 'string' as const },
  example,
});
const digest = '9b2d6c2f0c2a1d7f3b1f8f4f2c9e8a7d6b5c4e3f2a1b0c9d8e7f6a5b4c3d2e1f';
const digestField = `sha-256=:${Buffer.from(digest, 'hex').toString('base64')}:`;

/** Headers of answers, as components of the document. */
export const documentedHeaders = {
  'X-Request-Id': text(
    'Id of this request, as in our log: quote it when you ask',
    '7d4f6c1e-3b0a-4a55-9d0e-2f9a1f1c8b11',
  ),
  'Cache-Control': text('How long the answer may be kept (RFC 9111)', 'private, no-cache'),
  Vary: text('The bytes depend on Accept', 'Accept'),
  ETag: text('Strong; the SHA-256 (hex) of the whole bytes', `"${digest}"`),
  'Content-Digest': text('SHA-256 of the bytes in this answer (RFC 9530)', digestField),
  'Repr-Digest': text('SHA-256 of the whole bytes, of which this is a part (RFC 9530)', digestField),
  'Content-Range': text('Which bytes these are, of how many', 'bytes 0-1023/181244'),
  'Accept-Ranges': text('Parts may be asked for, in bytes', 'bytes'),
  'Content-Location': text(
    'The permanent address of these bytes',
    '/customs/v1/certificates/QL%2F2026%2F000001/versions/1',
  ),
  'Quaylab-Certificate-Status': {
    description: 'How the certificate stands now',
    schema: { type: 'string' as const, enum: ['issued', 'replaced', 'withdrawn'] },
    example: 'issued',
  },
  Link: text(
    'Where to look next (RFC 8288): collection, successor-version, predecessor-version, latest-version',
    '</customs/v1/certificates?declarationNo=531620261234567890>; rel="collection"',
  ),
  'WWW-Authenticate': text(
    'What is wrong with the token (RFC 6750 clause 3)',
    'Bearer realm="quaylab", error="invalid_token", error_description="The token has expired."',
  ),
  'Retry-After': {
    description: 'Wait so many s before the next request',
    schema: { type: 'integer' as const, minimum: 1 },
    example: 7,
  },
};
export type DocumentedHeader = keyof typeof documentedHeaders;

const always: readonly DocumentedHeader[] = ['X-Request-Id'];
const ofAnswers: Readonly<Record<number, readonly DocumentedHeader[]>> = {
  200: ['ETag', 'Content-Digest', 'Accept-Ranges', 'Cache-Control', 'Vary'],
  206: ['ETag', 'Content-Digest', 'Repr-Digest', 'Content-Range', 'Accept-Ranges', 'Cache-Control', 'Vary'],
  304: ['ETag', 'Cache-Control', 'Vary'],
};
const ofProblems: Readonly<Record<number, readonly DocumentedHeader[]>> = {
  401: ['WWW-Authenticate'],
  416: ['Content-Range'],
  429: ['Retry-After'],
};

/** Headers an answer of this status always has, by whether it is of fixed bytes. */
export function headersOf(status: number, fixedBytes: boolean): readonly DocumentedHeader[] {
  return [...always, ...((fixedBytes ? ofAnswers[status] : undefined) ?? ofProblems[status] ?? [])];
}

/** An operation as far as its headers go. */
interface Answering {
  readonly responses: readonly { readonly status: number }[];
}

/** Answers with bytes that never change know 304; everything RFC 9110 says of such bytes holds for them. */
export const ofFixedBytes = ({ responses }: Answering): boolean =>
  responses.some(({ status }) => status === 304);

const optional = (description: string, example: string) =>
  z.string().optional().meta({ description, example });
const conditional = {
  'If-None-Match': optional('ETag of the bytes you have: 304 if they are the same', `"${digest}"`),
  'If-Match': optional('ETag of the bytes you mean: 412 if these are others', `"${digest}"`),
  Range: optional(
    'One range of bytes, to go on where a transfer broke off (RFC 9110 clause 14)',
    'bytes=1024-',
  ),
  'If-Range': optional('ETag the range belongs to: the whole bytes if they are others', `"${digest}"`),
};
const idempotency = {
  'Idempotency-Key': z.string().meta({
    description:
      'Fresh for each new thing (a UUID), the same when repeating. 8 to 64 letters, digits, `.`, `_` or `-`',
    example: 'b5a1d0ee-6f0c-4e8e-9a64-0d6a4c7b2f10',
  }),
};

/** Headers of requests an operation reads; null where it reads none. */
export function requestHeadersOf(operation: Answering & { readonly idempotent: boolean }): z.ZodObject | null {
  const headers = { ...(operation.idempotent && idempotency), ...(ofFixedBytes(operation) && conditional) };
  return Object.keys(headers).length > 0 ? z.object(headers) : null;
}
