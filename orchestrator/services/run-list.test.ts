import { samplingRun } from '../http/testing/plant.fixture.ts';
import { instant, processId, unitId } from '../../workflows/kernel/brand.ts';
import type { Projected } from '../views/projection.ts';
import { projectRun } from '../views/run-view.ts';
import { runPage } from './run-list.ts';
import type { RunsWanted } from './run-list.ts';
import { memoryViews } from './testing/memory-stores.ts';

const at = (minute: number) => instant(new Date(Date.UTC(2026, 4, 4, 0, minute)).toISOString());

interface Made {
  readonly kind?: string;
  readonly unit?: string;
  readonly startedAt?: number;
  readonly endedAt?: number;
  readonly done?: boolean;
}

/** An entry of a preparation, as far as the projection reads it. */
function entry(no: string, { kind = 'coal-preparation', unit = 'CP-01', startedAt, endedAt, done = false }: Made): Projected {
  const context = {
    order: { line: unitId(unit), sampler: unitId(unit), sampleId: samplingRun.sampleCode, incrementsPlanned: 1 },
    reason: null, bottles: [], interventions: [], taken: 0, missed: 0, manual: 0, keptMass: '0',
    startedAt: startedAt === undefined ? null : at(startedAt),
    endedAt: endedAt === undefined ? null : at(endedAt),
    firstCutAt: startedAt === undefined ? null : at(startedAt),
    lastCutAt: endedAt === undefined ? null : at(endedAt),
  }; // prettier-ignore
  return {
    process: processId(`${kind}/${no}`),
    definition: kind,
    seq: 1,
    position: 1,
    input: { id: no, at: at(0), actor: { kind: 'system', id: 't' }, event: { type: 'e' } },
    snapshot: { value: done ? 'finished' : 'running', context, status: done ? 'done' : 'active' },
    hold: null,
    effects: [],
  };
}

describe('the list of runs', () => {
  const views = memoryViews();
  const idsOf = async (wanted: Partial<RunsWanted> = {}) => {
    const { items, next } = await runPage(views, { limit: 10, ...wanted });
    return { ids: items.map(({ id }) => id.split('/')[1]), next };
  };
  beforeAll(async () => {
    const entries = [
      entry('old', { startedAt: 1, endedAt: 5 }),
      entry('old', { startedAt: 1, endedAt: 5, done: true }),
      entry('late', { startedAt: 2, endedAt: 9, done: true }),
      entry('other', { unit: 'CP-02', startedAt: 3, endedAt: 7, done: true }),
      entry('aborted', { done: true }),
      entry('begun', { startedAt: 8 }),
      entry('newer', { startedAt: 9, unit: 'CP-02' }),
      entry('waiting', {}),
      entry('cut', { kind: 'coal-sampling', unit: 'CS-01', startedAt: 4, endedAt: 6, done: true }),
    ];
    for (const each of entries) await views.put(projectRun(each), 1);
  });

  it('begins with the open ones, the newest first, then those that ended last; who never began is the last', async () => {
    expect(await idsOf()).toEqual({
      ids: ['waiting', 'newer', 'begun', 'late', 'other', 'cut', 'old', 'aborted'],
      next: null,
    });
  });

  it.each([1, 2, 3, 4, 7])('tells each once in pages of %d', async (limit) => {
    const told: (string | undefined)[] = [];
    for (let after: string | null | undefined; after !== null;) {
      const page: Awaited<ReturnType<typeof idsOf>> = await idsOf({ after, limit });
      told.push(...page.ids);
      after = page.next;
    }
    expect(told).toEqual(['waiting', 'newer', 'begun', 'late', 'other', 'cut', 'old', 'aborted']);
  });

  it('finds by unit and by whether it is over', async () => {
    expect((await idsOf({ unit: unitId('CP-02') })).ids).toEqual(['newer', 'other']);
    expect((await idsOf({ open: true })).ids).toEqual(['waiting', 'newer', 'begun']);
    expect((await idsOf({ open: false, unit: unitId('CP-01') })).ids).toEqual(['late', 'old', 'aborted']);
    expect((await idsOf({ open: true, limit: 2 })).next).toEqual(expect.any(String));
  });

  it('tells nobody what he may not see, nor names it in a cursor', async () => {
    const sees = (id: string) => id.startsWith('coal-sampling/');
    expect((await idsOf({ sees })).ids).toEqual(['cut']);
    const { next } = await idsOf({ open: false, limit: 1 });
    expect(next).not.toContain('late');
  });
});
