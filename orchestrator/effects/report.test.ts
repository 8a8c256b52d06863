import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDemonstrationSigner } from '../../reports/signing/demo-authority.ts';
import { secretInFolder } from '../../reports/signing/testing/secret-in-folder.ts';
import type { Signer } from '../../reports/signing/signer.ts';
import { completeCertificate } from '../../workflows/certificate/completeness.fixture.ts';
import { canonicalJson } from '../../workflows/kernel/canonical-json.ts';
import type { CertificateFiles } from '../../workflows/certificate/record.ts';
import { processId } from '../../workflows/kernel/brand.ts';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { directJobs } from '../jobs/testing/direct-jobs.ts';
import { issueReportWork } from '../jobs/kinds/issue-report.ts';
import type { BlobStore } from '../storage/ports.ts';
import { reportExecutor } from './report.ts';

const folder = mkdtempSync(join(tmpdir(), 'quaylab-report-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

async function issue(certificate: object, changed: Partial<Signer> = {}) {
  const signer = { ...(await openDemonstrationSigner(secretInFolder(folder), new Date('2026-03-01T00:00:00Z'))), ...changed };
  const stored = new Map<string, Buffer>();
  const blobs: BlobStore = {
    put: async (bytes) => {
      stored.set(sha256(bytes), bytes);
      return sha256(bytes);
    },
    get: async (digest) => stored.get(digest) ?? null,
  };
  const process = { id: processId('certificate/1'), inUse: null, definitionKey: 'certificate@1', state: null, seq: 1, hold: null, deferred: [] };
  const effect = { id: 'certificate/1#4.0', kind: 'report.issue', params: { certificate } };
  const statusUrl = 'https://lab.example/verify';
  const jobs = directJobs(issueReportWork(blobs, { signer }));
  const event = await reportExecutor({ blobs, jobs, statusUrl })({ process, effect, signal: new AbortController().signal });
  return { event, stored };
}

describe('issuing the paper', () => {
  it('stores all renderings and answers with their digests; the data are the same when it is done again', async () => {
    const { event, stored } = await issue(completeCertificate);
    const json = sha256(Buffer.from(canonicalJson(completeCertificate), 'utf8'));
    const { pdf, xml, jws } = { ...event } as Partial<CertificateFiles>;
    expect(event).toEqual({ type: 'report.issued', pdf, json, xml, jws });
    expect(new Set(stored.keys())).toEqual(new Set([pdf, json, xml, jws]));
    expect((await issue(completeCertificate)).event).toMatchObject({ json, xml });
  });

  it('waits while it cannot be signed: the number is not lost for that', async () => {
    const refusal = { code: 'SIGNER_UNAVAILABLE', message: 'no key', remedy: 'plug it in' };
    const away = { sign: () => Promise.reject(new RefusedError(refusal)) };
    await expect(issue(completeCertificate, away)).rejects.toThrow('SIGNER_UNAVAILABLE');
  });

  it('issues nothing that lacks an item of ISO/IEC 17025, and names it', async () => {
    const { event, stored } = await issue({ ...completeCertificate, number: ' ' });
    expect(event).toMatchObject({ type: 'report.failed', code: 'CERTIFICATE_INCOMPLETE', message: expect.stringContaining('7.8.2.1') as string });
    expect(stored.size).toBe(0);
  });

  it('issues nothing with a character the paper cannot show', async () => {
    const { event, stored } = await issue({ ...completeCertificate, preparedBy: '☑' });
    expect(event).toMatchObject({ type: 'report.failed', code: 'GLYPH_MISSING' });
    // What it would say, for whoever renders it; no paper.
    expect([...stored.values()].map((bytes) => bytes.subarray(0, 1).toString())).toEqual(['{']);
  });
});
