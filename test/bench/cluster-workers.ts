import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import pino from 'pino';
import { projectRoot } from '../../config/project-root.ts';
import { queuePrefix } from '../../orchestrator/cluster/jobs.ts';
import { BullJobs } from '../../orchestrator/jobs/bull/jobs.ts';
import { issueReport } from '../../orchestrator/jobs/kinds/issue-report.ts';
import { openMongoBlobs } from '../../orchestrator/storage/mongo/blobs.ts';
import { completeCertificate } from '../../workflows/certificate/completeness.fixture.ts';
import { instant } from '../../workflows/kernel/brand.ts';
import { canonicalJson } from '../../workflows/kernel/canonical-json.ts';
import { runProcess } from '../support/process-line.ts';
import type { RunningProcess } from '../support/process-line.ts';
import { withDatabases } from './bench-database.ts';
import { rateOf } from './rate-of.ts';

export interface WorkerFigures {
  /** Certificates rendered, signed and stored a second, by one process of `quaylab worker` and by two. */
  readonly one: number;
  readonly two: number;
}

/** As many as keep two workers busy, each of which does two at once. */
const asked = { asking: 8, seconds: 8 };
/** One and two in turn, so that a disturbance of the machine falls on both alike. */
const rounds = 3;
/** Until a worker has loaded its fonts. */
const warmUp = { ...asked, seconds: 5 };

const clusterSecret = 'known to the workers of this bench, and to nobody else';

/** What a port hands to its workers for each certificate, through Redis and MongoDB: asked for by this process as by a leading node. */
export const measureWorkers = (uri: string, redisUrl: string): Promise<WorkerFigures> =>
  withDatabases(uri, async (open) => {
    const { uri: database, connection } = await open();
    // Its key's certificate is made when the first worker starts, and signs nothing that is dated before.
    const issuedAt = instant(new Date(Date.now() + 60_000).toISOString());
    const content = Buffer.from(canonicalJson({ ...completeCertificate, issuedAt }));
    const certificate = await openMongoBlobs(connection).put(content);
    const payload = { certificate, statusUrl: 'http://127.0.0.1/verify' };
    const jobs = new BullJobs({
      place: { url: redisUrl, prefix: queuePrefix(connection.name), secret: clusterSecret },
      journal: { at: async () => null },
      kinds: [issueReport],
      log: pino({ level: 'warn' }),
    });
    const { signal } = new AbortController();
    const issue = async () => {
      const { type } = await jobs.run(issueReport, { id: randomUUID(), payload }, signal);
      if (type !== 'report.issued') throw new Error('the certificate was not issued');
    };
    const first = await startWorkerProcess(database, redisUrl);
    const rates = { one: 0, two: 0 };
    try {
      await rateOf(warmUp, issue);
      for (let round = 0; round < rounds; round += 1) {
        rates.one += (await rateOf(asked, issue)) / rounds;
        const second = await startWorkerProcess(database, redisUrl);
        await rateOf(warmUp, issue);
        rates.two += (await rateOf(asked, issue)) / rounds;
        await second.kill('SIGTERM');
      }
      return rates;
    } finally {
      await first.kill('SIGTERM');
      await jobs.close();
    }
  });

const startWorkerProcess = (mongodbUri: string, redisUrl: string): Promise<RunningProcess<object>> =>
  runProcess(
    join(projectRoot(), 'dist', 'orchestrator', 'cli.js'),
    ['worker', '--site', join(projectRoot(), 'config', 'demo-port', 'site.yaml')],
    { MONGODB_URI: mongodbUri, REDIS_URL: redisUrl, QUAYLAB_CLUSTER_SECRET: clusterSecret },
  );
