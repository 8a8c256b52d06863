import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { issueCertificate } from '../../reports/issue-certificate.ts';
import { openDemonstrationSigner } from '../../reports/signing/demo-authority.ts';
import { secretInFolder } from '../../reports/signing/testing/secret-in-folder.ts';
import { completeCertificate } from '../../workflows/certificate/completeness.fixture.ts';
import type { Side } from './certificate-worker.ts';
import { quantile } from './quantile.ts';

export interface CertificateFigures {
  /** Certificates a second: pdfmake alone on the same pages, and ours with data, XML, JWS, QR proof, PDF and signature. */
  readonly bare: number;
  readonly ours: number;
  /** The same by two workers at once. */
  readonly twoWorkers: number;
  /** One certificate with its signature, ms. */
  readonly p50: number;
  readonly p99: number;
}

const seconds = 8;
const singly = 60;

/** The whole pipeline beside pdfmake alone, each in a worker of its own, in turn. */
export async function measureCertificates(): Promise<CertificateFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-certificates-'));
  try {
    const work = (side: Side) => rate(side, folder);
    const bare = await work('bare');
    const ours = await work('ours');
    const both = await Promise.all([work('ours'), work('ours')]);
    const signer = await openDemonstrationSigner(secretInFolder(folder), new Date('2026-03-01T00:00:00Z'));
    const times: number[] = [];
    for (let no = -3; no < singly; no += 1) {
      const began = performance.now();
      await issueCertificate(completeCertificate, { statusUrl: 'http://127.0.0.1/verify', signer });
      // The first ones load fonts and warm the engine up.
      if (no >= 0) times.push(performance.now() - began);
    }
    return { bare, ours, twoWorkers: both.reduce((sum, each) => sum + each, 0), p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const rate = (side: Side, folder: string): Promise<number> =>
  new Promise((resolve, reject) => {
    new Worker(new URL('./certificate-worker.js', import.meta.url), { workerData: { side, folder, seconds } })
      .on('message', resolve)
      .on('error', reject);
  });
