import type { PlantState } from './messages.ts';
import { packMl } from './messages.ts';
import { reconcileRun, stateOf } from './reconcile-run.ts';
import type { RunAction, RunJournal } from './reconcile-run.ts';

const notOrdered: RunJournal = { start: 'not-ordered', ending: false, complete: false };
const made: RunJournal = { start: 'made', ending: false, complete: false };
const ending: RunJournal = { ...made, ending: true };
const through: RunJournal = { ...ending, complete: true };

const act = (situation: RunJournal, state: PlantState | null, sample: 'ours' | 'other'): RunAction => reconcileRun(situation, { state, sample });

/** ours | ours, ending | ours, through | other, made | other, through | not made. */
const sampler: Readonly<Record<PlantState | 'unknown', readonly RunAction[]>> = {
  Execute: ['adopt', 'complete', 'complete', 'blocked', 'blocked', 'blocked'],
  Suspended: ['adopt', 'complete', 'complete', 'blocked', 'blocked', 'blocked'],
  Held: ['adopt-held', 'complete', 'complete', 'blocked', 'blocked', 'blocked'],
  Completed: ['count', 'count', 'count', 'reset', 'reset', 'reset'],
  Idle: ['start', 'start', 'count', 'start', 'count', 'start'],
  Stopped: ['reset', 'reset', 'count', 'reset', 'count', 'reset'],
  Aborted: ['clear', 'clear', 'clear', 'clear', 'clear', 'clear'],
  Clearing: ['blocked', 'blocked', 'blocked', 'blocked', 'blocked', 'blocked'],
  Stopping: ['blocked', 'blocked', 'blocked', 'blocked', 'blocked', 'blocked'],
  Aborting: ['blocked', 'blocked', 'blocked', 'blocked', 'blocked', 'blocked'],
  Resetting: ['blocked', 'blocked', 'blocked', 'blocked', 'blocked', 'blocked'],
  Starting: ['blocked', 'blocked', 'blocked', 'blocked', 'blocked', 'blocked'],
  Holding: ['blocked', 'blocked', 'blocked', 'blocked', 'blocked', 'blocked'],
  Unholding: ['blocked', 'blocked', 'blocked', 'blocked', 'blocked', 'blocked'],
  Suspending: ['blocked', 'blocked', 'blocked', 'blocked', 'blocked', 'blocked'],
  Unsuspending: ['blocked', 'blocked', 'blocked', 'blocked', 'blocked', 'blocked'],
  Completing: ['blocked', 'blocked', 'blocked', 'blocked', 'blocked', 'blocked'],
  unknown: ['blocked', 'blocked', 'blocked', 'blocked', 'blocked', 'blocked'],
};
const columns: readonly (readonly [RunJournal, 'ours' | 'other'])[] = [
  [made, 'ours'],
  [ending, 'ours'],
  [through, 'ours'],
  [made, 'other'],
  [through, 'other'],
  [notOrdered, 'other'],
];

describe('a run that finds its unit', () => {
  const cells = Object.entries(sampler).flatMap(([shown, actions]) =>
    actions.map((action, column) => {
      const state = shown === 'unknown' ? null : (shown as PlantState);
      return { state, column, action };
    }),
  );

  it('has a cell for every state of PackML and for an unknown one', () => {
    expect(Object.keys(sampler).sort()).toEqual([...Object.keys(packMl), 'unknown'].sort());
    expect(Object.values(sampler).every((row) => row.length === columns.length)).toBe(true);
  });

  it.each(cells)('$state, column $column: $action', ({ state, column, action }) => {
    const [situation, sample] = columns[column] ?? [notOrdered, 'other'];
    expect(act(situation, state, sample)).toBe(action);
  });

  it.each(Object.keys(packMl) as PlantState[])('%s: an ordered Start that was not made changes nothing, whatever sample is shown', (state) => {
    for (const sample of ['ours', 'other'] as const) expect(act({ ...notOrdered, start: 'ordered' }, state, sample)).toBe(act(notOrdered, state, 'other'));
  });
});

describe('the state a unit shows', () => {
  it.each(Object.entries(packMl))('is %s by number %i', (state, number) => {
    expect(stateOf({ 'Sts.StateCurrent': number })).toBe(state);
  });

  it.each([null, 0, 18, 4.5, 'Idle', true])('is unknown for %p', (value) => {
    expect(stateOf({ 'Sts.StateCurrent': value })).toBeNull();
  });
});
