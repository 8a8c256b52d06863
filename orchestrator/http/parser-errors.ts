import { HttpRefusal } from './http-refusal.ts';

/** What express and its body parser throw for requests they cannot read, as refusals; null for anything else. */
export function refusalOfParser(error: unknown): HttpRefusal | null {
  if (error instanceof URIError) return new HttpRefusal(malformedUrl);
  if (typeof error !== 'object' || error === null || !('status' in error)) return null;
  const { status } = error;
  const type = 'type' in error ? error.type : undefined;
  if (type === 'entity.too.large') return new HttpRefusal(tooLarge('limit' in error ? Number(error.limit) : bodyLimit));
  if (type === 'entity.parse.failed') return new HttpRefusal(malformedBody);
  if (status === 415) return new HttpRefusal(unreadable);
  if (typeof status === 'number' && status >= 400 && status < 500) return new HttpRefusal(invalidRequest);
  return null;
}

/** Bytes. A declaration has 2 kB; no text we take is longer than a few pages. Files have limits of their own. */
export const bodyLimit = 256 * 1024;

const malformedUrl = {
  code: 'URL_MALFORMED',
  message: 'The address has a broken percent-encoding.',
  remedy: 'Encode every id with encodeURIComponent.',
};
const malformedBody = {
  code: 'BODY_MALFORMED',
  message: 'The body is not JSON.',
  remedy: 'Send one JSON object in UTF-8.',
};
const tooLarge = (limit: number) => ({
  code: 'BODY_TOO_LARGE',
  message: `The body is larger than ${limit} bytes.`,
  remedy: 'Send less at a time.',
});
const unreadable = {
  code: 'MEDIA_TYPE_UNSUPPORTED',
  message: 'The character set or content encoding of the body is not supported.',
  remedy: 'Send UTF-8, plain or gzip.',
};
const invalidRequest = {
  code: 'REQUEST_INVALID',
  message: 'The request cannot be read.',
  remedy: 'Check length and encoding of the body, and send it again.',
};
