import type { Refusal } from '../../workflows/kernel/refusal.ts';
import type { JobState } from './ports.ts';

export const jobNotFound = (id: string): Refusal => ({
  code: 'JOB_NOT_FOUND',
  message: `There is no job "${id}".`,
  remedy: 'List the jobs again: one that is done is kept for a day at most.',
});

export const jobNotFailed = (id: string, state: JobState): Refusal => ({
  code: 'JOB_NOT_FAILED',
  message: `The job "${id}" has not failed; it is ${state}.`,
  remedy: 'Nothing is to be done; list the jobs again.',
});

export const jobsUnreachable: Refusal = {
  code: 'JOBS_UNREACHABLE',
  message: 'The queue of the jobs (Redis) does not answer.',
  remedy: 'Bring Redis back; nothing is lost, what was asked for is added again by itself.',
};
