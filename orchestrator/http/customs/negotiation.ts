import type { Request } from 'express';
import { HttpRefusal } from '../http-refusal.ts';
import type { IssuedFile } from '../issued-file.ts';

/** Renderings by media type, the preferred first. */
export const renderings: Readonly<Record<IssuedFile['contentType'], 'json' | 'pdf'>> = {
  'application/json': 'json',
  'application/pdf': 'pdf',
};

/** The rendering a request accepts; JSON when it does not mind. Throws `NOT_ACCEPTABLE`. */
export function negotiated(req: Request): IssuedFile['contentType'] {
  const accepted = req.accepts(['application/json', 'application/pdf']);
  if (accepted === 'application/json' || accepted === 'application/pdf') return accepted;
  throw new HttpRefusal(
    {
      code: 'NOT_ACCEPTABLE',
      field: 'Accept',
      message: 'There is no rendering of a kind the Accept header allows.',
      remedy: 'Send Accept: application/json (canonical) or application/pdf.',
    },
    { headers: { Vary: 'Accept' } },
  );
}
