import { X509Certificate } from 'node:crypto';
import { fault, warning } from './finding.ts';
import type { Finding } from './finding.ts';

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

/**
 * Is it valid, and for how long? On a secured connection an expired certificate stops the plant at the next reconnection
 * and cannot be bypassed; without security it does no harm.
 */
export function certificateFindings(whose: string, facts: CertificateFacts, secured: boolean, now: number): readonly Finding[] {
  const about = 'certificate';
  const grave = secured ? fault : warning;
  if (Date.parse(facts.validFrom) > now) {
    return [grave('CERTIFICATE_NOT_YET_VALID', about, `${whose} is valid from ${facts.validFrom}; check both clocks.`)];
  }
  const left = daysLeft(facts, now);
  if (left < 0) return [grave('CERTIFICATE_EXPIRED', about, `${whose} expired on ${facts.validTo}.`)];
  if (left >= renewalDays) return [];
  return [warning('CERTIFICATE_EXPIRES_SOON', about, `${whose} expires on ${facts.validTo}, in ${left} days.`)];
}

/** Time to have a certificate made, brought into a PLC and trusted, with a planned stop of the plant in between. */
const renewalDays = 60;
const dayMs = 86_400_000;

const oneLine = (name: string): string => name.split('\n').join(', ');
