import { ok, refuse, type Outcome } from '../../workflows/kernel/refusal.ts';
import { verifyJournalProof } from './journal-proof.ts';
import { verifyPdf } from './pdf.ts';
import { verifyJson, verifyJwsText, verifyQr, verifyXml } from './texts.ts';
import type { Trusted } from './trust.ts';
import type { Verification } from './verification.ts';

/** Three parts in base64url, also when one of them was damaged. */
const compactForm = /^ey[^\s.]*\.[^\s.]*\.[^\s.]*$/;
const addressForm = /^https?:\/\/\S+$/i;

/**
 * Recognises by its content what it is, and checks it; asks nobody. `jws`: the JWS of the same certificate, for XML and JSON, which
 * carry no signature of their own.
 *
 * Refuses with `VERIFY_UNRECOGNISED`. What is wrong with a document that was recognised is an answer.
 */
export async function verifyDocument(
  bytes: Buffer,
  trusted: Trusted,
  jws?: string,
): Promise<Outcome<Verification>> {
  if (bytes.subarray(0, 5).equals(Buffer.from('%PDF-'))) return ok(await verifyPdf(bytes, trusted));
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  const trimmed = text.trim();
  if (trimmed.startsWith('<')) return ok(await verifyXml(text, trusted, jws));
  if (trimmed.startsWith('{')) {
    const proof = proofIn(trimmed);
    return ok(
      await (proof === undefined ? verifyJson(bytes, trusted, jws) : verifyJournalProof(proof, trusted)),
    );
  }
  if (compactForm.test(trimmed)) return ok(await verifyJwsText(trimmed, trusted));
  if (addressForm.test(trimmed)) return ok(verifyQr(trimmed, trusted));
  return refuse({
    code: 'VERIFY_UNRECOGNISED',
    field: 'file',
    message:
      'It is none of PDF, eCert XML, JWS, canonical JSON, text of a QR code, proof of the journal; or its beginning was changed.',
    remedy: 'Give the file as it was issued, byte for byte.',
  });
}

function proofIn(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    const isProof =
      typeof value === 'object' &&
      value !== null &&
      'schema' in value &&
      value.schema === 'urn:quaylab:journal-proof:1';
    return isProof ? value : undefined;
  } catch {
    return undefined;
  }
}
