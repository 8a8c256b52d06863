import { grainProcedures } from '../../workflows/assay/grain-procedures.ts';
import { grainAssayRules } from '../../workflows/assay/grain-rules.fixture.ts';
import { assayDefinition, type AssayContext } from '../../workflows/assay/machine.ts';
import { Rehearsal, person } from '../../workflows/kernel/testing/rehearsal.ts';
import { assayTask } from '../http/schemas/bench.ts';
import { projectAssay } from './assay-view.ts';
import { assayPage } from '../services/assay-list.ts';
import type { AssaysWanted } from '../services/assay-list.ts';
import { memoryViews } from '../services/testing/memory-stores.ts';
import { instant, processId } from '../../workflows/kernel/brand.ts';
import type { AssayTaskView } from './model.ts';
import type { Projected } from './projection.ts';

const procedures = grainProcedures(grainAssayRules);
const order = {
  parent: 'consignment/D1.1',
  code: 'GRAIN',
  items: [{ item: 'live-insects' }, { item: 'DON' }],
  pack: { id: 'grain-cn', version: '2026.1', hash: '' },
};
const entry = (item: string, value: string) => ({ type: 'determination.entered', item, value });

/** The task as the bench sees it. */
function viewOf(bench: Rehearsal<AssayContext>): AssayTaskView {
  const snapshot = { value: bench.state, context: bench.context, status: 'active' };
  const input = { id: 'i', at: bench.now, actor: person('first'), event: { type: 'e' } };
  const entered = { process: bench.process, definition: 'assay', seq: 1, position: 1, input, snapshot, hold: null, effects: [] };
  const [put] = projectAssay(() => procedures)(entered);
  return put?.doc as AssayTaskView;
}

describe('the task of a bottle that is looked at and measured', () => {
  const begun = Rehearsal.begin<AssayContext>(assayDefinition(() => procedures), 'assay/GRAIN', { order });
  const first = begun.ask(entry('live-insects', 'listed'), person('first')).ask(entry('DON', '812'), person('first'));
  const second = first.ask(entry('live-insects', 'listed'), person('second')).ask(entry('DON', '830'), person('second'));

  it('shows the allowed answers, and hides what the first observer said from the second', () => {
    const [insects, don] = viewOf(first).items;
    expect(insects).toMatchObject({
      definition: { rule: 'observation', observers: 2, answers: [{ code: 'not-found' }, { code: 'listed' }, {}, {}] },
      determinations: [{ value: null, analyst: 'first' }],
      verdict: { kind: 'need-more', have: 1, wanted: 2 },
    });
    expect(don).toMatchObject({ definition: { unit: 'µg/kg' }, determinations: [{ value: '812' }] });
    expect(JSON.stringify(viewOf(first).items.map(({ determinations }) => determinations))).not.toContain('listed');
  });

  it('shows everything once all have answered, and what needs the reviewer’s word', () => {
    const task = viewOf(second);
    expect(task.status).toBe('in-review');
    expect(task.items).toMatchObject([
      { determinations: [{ value: 'listed' }, { value: 'listed' }], verdict: { kind: 'observed', answer: 'listed' } },
      { verdict: { kind: 'precision-not-known', mean: '821', reason: 'not-held' } },
    ]);
  });

  it('leaves the server whole', () => {
    for (const task of [viewOf(first), viewOf(second)]) expect(assayTask.parse(task)).toEqual(JSON.parse(JSON.stringify(task)));
  });
});

describe('the list of bottles', () => {
  const views = memoryViews();
  const entryOf = (code: string, minute: number, status: string): Projected => {
    const at = instant(new Date(Date.UTC(2026, 4, 4, 0, minute)).toISOString());
    const context = { order: { ...order, code, items: [] }, items: [], receivedAt: at };
    const input = { id: 'i', at, actor: person('first'), event: { type: 'e' } };
    const snapshot = { value: status, context, status: 'active' };
    return { process: processId(`assay/${code}`), definition: 'assay', seq: 1, position: 1, input, snapshot, hold: null, effects: [] };
  };
  const codesOf = async (wanted: Partial<AssaysWanted>) => {
    const { items, next } = await assayPage(views, { status: 'open', limit: 10, ...wanted });
    return { codes: items.map(({ code }) => code), next };
  };
  beforeAll(async () => {
    const entries = [entryOf('C', 1, 'testing'), entryOf('A', 2, 'in-review'), entryOf('B', 3, 'testing'), entryOf('E', 4, 'testing'), entryOf('D', 5, 'testing')];
    for (const each of entries) await views.put(projectAssay(() => procedures)(each), 1);
    for (const [code, minute] of [['E', 4], ['D', 5]] as const)
      await views.put(projectAssay(() => procedures)(entryOf(code, minute, 'approved')), 1);
  });

  it('has what waits at the bench, the oldest first, page by page', async () => {
    const first = await codesOf({ limit: 2 });
    expect(first.codes).toEqual(['C', 'A']);
    expect(await codesOf({ limit: 2, after: first.next ?? '' })).toEqual({ codes: ['B'], next: null });
  });

  it('has what was approved apart, the newest first', async () => {
    expect(await codesOf({ status: 'approved' })).toEqual({ codes: ['D', 'E'], next: null });
  });

  it('has what is tested or reviewed alone', async () => {
    expect((await codesOf({ status: 'testing' })).codes).toEqual(['C', 'B']);
    expect((await codesOf({ status: 'in-review' })).codes).toEqual(['A']);
  });
});
