import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { issueCertificate } from '../../reports/issue-certificate.ts';
import { openDemonstrationSigner } from '../../reports/signing/demo-authority.ts';
import type { Signer } from '../../reports/signing/signer.ts';
import { secretInFolder } from '../../reports/signing/testing/secret-in-folder.ts';
import { timeStampsFrom } from '../../reports/signing/time-stamp.ts';
import type { StampTime } from '../../reports/signing/time-stamp.ts';
import { completeCertificate } from '../../workflows/certificate/completeness.fixture.ts';
import { startTimeStampAuthority } from '../support/time-stamp-authority.ts';
import { isThere } from '../support/foreign-programs.ts';
import type { Side } from './certificate-worker.ts';
import { quantile } from './quantile.ts';

export interface CertificateFigures {
  /** Certificates a second: pdfmake alone on the same pages, and ours with data, XML, JWS, QR proof, PDF and signature. */
  readonly bare: number;
  readonly ours: number;
  /** The same by two workers at once. */
  readonly twoWorkers: number;
  /** One certificate with its signature (PAdES B-B). */
  readonly signed: Times;
  /** With a time stamp as well (B-T), and how much of that is waiting for the authority; null without openssl, which is the authority. */
  readonly stamped: { readonly whole: Times; readonly authority: Times } | null;
}

/** ms */
interface Times {
  readonly p50: number;
  readonly p99: number;
}

const seconds = 8;
const singly = 60;
/** The first ones load fonts and warm the engine up. */
const warming = 3;
const statusUrl = 'http://127.0.0.1/verify';

/** The whole pipeline beside pdfmake alone, each in a worker of its own, in turn. */
export async function measureCertificates(): Promise<CertificateFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-certificates-'));
  try {
    const work = (side: Side) => rate(side, folder);
    const bare = await work('bare');
    const ours = await work('ours');
    const both = await Promise.all([work('ours'), work('ours')]);
    const signer = await openDemonstrationSigner(secretInFolder(folder), new Date('2026-03-01T00:00:00Z'));
    const signed = await timesOf(() => issueCertificate(completeCertificate, { statusUrl, signer }));
    const stamped = isThere('openssl') ? await measureStamped(signer, folder) : null;
    return { bare, ours, twoWorkers: both.reduce((sum, each) => sum + each, 0), signed, stamped };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The authority of the tests: OpenSSL, a process for each stamp, on this machine. */
async function measureStamped(signer: Signer, folder: string) {
  const authority = await startTimeStampAuthority(folder);
  const waits: number[] = [];
  const ask = timeStampsFrom({ url: authority.url, roots: [authority.root] });
  const timeStamp: StampTime = async (sha256) => {
    const began = performance.now();
    const token = await ask(sha256);
    waits.push(performance.now() - began);
    return token;
  };
  try {
    const whole = await timesOf(() => issueCertificate(completeCertificate, { statusUrl, signer, timeStamp }));
    return { whole, authority: quantilesOf(waits.slice(warming)) };
  } finally {
    await authority.stop();
  }
}

async function timesOf(make: () => Promise<unknown>): Promise<Times> {
  const times: number[] = [];
  for (let no = 0; no < warming + singly; no += 1) {
    const began = performance.now();
    await make();
    times.push(performance.now() - began);
  }
  return quantilesOf(times.slice(warming));
}

const quantilesOf = (times: readonly number[]): Times => ({ p50: quantile(times, 0.5), p99: quantile(times, 0.99) });

const rate = (side: Side, folder: string): Promise<number> =>
  new Promise((resolve, reject) => {
    new Worker(new URL('./certificate-worker.js', import.meta.url), { workerData: { side, folder, seconds } })
      .on('message', resolve)
      .on('error', reject);
  });
