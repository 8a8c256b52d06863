import { readCanonical } from '../../reports/canonical.ts';
import { parseCertificate } from '../../reports/certificate-json.ts';
import { carriedData, type CarriedData } from '../../reports/pades/enclosures.ts';
import { hasTypeCode } from '../../reports/ecert/codes.ts';
import { PdfSyntaxError } from '../../reports/pades/pdf-syntax.ts';
import type { SignatureVerdict } from '../../reports/pades/verdict.ts';
import { verifyPdfSignature } from '../../reports/pades/verify.ts';
import type { Certificate } from '../../workflows/certificate/content.ts';
import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import { ok, refuse, type Outcome } from '../../workflows/kernel/refusal.ts';
import type { Trusted } from './trust.ts';
import {
  failed,
  notProven,
  saidIn,
  type Fault,
  type SignedAt,
  type SignedBy,
  type Verification,
} from './verification.ts';
import { compareXml } from './xml.ts';

type Sound = Extract<SignatureVerdict, { verdict: 'valid' }>;

/**
 * Checks a certificate's PDF: every signature, that it covers every byte, by a key of the key file under its authority; then the data
 * it carries: canonical JSON whose digest the PDF names, and the eCert XML of the same certificate.
 */
export async function verifyPdf(pdf: Buffer, trusted: Trusted): Promise<Verification> {
  const read = await verifyPdfSignature(pdf, trusted);
  if (read.state === 'unreadable') return failed('pdf', fault('PDF_UNREADABLE', read.explanation, 'pdf'));
  const carried = dataOf(pdf);
  const data = carried.ok ? certificateIn(carried.value) : carried;
  const said = data.ok ? saidIn(data.value.certificate, data.value.digest) : {};
  if (read.state === 'unsigned')
    return notProven(
      'pdf',
      fault('PDF_UNSIGNED', 'The PDF carries no signature, so it proves nothing.', 'pdf'),
      said,
    );

  const sound: Sound[] = [];
  for (const signature of read.signatures) {
    if (signature.verdict !== 'valid') return await unsound(pdf, signature, trusted, said);
    if (!trusted.keys.some(({ keyId }) => keyId === signature.signedBy.keyId))
      return { ...notProven('pdf', keyUnknown(signature), said), signedBy: signerOf(signature) };
    sound.push(signature);
  }
  const signed = { signedBy: signerOf(sound[0]), ...timeOf(sound[0]) };
  if (!data.ok) return { ...failed('pdf', data.refusal), ...signed };
  const { certificate, digest, xml } = data.value;
  const compared = xml && compareXml(xml.toString('utf8'), certificate, digest);
  if (compared?.result === 'other-certificate') return { ...failed('pdf', compared.fault, said), ...signed };
  // What the laboratory signed it wrote: another version of this program may write the same data otherwise.
  const another = compared?.result === 'other-words';
  return {
    kindOfDocument: 'pdf',
    verdict: 'valid',
    ...said,
    ...signed,
    notes: another ? [xmlOfAnotherVersion] : [],
  };
}

/** A signature that fails says how. One that only came to its end in time proves less, but nothing against the document. */
async function unsound(
  pdf: Buffer,
  signature: Exclude<SignatureVerdict, Sound>,
  trusted: Trusted,
  said: object,
): Promise<Verification> {
  const signedBy = 'signedBy' in signature ? signature.signedBy : undefined;
  const by = signedBy && { signedBy: signerOf({ signedBy }) };
  const { explanation } = signature;
  if (signature.verdict === 'unsupported')
    return { ...notProven('pdf', fault('PDF_ALGORITHM_UNKNOWN', explanation, 'signature'), said), ...by };
  if (signature.fails === 'byte-range') {
    const { uncovered } = signature;
    const words = `${explanation} Bytes ${uncovered.from} to ${uncovered.to} are not covered.`;
    return failed('pdf', { ...fault('PDF_BYTE_RANGE', words, 'ByteRange'), bytes: uncovered }, said);
  }
  if (signature.fails !== 'chain') {
    const [code, field] = codeOf[signature.fails];
    return { ...failed('pdf', fault(code, explanation, field), said), ...by };
  }
  if (!trusted.keys.some(({ keyId }) => keyId === signedBy?.keyId))
    return { ...notProven('pdf', keyUnknown({ signedBy }), said), ...by };
  const code = (await wasValidWhenSigned(pdf, signedBy?.claimedAt, trusted))
    ? 'PDF_KEY_EXPIRED'
    : 'PDF_CHAIN';
  return { ...notProven('pdf', chainFault(code, explanation), said), ...by };
}

