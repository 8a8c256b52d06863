import { reconcileTask } from './reconcile-task.ts';
import type { TaskDecision } from './reconcile-task.ts';
import { taskIdOf } from './tasks.ts';

const journal = { seq: 50, taskId: taskIdOf({ seq: 50, commandId: 'run-7/start' }), jobId: 'JOB-1' };
const task = {
  none: '',
  older: taskIdOf({ seq: 40, commandId: 'run-7/reset' }),
  ours: journal.taskId,
  newer: taskIdOf({ seq: 60, commandId: 'run-7/hold' }),
  other: 'MES-4711',
} as const;
type Relation = keyof typeof task;

/** What happens in a cell; `by-result` means the number of the result decides. */
type Cell = TaskDecision | 'by-result';

/** Under way / ended last → decision. All 25 cells, none left to a default. */
const table: readonly (readonly [underWay: Relation, last: Relation, cell: Cell])[] = [
  ['none', 'none', 'call'], // a new unit, or one whose display was cleared on the spot
  ['none', 'older', 'call'], // the ordinary beginning
  ['none', 'ours', 'by-result'], // the ordinary end
  ['none', 'newer', 'unknown'], // ours may have ended before the later one did
  ['none', 'other', 'unknown'],
  ['older', 'none', 'call'], // an earlier one still runs: a stop overtakes it, anything else is refused as busy
  ['older', 'older', 'call'],
  ['older', 'ours', 'by-result'], // contradictory, but the end is the program's own word
  ['older', 'newer', 'unknown'],
  ['older', 'other', 'unknown'],
  ['ours', 'none', 'await-done'],
  ['ours', 'older', 'await-done'], // the ordinary course
  ['ours', 'ours', 'unknown'], // taken twice
  ['ours', 'newer', 'await-done'],
  ['ours', 'other', 'await-done'],
  ['newer', 'none', 'unknown'],
  ['newer', 'older', 'unknown'],
  ['newer', 'ours', 'by-result'], // ended before the later one began
  ['newer', 'newer', 'unknown'],
  ['newer', 'other', 'unknown'],
  ['other', 'none', 'unknown'],
  ['other', 'older', 'unknown'],
  ['other', 'ours', 'by-result'],
  ['other', 'newer', 'unknown'],
  ['other', 'other', 'unknown'],
];

const byResult = (result: number): TaskDecision =>
  result === 1 ? 'adopt-done' : [2, 3, 4].includes(result) ? 'adopt-failed' : 'unknown';

const decide = (underWay: string, last: string, result: number, jobs = { current: 'JOB-1', last: 'JOB-1' }) =>
  reconcileTask(journal, {
    current: { jobId: jobs.current, taskId: underWay, runId: 'R-1' },
    last: { jobId: jobs.last, taskId: last, runId: 'R-1', result },
  });

describe('reconciling a method call with the tasks a unit shows', () => {
  it('has a row for every combination', () => {
    expect(new Set(table.map(([underWay, last]) => `${underWay}/${last}`)).size).toBe(25);
  });

  describe.each([-1, 0, 1, 2, 3, 4, 5, NaN])('with result %d', (result) => {
    it.each(table)('given %s under way and %s ended last: %s', (underWay, last, cell) => {
      expect(decide(task[underWay], task[last], result)).toBe(cell === 'by-result' ? byResult(result) : cell);
    });
  });

  it('takes its own id under another job for nobody knows whose', () => {
    expect(decide(task.ours, task.older, 1, { current: 'JOB-2', last: 'JOB-1' })).toBe('unknown');
    expect(decide(task.none, task.ours, 1, { current: '', last: 'JOB-2' })).toBe('unknown');
  });

  it('takes its own number under another command for another supervisor', () => {
    const twin = taskIdOf({ seq: 50, commandId: 'another-journal/start' });
    expect(decide(twin, task.older, 1)).toBe('unknown');
    expect(decide(task.none, twin, 1)).toBe('unknown');
  });
});
