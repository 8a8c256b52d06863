import type { ShownTasks } from './tasks.ts';

/** Ends remembered; far more than tasks that can overlap on one unit. */
const remembered = 32;

/**
 * Remembers the ends any read happened to show, because the unit has room for one: a start broken off by a stop is the last
 * task only until the stop itself has ended.
 */
export class TaskMemory {
  private readonly ends = new Map<string, ShownTasks['last']>();

  seen({ last }: ShownTasks): void {
    if (last.taskId === '') return;
    this.ends.delete(last.taskId);
    this.ends.set(last.taskId, last);
    for (const oldest of this.ends.keys()) {
      if (this.ends.size <= remembered) break;
      this.ends.delete(oldest);
    }
  }

  /** The same tasks as they would look, had nothing ended after `taskId`; unchanged where memory does not help. */
  recall(taskId: string, tasks: ShownTasks): ShownTasks {
    const end = this.ends.get(taskId);
    return end && tasks.current.taskId !== taskId ? { ...tasks, last: end } : tasks;
  }
}
