import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { detachedSignature, mostSignatureBytes } from '../signing/cms-signature.ts';
import type { Signer } from '../signing/signer.ts';
import { longestToken, type StampTime } from '../signing/time-stamp.ts';
import { PdfSyntaxError } from './pdf-syntax.ts';
import { withEmptySignature, type PreparedPdf, type SignatureNote } from './signature-field.ts';

export interface PdfSignature extends SignatureNote {
  /** Time stamp over the signature (PAdES B-T); without one the time is the signer's own word (B-B). */
  readonly timeStamp?: StampTime;
}

/**
 * Signs a PDF: PAdES baseline B-B or B-T (ETSI EN 319 142-1), as an incremental update of which the original bytes are
 * the beginning. PDF/A-3b stays PDF/A-3b. For files as `printPdf` makes them, not signed before.
 *
 * Rejects with RefusedError: `PDF_NOT_SIGNABLE`, `SIGNATURE_TOO_LONG`, `SIGNING_CERTIFICATE_EXPIRED` (also
 * `_NOT_YET_VALID`, `_USAGE`), `SIGNER_UNAVAILABLE`, `TIME_STAMP_UNAVAILABLE`, `TIME_STAMP_INVALID`.
 */
export async function signPdf(
  pdf: Buffer,
  signer: Signer,
  { timeStamp, ...note }: PdfSignature,
): Promise<Buffer> {
  const room = mostSignatureBytes(signer) + (timeStamp ? longestToken : 0);
  const { bytes, contents, covered } = prepare(pdf, note, room);
  const signature = await detachedSignature(covered, signer, note.at, timeStamp);
  if (signature.length > room)
    throw new RefusedError({
      code: 'SIGNATURE_TOO_LONG',
      message: `The signature has ${signature.length} bytes, and there is room for ${room}.`,
      remedy: 'Use a time stamp authority whose tokens carry fewer certificates.',
    });
  bytes.write(signature.toString('hex'), contents.start, 'latin1');
  return bytes;
}

function prepare(pdf: Buffer, note: SignatureNote, room: number): PreparedPdf {
  try {
    return withEmptySignature(pdf, note, room);
  } catch (error) {
    if (!(error instanceof PdfSyntaxError)) throw error;
    throw new RefusedError(
      {
        code: 'PDF_NOT_SIGNABLE',
        field: 'pdf',
        message: `The PDF cannot be signed: ${error.message}.`,
        remedy: 'Sign a certificate as it was printed, before anything else was added.',
      },
      { cause: error },
    );
  }
}
