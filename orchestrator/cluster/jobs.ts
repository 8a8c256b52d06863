import type { Logger } from 'pino';
import { instant } from '../../workflows/kernel/brand.ts';
import { BullJobs } from '../jobs/bull/jobs.ts';
import { BullWorker } from '../jobs/bull/worker.ts';
import { LocalJobs } from '../jobs/local.ts';
import type { Jobs, JobWork } from '../jobs/ports.ts';
import type { Journal } from '../storage/ports.ts';

interface ClusterJobs {
  readonly redisUrl?: string;
  readonly clusterSecret: string;
  readonly log: Logger;
}

/**
 * Where the jobs of a cluster are done: through Redis by every process that takes them, this one among them; without Redis by the node
 * that leads.
 */
export const openClusterJobs =
  ({ redisUrl, clusterSecret, log }: ClusterJobs, database: string) =>
  (work: readonly JobWork[], journal: Pick<Journal, 'at'>): Jobs => {
    if (redisUrl === undefined)
      return new LocalJobs({ work, clock: () => instant(new Date().toISOString()), log });
    const place = { url: redisUrl, prefix: queuePrefix(database), secret: clusterSecret };
    const jobs = new BullJobs({ place, journal, kinds: work.map(({ kind }) => kind), log });
    const worker = new BullWorker({ place, work, log });
    return {
      run: (kind, job, signal) => jobs.run(kind, job, signal),
      list: (state, page) => jobs.list(state, page),
      counts: () => jobs.counts(),
      retry: (id) => jobs.retry(id),
      isReachable: () => jobs.isReachable(),
      close: async () => {
        await worker.stop();
        await jobs.close();
      },
    };
  };

/** What the keys of a port begin with in Redis: ports that share one must not share their jobs. */
export const queuePrefix = (database: string): string => `quaylab:${database}`;
