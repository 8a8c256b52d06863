import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import express from 'express';
import pino from 'pino';
import { demonstrationShip as ship } from '../../orchestrator/demo/ship.ts';
import { createTestEdge } from '../../orchestrator/http/testing/test-edge.ts';
import { certified, inLaboratory, openHouseOn } from '../../orchestrator/services/testing/house.ts';
import { openEmbeddedBlobs } from '../../orchestrator/storage/embedded/blobs.ts';
import { openEmbeddedJournal } from '../../orchestrator/storage/embedded/journal.ts';
import { openEmbeddedViews } from '../../orchestrator/storage/embedded/views.ts';
import { issueCertificate } from '../../reports/issue-certificate.ts';
import { openDemonstrationSigner } from '../../reports/signing/demo-authority.ts';
import { secretInFolder } from '../../reports/signing/testing/secret-in-folder.ts';
import { completeCertificate } from '../../workflows/certificate/completeness.fixture.ts';
import type { Load } from './pull-load.ts';

export interface PullFigures {
  /** Bytes of the paper that is pulled. */
  readonly bytes: number;
  /** Answers a second of a bare express route, and of ours, which looks the token up, proves the bytes and journals the pull. */
  readonly full: { readonly bare: number; readonly ours: number };
  /** The same for 304, to a client that has the bytes. */
  readonly unchanged: { readonly bare: number; readonly ours: number };
}

const rounds = 3;
const connections = 32;
const requests = 1500;

/** Pulls of one issued paper on the embedded store, beside a bare express route that returns the same bytes; in turn, the best of each. */
export async function measurePulls(): Promise<PullFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-pulls-'));
  const blobs = openEmbeddedBlobs(join(folder, 'blobs'));
  const journal = await openEmbeddedJournal(join(folder, 'journal.db'));
  const views = openEmbeddedViews(join(folder, 'views.db'));
  const house = await openHouseOn({ journal, views, blobs });
  const servers: Server[] = [];
  try {
    const number = await certified(house, await inLaboratory(house, ship));
    const signer = await openDemonstrationSigner(secretInFolder(folder), new Date('2026-03-01T00:00:00Z'));
    const { pdf } = await issueCertificate(completeCertificate, { statusUrl: 'http://127.0.0.1/verify', signer });
    const sha256 = await blobs.put(pdf);
    // The house's own printer prints a few words: pulled is a real paper.
    const certificate = async (no: string) => {
      const issued = await house.customs.certificate(no);
      return issued && { ...issued, pdf: { sha256 } };
    };
    const log = pino({ level: 'silent' });
    const edge = await createTestEdge({ customs: { ...house.customs, certificate }, log, countCustoms: async () => null });
    const [, authorization] = await edge.asCustoms();
    const headers = { accept: 'application/pdf', authorization };

    const ours = await listening(servers, edge.app);
    const bare = await listening(servers, bareRoute(pdf));
    const urls = { ours: `${ours}/customs/v1/certificates/${encodeURIComponent(number)}`, bare: `${bare}/paper` };
    const full = await compare(urls, { headers, expected: 200 });
    const etag = { ...headers, 'if-none-match': `"${sha256}"` };
    return { bytes: pdf.length, full, unchanged: await compare(urls, { headers: etag, expected: 304 }) };
  } finally {
    for (const server of servers) server.close();
    await house.stop();
    await Promise.all([journal.close(), views.close()]);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What express does with the same bytes and the same strong ETag, and nothing else. */
function bareRoute(bytes: Buffer) {
  const etag = `"${createHash('sha256').update(bytes).digest('hex')}"`;
  const app = express();
  app.get('/paper', (_req, res) => {
    res.set({ ETag: etag, 'Content-Type': 'application/pdf' }).send(bytes);
  });
  return app;
}

async function listening(servers: Server[], app: RequestListener): Promise<string> {
  const server = createServer(app);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

type Asked = Pick<Load, 'headers' | 'expected'>;

async function compare(urls: { readonly ours: string; readonly bare: string }, asked: Asked) {
  let [bare, ours] = [0, 0];
  for (let round = 0; round < rounds; round += 1) {
    bare = Math.max(bare, await rate({ ...asked, url: urls.bare }));
    ours = Math.max(ours, await rate({ ...asked, url: urls.ours }));
  }
  return { bare, ours };
}

const rate = (load: Pick<Load, 'url' | 'headers' | 'expected'>): Promise<number> =>
  new Promise((resolve, reject) => {
    const workerData: Load = { ...load, requests, connections };
    new Worker(new URL('./pull-load.js', import.meta.url), { workerData }).on('message', resolve).on('error', reject);
  });
