import type { Certificate } from '../../workflows/certificate/content.ts';
import { canonicalJson } from '../../workflows/kernel/canonical-json.ts';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import type { EffectExecutor } from '../engine/effect-runner.ts';
import type { BlobStore } from '../storage/ports.ts';

/** Renders a certificate and stores its bytes. The same certificate gives the same bytes, so doing it twice changes nothing. */
export function reportExecutor(blobs: BlobStore, statusUrl: string): EffectExecutor {
  return async ({ effect }) => {
    const certificate = effect.params['certificate'] as Certificate;
    try {
      // The layout engine and its fonts are loaded at the first certificate, not at every start of the server.
      const { renderCertificatePdf } = await import('../../reports/certificate-pdf.ts');
      const json = await blobs.put(Buffer.from(canonicalJson(certificate), 'utf8'));
      const pdf = await blobs.put(await renderCertificatePdf(certificate, { statusUrl }));
      return { type: 'report.issued', pdf, json };
    } catch (error) {
      // The content itself cannot be printed: trying again would not help.
      if (error instanceof RefusedError) return { type: 'report.failed', code: error.refusal.code, message: error.refusal.message };
      throw error;
    }
  };
}
