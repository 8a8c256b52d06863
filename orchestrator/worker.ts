import type { Logger } from 'pino';
import type { SiteConfig } from '../config/site/load.ts';
import { instant } from '../workflows/kernel/brand.ts';
import { queuePrefix } from './cluster/jobs.ts';
import { openSigning } from './composition/signing.ts';
import { keyIn } from './identity/credentials-file.ts';
import { BullWorker } from './jobs/bull/worker.ts';
import { allWork } from './jobs/kinds/all-work.ts';
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
  readonly log: Logger;
}

/**
 * Does jobs for the nodes of a cluster: with the same key to sign with, the blobs and the journal to read, and no right to write either
 * journal or view. Gives what stops it. Throws a RefusedError for what the caller can mend; Redis may still be away.
 */
export async function startWorker(options: WorkerOptions): Promise<() => Promise<void>> {
  const { site, mongodbUri, redisUrl, clusterSecret, log } = options;
  const connection = await openMongo(mongodbUri);
  try {
    const files = await openMongoPrivateFiles(connection, clusterSecret);
    const { signer, timeStamp } = await openSigning(site, files, new Date());
    const worker = new BullWorker({
      place: { url: redisUrl, prefix: queuePrefix(connection.name), secret: clusterSecret },
      work: allWork({
        blobs: openMongoBlobs(connection),
        journal: openMongoJournalReader(connection),
        signing: { signer, ...(timeStamp && { timeStamp }) },
        webhooks: {
          rules: addressRules(site.laboratory.demonstration === true),
          key: await keyIn(files, 'webhooks.key'),
        },
        clock: () => instant(new Date().toISOString()),
      }),
      log,
    });
    log.info('worker is ready');
    return async () => {
      await worker.stop();
      await connection.close();
      log.info('worker has stopped');
    };
  } catch (error) {
    await connection.close();
    throw error;
  }
}