/** Whether all would hold if the time the signer himself names were believed. */
async function wasValidWhenSigned(
  pdf: Buffer,
  claimedAt: Date | undefined,
  trusted: Trusted,
): Promise<boolean> {
  if (!claimedAt) return false;
  const then = await verifyPdfSignature(pdf, { ...trusted, at: claimedAt });
  return then.state === 'signed' && then.signatures.every(({ verdict }) => verdict === 'valid');
}

const codeOf = {
  format: ['PDF_SIGNATURE_UNREADABLE', 'signature'],
  digest: ['PDF_CHANGED', 'pdf'],
  signature: ['PDF_SIGNATURE_WRONG', 'signature'],
  'time-stamp': ['PDF_TIME_STAMP_WRONG', 'time stamp'],
} as const;

function dataOf(pdf: Buffer): Outcome<CarriedData> {
  try {
    return ok(carriedData(pdf));
  } catch (error) {
    if (!(error instanceof PdfSyntaxError)) throw error;
    return refuse(
      fault('PDF_DATA_UNREADABLE', `The attached data cannot be read: ${error.message}.`, 'attachments'),
    );
  }
}

interface DataOfPdf {
  readonly certificate: Certificate;
  readonly digest: string;
  /** Absent for kinds that eCert has no type of document for. */
  readonly xml?: Buffer;
}

function certificateIn({ json, xml, subject }: CarriedData): Outcome<DataOfPdf> {
  if (!json) return refuse(fault('PDF_DATA_MISSING', 'No JSON is attached.', 'attachments'));
  const read = readCanonical(json);
  if (!read)
    return refuse(
      fault('PDF_DATA_NOT_CANONICAL', 'The attached JSON is not canonical (RFC 8785).', 'attachments'),
    );
  const certificate = parseCertificate(read.value);
  if (!certificate.ok) return certificate;
  if (!xml && hasTypeCode(certificate.value))
    return refuse(fault('PDF_DATA_MISSING', 'No XML is attached.', 'attachments'));
  const { digest } = read;
  if (subject !== `SHA-256 ${digest}`)
    return refuse(
      fault(
        'PDF_DIGEST_DIFFERS',
        `The PDF names another digest than that of the attached JSON, ${digest}.`,
        'Subject',
      ),
    );
  return ok({ certificate: certificate.value, digest, ...(xml && { xml }) });
}

function signerOf(signature: Pick<Sound, 'signedBy'> | undefined): SignedBy {
  if (!signature) return {};
  const { name, issuer, keyId } = signature.signedBy;
  return { name, issuer, ...(keyId !== undefined && { keyId }) };
}

/** A stamp of an authority that nobody named proves no time. */
function timeOf(signature: Sound | undefined): { readonly signedAt?: SignedAt } {
  if (signature?.timeStamp?.trusted) {
    const { at, authority } = signature.timeStamp;
    return { signedAt: { at: at.toISOString(), saidBy: 'time-stamp-authority', authority } };
  }
  const claimed = signature?.signedBy.claimedAt;
  return claimed ? { signedAt: { at: claimed.toISOString(), saidBy: 'laboratory' } } : {};
}

const fault = (code: string, message: string, field: string): Fault => ({
  code,
  field,
  message,
  remedy: 'Do not rely on this file; fetch the certificate from the laboratory again.',
});

const keyUnknown = ({
  signedBy,
}: {
  readonly signedBy?: { readonly name: string; readonly keyId?: string } | undefined;
}): Fault => ({
  code: 'PDF_KEY_UNKNOWN',
  field: 'signature',
  message:
    `It is signed by "${signedBy?.name ?? '?'}" with key ${signedBy?.keyId ?? '?'}, ` +
    'which is not in the key file: forged, or the key file is too old.',
  remedy:
    "Fetch the laboratory's present key set from /.well-known/jwks.json over HTTPS; past keys are in it.",
});

const chainFault = (code: 'PDF_KEY_EXPIRED' | 'PDF_CHAIN', message: string): Fault =>
  code === 'PDF_KEY_EXPIRED'
    ? {
        code,
        field: 'certificate',
        message: `${message} It was valid at the time the signature names, but no trusted time stamp proves that time.`,
        remedy:
          'Give the roots of the time stamp authority with --time-stamp-roots, or check the JWS of the certificate.',
      }
    : {
        code,
        field: 'certificate',
        message,
        remedy: "Give a key file with the issuers of the key's certificate, up to the root.",
      };

const xmlOfAnotherVersion: Bilingual = {
  zh: '所附 XML 与本版本由数据生成的不同；以 JSON 为准',
  en: 'the attached XML is not as this version writes it from the data; the JSON counts',
};
