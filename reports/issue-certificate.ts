import type { Certificate } from '../workflows/certificate/content.ts';
import { canonicalJson } from '../workflows/kernel/canonical-json.ts';
import { digestOf } from './canonical.ts';
import { renderCertificatePdf } from './certificate-pdf.ts';
import { certificateXml } from './ecert/certificate-xml.ts';
import { hasTypeCode } from './ecert/codes.ts';
import { signPdf } from './pades/sign.ts';
import { certificateJws } from './signing/jws.ts';
import { qrProof } from './signing/qr-proof.ts';
import type { Signer } from './signing/signer.ts';
import type { StampTime } from './signing/time-stamp.ts';

/** By what a laboratory issues. */
export interface Issuing {
  /** Address of the public status page, to which the QR code leads. */
  readonly statusUrl: string;
  readonly signer: Signer;
  /** Where a time stamp authority is configured: then signatures of papers are PAdES B-T. */
  readonly timeStamp?: StampTime;
}

/** One certificate in all its renderings. */
export interface RenderedCertificate {
  /** Canonical JSON (RFC 8785); its SHA-256 is the identity of the certificate, which all others carry. */
  readonly json: Buffer;
  /** Null for a kind that eCert has no type of document for. */
  readonly xml: Buffer | null;
  readonly jws: Buffer;
  readonly pdf: Buffer;
}

/**
 * Renders and signs a certificate. JSON, XML and the printed pages are the same each time; signatures are not, so that another call
 * gives other bytes of JWS and PDF.
 *
 * Rejects with what cannot be printed (`GLYPH_MISSING`, `QR_TEXT_UNFIT`, `NOT_CANONICAL`, `ECERT_TEXT_UNSAFE`,
 * `STATUS_URL_INVALID`) and with what lies with key or time stamp authority (codes that begin with `SIGNER_`, `SIGNING_`, `TIME_STAMP_`).
 */
export async function issueCertificate(certificate: Certificate, { statusUrl, signer, timeStamp }: Issuing): Promise<RenderedCertificate> {
  const digest = digestOf(certificate);
  const xml = hasTypeCode(certificate) ? certificateXml(certificate, digest) : null;
  const proof = await qrProof(statusUrl, certificate.number, digest, signer);
  const { laboratory, kind } = certificate;
  return {
    json: Buffer.from(canonicalJson(certificate), 'utf8'),
    xml: xml === null ? null : Buffer.from(xml, 'utf8'),
    jws: Buffer.from(await certificateJws(certificate, signer), 'ascii'),
    pdf: await signPdf(await renderCertificatePdf(certificate, { proof, keyId: signer.keyId, xml }), signer, {
      at: new Date(certificate.issuedAt),
      name: `${laboratory.name.zh} ${laboratory.name.en}`,
      reason: `${kind.title.zh} ${kind.title.en}`,
      location: `${laboratory.location.zh} ${laboratory.location.en}`,
      ...(timeStamp && { timeStamp }),
    }),
  };
}
