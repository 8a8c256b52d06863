import { missingItems } from '../../workflows/certificate/completeness.ts';
import type { Certificate } from '../../workflows/certificate/content.ts';
import { canonicalJson } from '../../workflows/kernel/canonical-json.ts';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import type { EffectExecutor } from '../engine/effect-runner.ts';
import type { BlobStore } from '../storage/ports.ts';

/**
 * Renders a certificate and stores its bytes. The same certificate gives the same bytes, so doing it twice changes nothing. The whole
 * certificate, now with number and approval, passes the completeness gate of ISO/IEC 17025 once more: nothing incomplete is issued.
 */
export function reportExecutor(blobs: BlobStore, statusUrl: string): EffectExecutor {
  return async ({ effect }) => {
    const certificate = effect.params['certificate'] as Certificate;
    const missing = missingItems(certificate);
    if (missing.length > 0) {
      const message = missing.map(({ item, en }) => `${item} (${en})`).join('; ');
      return { type: 'report.failed', code: 'CERTIFICATE_INCOMPLETE', message };
    }
    try {
      // The layout engine and its fonts are loaded at the first certificate, not at every start of the server.
      const { renderCertificatePdf } = await import('../../reports/certificate-pdf.ts');
      const bytes = await renderCertificatePdf(certificate, { statusUrl });
      const json = await blobs.put(Buffer.from(canonicalJson(certificate), 'utf8'));
      return { type: 'report.issued', pdf: await blobs.put(bytes), json };
    } catch (error) {
      // The content itself cannot be printed: trying again would not help.
      if (error instanceof RefusedError) return { type: 'report.failed', code: error.refusal.code, message: error.refusal.message };
      throw error;
    }
  };
}
