import { missingItems } from '../../workflows/certificate/completeness.ts';
import type { Certificate } from '../../workflows/certificate/content.ts';
import { canonicalJson } from '../../workflows/kernel/canonical-json.ts';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import type { EffectExecutor } from '../engine/effect-runner.ts';
import type { Jobs } from '../jobs/ports.ts';
import { issueReport } from '../jobs/kinds/issue-report.ts';
import type { BlobStore } from '../storage/ports.ts';

interface ReportDeps {
  readonly blobs: Pick<BlobStore, 'put'>;
  readonly jobs: Pick<Jobs, 'run'>;
  /** Address of the public status page, to which the QR code leads. */
  readonly statusUrl: string;
}

/**
 * Has a certificate rendered, signed and stored. Done again after a crash it may store other signatures; issued is what the
 * process was answered with. The whole certificate, now with number and approval, passes the completeness gate of ISO/IEC 17025 once
 * more: nothing incomplete is issued. What cannot be printed voids the number; while it cannot be signed it waits.
 */
export function reportExecutor({ blobs, jobs, statusUrl }: ReportDeps): EffectExecutor {
  return async ({ effect, signal }) => {
    const certificate = effect.params['certificate'] as Certificate;
    const missing = missingItems(certificate);
    if (missing.length > 0) {
      const message = missing.map(({ item, en }) => `${item} (${en})`).join('; ');
      return { type: 'report.failed', code: 'CERTIFICATE_INCOMPLETE', message };
    }
    const content = contentOf(certificate);
    if (content instanceof RefusedError) {
      return { type: 'report.failed', code: content.refusal.code, message: content.refusal.message };
    }
    // Whoever does the job reads it from the store: it names parties, which have no business in a queue.
    const payload = { certificate: await blobs.put(content), statusUrl };
    return jobs.run(issueReport, { id: effect.id, payload }, signal);
  };
}

function contentOf(certificate: Certificate): Buffer | RefusedError {
  try {
    return Buffer.from(canonicalJson(certificate), 'utf8');
  } catch (error) {
    if (error instanceof RefusedError) return error;
    throw error;
  }
}
