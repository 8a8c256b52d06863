import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import type { SiteConfig } from '../config/site/load.ts';
import { instant } from '../workflows/kernel/brand.ts';
import { queuePrefix } from './cluster/jobs.ts';
import { openSigning } from './composition/signing.ts';
import { keyIn } from './identity/credentials-file.ts';
import { BullWorker } from './jobs/bull/worker.ts';
import { allWork } from './jobs/kinds/all-work.ts';
import { createHealth } from './observability/health.ts';
import { serveMetrics } from './observability/metrics-http.ts';
import { createMetrics } from './observability/metrics.ts';
import { openMongoBlobs } from './storage/mongo/blobs.ts';
import { openMongoJournalReader } from './storage/mongo/journal-reader.ts';
import { openMongo } from './storage/mongo/open.ts';
import { openMongoPrivateFiles } from './storage/mongo/private-files.ts';
import { addressRules } from './webhooks/addresses.ts';

interface WorkerOptions {
  readonly site: SiteConfig;
  readonly mongodbUri: string;
  readonly redisUrl: string;
  readonly clusterSecret: string;
  readonly version: string;
  /** Address and port that metrics, `/healthz` and `/readyz` are offered on; absent: it listens on none. */
  readonly metricsAddress?: string;
  readonly log: Logger;
}

const isAnswering = (connection: Connection): Promise<boolean> =>
  connection.db?.command({ ping: 1 }).then(
    () => true,
    () => false,
  ) ?? Promise.resolve(false);

/**
 * Does jobs for the nodes of a cluster: with the same key to sign with, the blobs and the journal to read, and no right to write either
 * journal or view. Gives what stops it. Throws a RefusedError for what the caller can mend; Redis may still be away.
 */
export async function startWorker(options: WorkerOptions): Promise<() => Promise<void>> {
  const { site, mongodbUri, redisUrl, clusterSecret, log, version, metricsAddress } = options;
  const metrics = createMetrics(version);
  const connection = await openMongo(mongodbUri);
  try {
    const files = await openMongoPrivateFiles(connection, clusterSecret);
    const { signer, timeStamp } = await openSigning(site, files, new Date(), process.env);
    const worker = new BullWorker({
      place: { url: redisUrl, prefix: queuePrefix(connection.name), secret: clusterSecret },
      work: allWork({
        blobs: openMongoBlobs(connection),
        journal: openMongoJournalReader(connection),
        signing: { signer, ...(timeStamp && { timeStamp }) },
        webhooks: {
          rules: addressRules(site),
          key: await keyIn(files, 'webhooks.key'),
        },
        clock: () => instant(new Date().toISOString()),
      }),
      log,
      onEnded: metrics.jobEnded,
    });
    const health = createHealth([
      {
        name: 'mongodb',
        look: async () =>
          (await isAnswering(connection))
            ? { ok: true, detail: 'answers' }
            : { ok: false, detail: 'is away' },
      },
      {
        name: 'jobs',
        look: () =>
          worker.isReachable() ? { ok: true, detail: 'are taken' } : { ok: false, detail: 'wait' },
      },
    ]);
    const page =
      metricsAddress === undefined
        ? null
        : await serveMetrics(metrics, metricsAddress, health).catch(async (error: unknown) => {
            await worker.stop();
            throw error;
          });
    log.info({ url: page?.url }, 'worker is ready');
    return async () => {
      await page?.close();
      await worker.stop();
      await connection.close();
      log.info('worker has stopped');
    };
  } catch (error) {
    await connection.close();
    throw error;
  }
}
