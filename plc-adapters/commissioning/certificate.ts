import { certificateFacts, daysLeft, plainHex } from '../opcua/certificate-facts.ts';
import type { CertificateFacts } from '../opcua/certificate-facts.ts';
import { certificateRenewalDays } from '../unit-driver.ts';
import { fault, warning } from './finding.ts';
import type { Finding } from './finding.ts';

export { certificateFacts, daysLeft, plainHex };
export type { CertificateFacts };

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
  if (left >= certificateRenewalDays) return [];
  return [warning('CERTIFICATE_EXPIRES_SOON', about, `${whose} expires on ${facts.validTo}, in ${left} days.`)];
}
