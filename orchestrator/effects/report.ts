import { missingItems } from '../../workflows/certificate/completeness.ts';
import type { Certificate } from '../../workflows/certificate/content.ts';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import type { Issuing } from '../../reports/issue-certificate.ts';
import type { EffectExecutor } from '../engine/effect-runner.ts';
import type { BlobStore } from '../storage/ports.ts';

/** What lies with key or time stamp authority, not with the certificate: it passes, or an administrator mends it. */
const ofSigning = /^(SIGNER|SIGNING|TIME_STAMP)_/;

/**
 * Renders and signs a certificate and stores its bytes. Done again after a crash it may store other signatures; issued is what the
 * process was answered with. The whole certificate, now with number and approval, passes the completeness gate of ISO/IEC 17025 once
 * more: nothing incomplete is issued. What cannot be printed voids the number; while it cannot be signed it waits.
 */
export function reportExecutor(blobs: BlobStore, issuing: Issuing): EffectExecutor {
  return async ({ effect }) => {
    const certificate = effect.params['certificate'] as Certificate;
    const missing = missingItems(certificate);
    if (missing.length > 0) {
      const message = missing.map(({ item, en }) => `${item} (${en})`).join('; ');
      return { type: 'report.failed', code: 'CERTIFICATE_INCOMPLETE', message };
    }
    try {
      // The layout engine and its fonts are loaded at the first certificate, not at every start of the server.
      const { issueCertificate } = await import('../../reports/issue-certificate.ts');
      const { pdf, json, xml, jws } = await issueCertificate(certificate, issuing);
      return {
        type: 'report.issued',
        pdf: await blobs.put(pdf),
        json: await blobs.put(json),
        xml: xml === null ? null : await blobs.put(xml),
        jws: await blobs.put(jws),
      };
    } catch (error) {
      if (!(error instanceof RefusedError) || ofSigning.test(error.refusal.code)) throw error;
      return { type: 'report.failed', code: error.refusal.code, message: error.refusal.message };
    }
  };
}
