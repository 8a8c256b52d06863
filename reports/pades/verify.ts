import { X509Certificate } from 'node:crypto';
import { Sequence } from 'asn1js';
import type { Certificate } from 'pkijs';
import { timeStampTokenAttribute, valueOf } from '../signing/cms-attributes.ts';
import { digestOfParts } from '../signing/cms-algorithms.ts';
import {
  faultOfSignature,
  readSignedMessage,
  whyNotTrusted,
  type SignedMessage,
} from '../signing/cms-verification.ts';
import { readTimeStamp, type TimeStamp } from '../signing/time-stamp-token.ts';
import { keyIdOf } from '../signing/key-id.ts';
import { publicJwkOf } from '../signing/public-jwk.ts';
import { derOf, mayExpressApproval, nameOf, nameOfIssuer, serialNumberOf } from '../signing/x509.ts';
import { PdfFile } from './pdf-file.ts';
import { PdfSyntaxError } from './pdf-syntax.ts';
import { signaturesIn, type SignatureEntry } from './signature-entries.ts';
import type { PdfVerdict, SignatureVerdict, SignedBy, StampedBy } from './verdict.ts';

export interface Trust {
  /** Roots of signers, DER. */
  readonly roots: readonly Uint8Array[];
  /** Roots of time stamp authorities, DER. */
  readonly timeStampRoots: readonly Uint8Array[];
  /** When no trusted time stamp says when it was signed, the certificate must be valid at this time: usually now. */
  readonly at: Date;
}

/**
 * Checks every signature of a PDF, offline: that it covers the whole file, digest, signature, time stamp, certificate.
 * Bad input is an answer, never an exception. Revocation of certificates is not looked up.
 */
export async function verifyPdfSignature(pdf: Buffer, trust: Trust): Promise<PdfVerdict> {
  try {
    const signatures: SignatureVerdict[] = [];
    for (const entry of signaturesIn(new PdfFile(pdf))) signatures.push(await judge(pdf, entry, trust));
    return signatures.length === 0 ? { state: 'unsigned' } : { state: 'signed', signatures };
  } catch (error) {
    if (!(error instanceof PdfSyntaxError)) throw error;
    return {
      state: 'unreadable',
      explanation: `The file cannot be read as Quaylab's PDF: ${error.message}.`,
    };
  }
}

async function judge(pdf: Buffer, entry: SignatureEntry, trust: Trust): Promise<SignatureVerdict> {
  const gap = uncovered(pdf, entry);
  if (gap) return gap;
  const { start, end } = entry.contents;
  const message = readSignedMessage(Buffer.from(pdf.toString('latin1', start + 1, end - 1), 'hex'));
  if (typeof message === 'string')
    return { verdict: 'invalid', fails: 'format', explanation: `The signature cannot be read: ${message}.` };
  const signedBy = await signerOf(message, entry);
  const fault = await faultOfSignature(message, [pdf.subarray(0, start), pdf.subarray(end)]);
  if (fault?.fault === 'unsupported') {
    const explanation = `The signature uses the algorithm ${fault.algorithm}, which is not known here or no longer safe.`;
    return { verdict: 'unsupported', algorithm: fault.algorithm, explanation, signedBy };
  }
  if (fault) return { verdict: 'invalid', fails: fault.fault, explanation: fault.explanation, signedBy };
  const stamp = await stampOn(message);
  if (typeof stamp === 'string')
    return { verdict: 'invalid', fails: 'time-stamp', explanation: stamp, signedBy };
  const timeStamp = stamp && (await stampedBy(stamp, trust));
  const distrust = await distrustOf(message, trust.roots, timeStamp?.trusted ? timeStamp.at : trust.at);
  if (distrust) return { verdict: 'invalid', fails: 'chain', explanation: distrust, signedBy };
  return { verdict: 'valid', signedBy, ...(timeStamp && { timeStamp }) };
}

/** All of the file is covered but the signature's own hexadecimal string, from one angle bracket to the other. */
function uncovered(
  { length }: Buffer,
  { byteRange, contents }: SignatureEntry,
): SignatureVerdict | undefined {
  const [first = 0, firstLength = 0, second = 0, secondLength = 0] = byteRange;
  const fault = (from: number, to: number, words: string): SignatureVerdict => ({
    verdict: 'invalid',
    fails: 'byte-range',
    uncovered: { from, to },
    explanation: `${words} The byte range is [${byteRange.join(' ')}], the file has ${length} bytes.`,
  });
  if (byteRange.length !== 4 || first !== 0)
    return fault(0, Math.min(first, length), 'The signature does not cover the beginning of the file.');
  if (firstLength !== contents.start || second !== contents.end)
    return fault(
      Math.min(firstLength, contents.start),
      Math.max(second, contents.end),
      'The signature leaves out more, or less, than itself.',
    );
  if (second + secondLength !== length)
    return fault(
      Math.min(second + secondLength, length),
      length,
      'The file was changed after it was signed: something was added or cut off at its end.',
    );
  return undefined;
}

async function signerOf({ certificate }: SignedMessage, { claimedAt }: SignatureEntry): Promise<SignedBy> {
  const keyId = await keyIdIn(certificate);
  return {
    name: nameOf(certificate),
    serialNumber: serialNumberOf(certificate),
    issuer: nameOfIssuer(certificate),
    ...(keyId !== undefined && { keyId }),
    ...(claimedAt && { claimedAt }),
  };
}

async function keyIdIn(certificate: Certificate): Promise<string | undefined> {
  try {
    const key = publicJwkOf(new X509Certificate(derOf(certificate)));
    return key && (await keyIdOf(key.publicJwk));
  } catch {
    // OpenSSL is stricter about certificates than pkijs.
    return undefined;
  }
}

/** The time stamp over the signature's value; undefined when there is none, in words what is wrong with it. */
async function stampOn({ signerInfo }: SignedMessage): Promise<TimeStamp | string | undefined> {
  const { unsignedAttrs, signature } = signerInfo;
  if (!unsignedAttrs?.attributes.some(({ type }) => type === timeStampTokenAttribute)) return undefined;
  const token = valueOf(unsignedAttrs, timeStampTokenAttribute);
  if (!(token instanceof Sequence)) return 'The time stamp is not valid. It is no TimeStampToken (RFC 3161).';
  const sha256 = digestOfParts('sha256', [signature.valueBlock.valueHexView]);
  const stamp = await readTimeStamp(token.valueBeforeDecodeView, sha256);
  return typeof stamp === 'string' ? `The time stamp is not valid. ${stamp}` : stamp;
}

async function stampedBy(
  { at, authority, message }: TimeStamp,
  { timeStampRoots }: Trust,
): Promise<StampedBy> {
  return { at, authority, trusted: (await whyNotTrusted(message, timeStampRoots, at)) === undefined };
}

async function distrustOf(
  message: SignedMessage,
  roots: readonly Uint8Array[],
  at: Date,
): Promise<string | undefined> {
  if (!mayExpressApproval(message.certificate))
    return `The certificate of "${nameOf(message.certificate)}" was not issued for signing documents.`;
  return await whyNotTrusted(message, roots, at);
}
