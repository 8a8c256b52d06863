import type Bull from 'bull';
import { instant } from '../../../workflows/kernel/brand.ts';
import type { Instant } from '../../../workflows/kernel/brand.ts';
import { ok, refuse, RefusedError } from '../../../workflows/kernel/refusal.ts';
import type { Outcome } from '../../../workflows/kernel/refusal.ts';
import type { JobPage, JobState, JobView } from '../ports.ts';
import { jobNotFailed, jobNotFound, jobsUnreachable } from '../refusals.ts';
import type { JobQueue } from './queue.ts';

/** Queues by the kind of their jobs. */
type Queues = ReadonlyMap<string, JobQueue>;

const typesOf: Readonly<Record<JobState, Bull.JobStatus[]>> = {
  waiting: ['waiting', 'paused', 'delayed'],
  active: ['active'],
  completed: ['completed'],
  failed: ['failed'],
};

/** The newest of all queues together: each is asked for as many as might be among them. */
export function listJobs(
  queues: Queues,
  state: JobState,
  { offset, limit }: JobPage,
): Promise<readonly JobView[]> {
  return asking(async () => {
    const pages = await Promise.all(
      [...queues].map(async ([kind, queue]) => {
        const jobs: readonly (Bull.Job | null)[] = await queue.getJobs(typesOf[state], 0, offset + limit - 1);
        return jobs.flatMap((job) => (job ? [viewOf(job, kind, state)] : []));
      }),
    );
    const newest = (view: JobView) => view.finishedAt ?? view.startedAt ?? view.addedAt;
    const all = pages.flat().sort((one, other) => (newest(one) < newest(other) ? 1 : -1));
    return all.slice(offset, offset + limit);
  });
}

export function countJobs(queues: Queues): Promise<Readonly<Record<JobState, number>>> {
  return asking(async () => {
    const sum = { waiting: 0, active: 0, completed: 0, failed: 0 };
    for (const queue of queues.values()) {
      const [counts, paused] = await Promise.all([queue.getJobCounts(), queue.getPausedCount()]);
      sum.waiting += counts.waiting + counts.delayed + paused;
      sum.active += counts.active;
      sum.completed += counts.completed;
      sum.failed += counts.failed;
    }
    return sum;
  });
}

export function retryJob(queues: Queues, id: string): Promise<Outcome<JobView>> {
  return asking(async () => {
    for (const [kind, queue] of queues) {
      const job: Bull.Job | null = await queue.getJob(id);
      if (!job) continue;
      const state = stateOf(await job.getState());
      if (state !== 'failed') return refuse(jobNotFailed(id, state));
      await job.retry();
      return ok(viewOf(job, kind, 'waiting'));
    }
    return refuse(jobNotFound(id));
  });
}

const stateOf = (status: Bull.JobStatus | 'stuck'): JobState =>
  status === 'active' || status === 'completed' || status === 'failed' ? status : 'waiting';

const timeOf = (milliseconds: number | null | undefined): Instant | null =>
  milliseconds ? instant(new Date(milliseconds).toISOString()) : null;

const viewOf = (job: Bull.Job, kind: string, state: JobState): JobView => ({
  id: String(job.id),
  kind,
  state,
  failures: job.attemptsMade,
  addedAt: instant(new Date(job.timestamp).toISOString()),
  startedAt: timeOf(job.processedOn),
  finishedAt: timeOf(job.finishedOn),
  error: job.failedReason ?? null,
});

async function asking<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw new RefusedError(jobsUnreachable, { cause: error });
  }
}
