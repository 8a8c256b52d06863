import { X509Certificate } from 'node:crypto';

/** What people compare when they decide whether to trust a certificate. */
export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  /** ISO 8601, UTC. */
  readonly validFrom: string;
  readonly validTo: string;
  /** SHA-1 in hexadecimal: what OPC UA calls the thumbprint (Part 6, 6.2.3). */
  readonly thumbprint: string;
  /** For the many PLC tools that show this one. */
  readonly sha256: string;
}

/** Reads a certificate in DER or PEM, of a chain the first. Throws when it is none. */
export function certificateFacts(bytes: Buffer): CertificateFacts {
  const certificate = new X509Certificate(bytes);
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    validFrom: new Date(certificate.validFrom).toISOString(),
    validTo: new Date(certificate.validTo).toISOString(),
    thumbprint: plainHex(certificate.fingerprint),
    sha256: plainHex(certificate.fingerprint256),
  };
}

/** Lower case without separators, so that `AB:CD` and `ab cd` compare equal. */
export const plainHex = (text: string): string => text.replace(/[\s:-]/g, '').toLowerCase();

/** Whole days until it expires; negative when it has. */
export const daysLeft = ({ validTo }: CertificateFacts, now: number): number => Math.floor((Date.parse(validTo) - now) / dayMs);

const dayMs = 86_400_000;

const oneLine = (name: string): string => name.split('\n').join(', ');
