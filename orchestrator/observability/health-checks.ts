import { statfs } from 'node:fs/promises';
import type { JournalHead } from '../storage/ports.ts';
import type { CommitWatch, Monotonic } from './commit-watch.ts';
import type { HealthCheck } from './health.ts';

/** Whether the server has read what is open, and takes requests; `is` is asked each time. */
export const startCheck = (is: () => 'starting' | 'ready' | 'stopping'): HealthCheck => ({
  name: 'recovered',
  look: () => {
    const state = is();
    return { ok: state === 'ready', detail: state };
  },
});

/** A commit takes milliseconds; one that waits for this long, ms, will not be done while somebody waits for it. */
const longestCommit = 5_000;
/** After a failed commit the journal is taken for not writable for so long, ms, unless one succeeds before. */
const distrust = 30_000;

/**
 * Whether the journal takes what is committed. Without requests only timers and the plant try, so after `distrust` without any try it is
 * said to be well again: the next who tries finds out.
 */
export const journalCheck = (
  commits: Pick<CommitWatch, 'failedAt' | 'oldestUnderWay'>,
  now: Monotonic,
): HealthCheck => ({
  name: 'journal',
  look: () => {
    const { failedAt, oldestUnderWay } = commits;
    const waiting = oldestUnderWay === null ? 0 : now() - oldestUnderWay;
    if (waiting > longestCommit) return { ok: false, detail: `a commit has waited for ${seconds(waiting)}` };
    if (failedAt === null || now() - failedAt > distrust) return { ok: true, detail: 'takes commits' };
    return { ok: false, detail: `the last commit failed ${seconds(now() - failedAt)} ago` };
  },
});

/** Views are brought up to date with each commit; behind for longer than this, ms, they show the past. */
const longestBehind = 5_000;

/** Whether the views show what is in the journal. It takes two looks to find out that they do not. */
export function viewsCheck(
  journal: { head(): Promise<JournalHead> },
  projector: { readonly position: number },
  now: Monotonic,
): HealthCheck {
  /** An entry that was not projected yet when it was first looked for. */
  let missed: { readonly position: number; readonly since: number } | null = null;
  return {
    name: 'views',
    look: async () => {
      const { position } = await journal.head();
      const behind = position - projector.position;
      if (missed && projector.position >= missed.position) missed = null;
      if (behind > 0) missed ??= { position, since: now() };
      const late = missed === null ? 0 : now() - missed.since;
      return { ok: late <= longestBehind, detail: behind > 0 ? `${behind} entries behind` : 'up to date' };
    },
  };
}

const MiB = 2 ** 20;

/** Whether there is room for what comes; `least` in MiB. */
export const diskCheck = (folder: string, least: number, room: typeof freeRoom = freeRoom): HealthCheck => ({
  name: 'disk',
  look: async () => {
    const free = (await room(folder)) / MiB;
    return { ok: free >= least, detail: `${Math.floor(free)} MiB free` };
  },
});

/** What the user of the server may still write where the folder is, bytes. */
export async function freeRoom(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

const seconds = (ms: number): string => `${Math.round(ms / 1_000)} s`;
