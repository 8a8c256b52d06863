import { z } from 'zod';
import { readCanonical } from '../../../reports/canonical.ts';
import type { Issuing } from '../../../reports/issue-certificate.ts';
import type { Certificate } from '../../../workflows/certificate/content.ts';
import { RefusedError } from '../../../workflows/kernel/refusal.ts';
import type { BlobStore } from '../../storage/ports.ts';
import { workOf } from '../ports.ts';
import type { JobKind } from '../ports.ts';

const digest = z.string().regex(/^[0-9a-f]{64}$/);

const payload = z.strictObject({
  /** SHA-256 of the certificate's canonical JSON in the blob store. */
  certificate: digest,
  /** Address of the public status page, to which the QR code leads. */
  statusUrl: z.string(),
});
const result = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('report.issued'),
    pdf: digest,
    json: digest,
    xml: digest.nullable(),
    jws: digest,
  }),
  z.strictObject({ type: z.literal('report.failed'), code: z.string(), message: z.string() }),
]);

/** Two at once: the processor does one, while the other waits for the time stamp authority. */
export const issueReport: JobKind<z.infer<typeof payload>, z.infer<typeof result>> = {
  name: 'report.issue',
  concurrency: 2,
  payload,
  result,
};

/** What lies with key or time stamp authority, not with the certificate: it passes, or an administrator mends it. */
const ofSigning = /^(SIGNER|SIGNING|TIME_STAMP)_/;

/** Renders and signs a certificate and stores its bytes. What cannot be printed is a result; while it cannot be signed it fails. */
export const issueReportWork = (blobs: BlobStore, signing: Pick<Issuing, 'signer' | 'timeStamp'>) =>
  workOf(issueReport, async ({ certificate, statusUrl }) => {
    const content = readCanonical((await blobs.get(certificate)) ?? Buffer.alloc(0));
    if (!content) throw new Error(`the blob store has no certificate ${certificate} yet`);
    try {
      // The layout engine and its fonts are loaded at the first certificate, not at every start of a server.
      const { issueCertificate } = await import('../../../reports/issue-certificate.ts');
      const { pdf, json, xml, jws } = await issueCertificate(content.value as Certificate, {
        statusUrl,
        ...signing,
      });
      return {
        type: 'report.issued' as const,
        pdf: await blobs.put(pdf),
        json: await blobs.put(json),
        xml: xml === null ? null : await blobs.put(xml),
        jws: await blobs.put(jws),
      };
    } catch (error) {
      if (!(error instanceof RefusedError) || ofSigning.test(error.refusal.code)) throw error;
      return { type: 'report.failed' as const, code: error.refusal.code, message: error.refusal.message };
    }
  });
