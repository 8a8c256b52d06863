import type { Request } from 'express';
import { HttpRefusal } from './http-refusal.ts';

type Answer =
  | { readonly status: 200; readonly bytes: Buffer }
  /** `start` and `end` of so many bytes, as Content-Range tells them: both included. */
  | { readonly status: 206; readonly bytes: Buffer; readonly start: number; readonly end: number; readonly of: number }
  | { readonly status: 304 };

/**
 * What of fixed bytes answers a request, in the order of RFC 9110 clause 13.2.2: If-Match, If-None-Match, then Range with If-Range.
 * The answer's ETag must be set. Several ranges at once get all of the bytes, as clause 14.2 allows.
 */
export async function answerTo(
  req: Request,
  { read, sha256 }: { readonly read: () => Promise<Buffer>; readonly sha256: string },
): Promise<Answer> {
  requireMatch(req.get('if-match'), sha256);
  if (req.fresh) return { status: 304 };
  const bytes = await read();
  const all: Answer = { status: 200, bytes };
  const since = req.get('if-range');
  if (req.method !== 'GET' || (since !== undefined && since !== `"${sha256}"`)) return all;
  const ranges = req.range(bytes.length);
  if (ranges === -1) throw outside(bytes.length);
  if (!Array.isArray(ranges) || ranges.type !== 'bytes' || ranges.length !== 1) return all;
  const [range] = ranges;
  if (!range) return all;
  const { start, end } = range;
  return { status: 206, bytes: bytes.subarray(start, end + 1), start, end, of: bytes.length };
}

/** Our tags have no comma in them, so that a list of tags can be taken apart at commas. */
function requireMatch(header: string | undefined, sha256: string): void {
  if (header === undefined || header.trim() === '*') return;
  if (header.split(',').some((tag) => tag.trim() === `"${sha256}"`)) return;
  throw new HttpRefusal({
    code: 'PRECONDITION_FAILED',
    field: 'If-Match',
    message: `What is here is "${sha256}", which If-Match does not name.`,
    remedy: 'Ask without If-Match, in the rendering meant, and compare its ETag with the one you have.',
  });
}

const outside = (length: number) =>
  new HttpRefusal(
    {
      code: 'RANGE_NOT_SATISFIABLE',
      field: 'Range',
      message: `The range lies outside the ${length} bytes.`,
      remedy: `Ask for bytes between 0 and ${length - 1}, or without Range for all.`,
    },
    { headers: { 'Content-Range': `bytes */${length}` } },
  );
