import type { Instant } from '../../workflows/kernel/brand.ts';
import { instant } from '../../workflows/kernel/brand.ts';
import { certificateFacts, daysLeft } from '../opcua/certificate-facts.ts';
import type { SessionCertificates } from '../opcua/session.ts';
import { certificateRenewalDays } from '../unit-driver.ts';
import type { UnitObservation } from '../unit-driver.ts';

export type CertificateObservation = Extract<UnitObservation, { kind: 'certificate' }>;

/**
 * What is to be told of the certificates of a connection. Throws when one of them cannot be read.
 * @param which `all` right after connecting, so that a renewed one ends its alarm; `expiring` at the daily look.
 */
export function certificateObservations(
  certificates: SessionCertificates,
  which: 'all' | 'expiring',
  at: Instant,
): readonly CertificateObservation[] {
  return (['plc', 'ours'] as const).flatMap((whose) => {
    const bytes = certificates[whose];
    if (!bytes) return [];
    const facts = certificateFacts(bytes);
    const left = daysLeft(facts, Date.parse(at));
    if (which === 'expiring' && left >= certificateRenewalDays) return [];
    return [{ kind: 'certificate' as const, whose, subject: facts.subject, validTo: instant(facts.validTo), daysLeft: left, at }];
  });
}
