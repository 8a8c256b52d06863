import type { Request } from 'express';
import type { CertificateFiles } from '../../../workflows/certificate/record.ts';
import { HttpRefusal } from '../http-refusal.ts';
import { mediaTypes } from '../issued-file.ts';

type Rendering = keyof CertificateFiles;

/** Renderings, the preferred first: JSON for who does not mind. */
const renderings = Object.keys(mediaTypes) as readonly Rendering[];

/** The rendering a request accepts, of those a certificate has: a kind that eCert does not know has no XML. Throws `NOT_ACCEPTABLE`. */
export function negotiated(req: Request, issued: Readonly<Record<Rendering, unknown>>): Rendering {
  const offered = renderings.filter((rendering) => issued[rendering] !== null);
  const accepted = req.accepts(offered.map((rendering) => mediaTypes[rendering]));
  const rendering = offered.find((each) => mediaTypes[each] === accepted);
  if (rendering) return rendering;
  throw new HttpRefusal(
    {
      code: 'NOT_ACCEPTABLE',
      field: 'Accept',
      message: 'There is no rendering of a kind the Accept header allows.',
      remedy: `Send Accept: ${offered.map((rendering) => mediaTypes[rendering]).join(', ')}; the first is the canonical one.`,
    },
    { headers: { Vary: 'Accept' } },
  );
}
