import { seqOfTask } from './tasks.ts';
import type { ShownTasks } from './tasks.ts';

/**
 * What to do about a command given by method call, from its task id in the journal and the tasks the unit shows.
 * Pure; asked again after every read, so a lost response, a crash and the ordinary course take the same way.
 *
 * A row is the task under way, a column the one that ended last: `none`; `older`, ours with a lower number; `ours`, this
 * very task; `newer`, ours with a higher number; `other`, another supervisor's. `by result`: 1 adopt-done, 2–4 adopt-failed,
 * any other number unknown.
 *
 * | under way | last none | last older | last ours | last newer | last other |
 * |---|---|---|---|---|---|
 * | none | **call** | **call** | by result | unknown | unknown |
 * | older | **call** | **call** | by result | unknown | unknown |
 * | ours | await-done | await-done | unknown | await-done | await-done |
 * | newer | unknown | unknown | by result | unknown | unknown |
 * | other | unknown | unknown | by result | unknown | unknown |
 *
 * Why: a refused call leaves no trace and an accepted one is shown at once, first as under way, then as the last. Where
 * nothing of this task and nothing later is shown, it has certainly not been executed. A later task, or one whose place in
 * the order cannot be told, may hide it. Under way and ended at once is a unit that took one task twice. A task of ours
 * under another job is none of ours at all: unknown in every cell.
 */
export type TaskDecision = 'call' | 'await-done' | 'adopt-done' | 'adopt-failed' | 'unknown';

/** A command as the journal has it. */
export interface JournaledTask {
  readonly seq: number;
  readonly taskId: string;
  readonly jobId: string;
}

type Relation = 'none' | 'older' | 'ours' | 'newer' | 'other';

export function reconcileTask(journal: JournaledTask, { current, last }: ShownTasks): TaskDecision {
  const underWay = relationOf(journal, current.taskId);
  const ended = relationOf(journal, last.taskId);
  if (underWay === 'ours') {
    return ended === 'ours' || current.jobId !== journal.jobId ? 'unknown' : 'await-done';
  }
  if (ended === 'ours') return last.jobId === journal.jobId ? adoptEnd(last.result) : 'unknown';
  return hidesNothing(underWay) && hidesNothing(ended) ? 'call' : 'unknown';
}

const hidesNothing = (relation: Relation): boolean => relation === 'none' || relation === 'older';

function relationOf(journal: JournaledTask, taskId: string): Relation {
  if (taskId === '') return 'none';
  if (taskId === journal.taskId) return 'ours';
  const seq = seqOfTask(taskId);
  // The same number under another command's name is not of this journal.
  if (seq === null || seq === journal.seq) return 'other';
  return seq < journal.seq ? 'older' : 'newer';
}

function adoptEnd(result: number): TaskDecision {
  if (result === 1) return 'adopt-done';
  return result >= 2 && result <= 4 ? 'adopt-failed' : 'unknown';
}
