import { taskTags } from '../tag-map/required-tags.ts';
import type { Reading, UnitCommand, UnitSnapshot } from '../unit-driver.ts';

/**
 * Tasks as the supervisor names them: LADS (OPC 30500-1) has SupervisoryJobId and SupervisoryTaskId for it. Ours carries
 * the command's number, so that of two of our tasks it can be told which came later, whoever shows them.
 */
export const taskIdOf = ({ seq, commandId }: Pick<UnitCommand, 'seq' | 'commandId'>): string =>
  `quaylab:${seq}:${commandId}`;

/** The number of a task of ours; null for another supervisor's. */
export function seqOfTask(taskId: string): number | null {
  const digits = /^quaylab:(\d+):/.exec(taskId)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** What a unit shows of its tasks. Ids are '' where there is none. */
export interface ShownTasks {
  /** The task under way. */
  readonly current: { readonly jobId: string; readonly taskId: string; readonly runId: string };
  /** The one that ended last. `result`: 1 ok, 2 fault, 3 aborted, 4 time-out. */
  readonly last: {
    readonly jobId: string;
    readonly taskId: string;
    readonly runId: string;
    readonly result: number;
  };
}

/** Null when any of it is not good: then nothing may be concluded from the rest. */
export function toShownTasks(readings: ReadonlyMap<string, Reading>): ShownTasks | null {
  const tags = Object.keys(taskTags);
  if (tags.some((tag) => readings.get(tag)?.quality !== 'good')) return null;
  const text = (tag: keyof typeof taskTags) => String(readings.get(tag)?.value ?? '');
  return {
    current: {
      jobId: text('Job.CurrentJobId'),
      taskId: text('Job.CurrentTaskId'),
      runId: text('Job.CurrentRunId'),
    },
    last: {
      jobId: text('Job.LastJobId'),
      taskId: text('Job.LastTaskId'),
      runId: text('Job.LastRunId'),
      result: Number(readings.get('Job.LastResult')?.value),
    },
  };
}

/**
 * A snapshot with `Sts.AckSeq` where the unit itself has none: the highest number among our tasks it shows, so that whoever
 * chooses the number of a new command finds it where the tag interface has it. Unchanged for a unit without tasks.
 */
export function withShownSeq(snapshot: UnitSnapshot): UnitSnapshot {
  const shown = [snapshot.readings['Job.CurrentTaskId'], snapshot.readings['Job.LastTaskId']];
  if (snapshot.readings['Sts.AckSeq'] || shown.some((reading) => reading?.quality !== 'good'))
    return snapshot;
  const value = Math.max(0, ...shown.map((reading) => seqOfTask(String(reading?.value)) ?? 0));
  return {
    ...snapshot,
    readings: { ...snapshot.readings, 'Sts.AckSeq': { value, quality: 'good', sourceTime: null } },
  };
}
