import { consignment } from '../http/testing/consignment.fixture.ts';
import { samplingRun } from '../http/testing/plant.fixture.ts';
import { instant, processId } from '../../workflows/kernel/brand.ts';
import { consignmentRow } from '../views/consignment-view.ts';
import type { ConsignmentUnitView, ConsignmentView, RunView } from '../views/model.ts';
import { collections } from '../views/projection.ts';
import { openRuns } from '../views/run-view.ts';
import { createSamplePipeline, sampleStages } from './sample-pipeline.ts';
import { memoryViews } from './testing/memory-stores.ts';

const at = (hour: number) => instant(`2026-05-04T${String(hour).padStart(2, '0')}:00:00.000Z`);
const [unit] = consignment.units as readonly [ConsignmentUnitView];
const inStage = (stage: ConsignmentUnitView['stage'], hour: number | null, more: Partial<ConsignmentUnitView> = {}) => ({
  ...unit,
  stage,
  reached: hour === null ? [] : [{ stage, at: at(hour) }],
  late: null,
  replacedBy: null,
  ...more,
});
const cargo = (no: number, status: string, ...units: readonly ConsignmentUnitView[]): ConsignmentView => ({
  ...consignment,
  id: processId(`consignment/${no}.1`),
  status,
  units,
});
const counted = (stages: readonly { readonly count: number }[]) => stages.filter(({ count }) => count > 0);

describe('samples under way', () => {
  it('stand where they came last; replaced and rejected ones, and those of what is over, are on no way', async () => {
    const views = memoryViews();
    const cargoes = [
      cargo(1, 'working', inStage('planned', null), inStage('preparing', 5), inStage('rejected', 4)),
      cargo(2, 'working', inStage('preparing', 3, { late: 'warning' }), inStage('testing', 4, { replacedBy: 2 })),
      cargo(3, 'ending', inStage('sampling', 1)),
      cargo(4, 'closed', inStage('tested', 1)),
    ];
    for (const each of cargoes) await views.put([consignmentRow(each)], 1);
    const stages = await createSamplePipeline(views).ofConsignments();
    expect(stages.map(({ stage }) => stage)).toEqual(sampleStages);
    expect(counted(stages)).toEqual([
      { stage: 'waiting', count: 1, oldest: null, late: 0 },
      { stage: 'preparing', count: 2, oldest: at(3), late: 1 },
    ]);
  });

  it('are all counted, however many there are', async () => {
    const views = memoryViews();
    const cargoes = Array.from({ length: 450 }, (_, no) => cargo(no, 'working', inStage('testing', 4), inStage('testing', 6)));
    await views.put(cargoes.map(consignmentRow), 1);
    expect(counted(await createSamplePipeline(views).ofConsignments())).toEqual([
      { stage: 'testing', count: 900, oldest: at(4), late: 0 },
    ]);
  });

  it('are known by their runs where nothing else is known, by who may see the run', async () => {
    const views = memoryViews();
    const run = (id: string, more: Partial<RunView>): RunView => ({ ...samplingRun, id: processId(id), startedAt: null, ...more });
    const runs = [
      run('coal-sampling/1', { status: 'waiting' }),
      run('coal-sampling/2', { status: 'sampling', startedAt: at(2) }),
      run('coal-preparation/3', { status: 'held', definition: 'coal-preparation' }),
    ];
    await views.put(runs.map((doc) => ({ collection: collections.runs, key: doc.id, index: openRuns, doc })), 1);
    const pipeline = createSamplePipeline(views);
    const sampler = await pipeline.ofRuns(['waiting', 'sampling'], (id) => id.startsWith('coal-sampling/'));
    expect(sampler).toEqual([
      { stage: 'waiting', count: 1, oldest: null, late: 0 },
      { stage: 'sampling', count: 1, oldest: at(2), late: 0 },
    ]);
    expect(counted(await pipeline.ofRuns(['sampled', 'preparing'], () => true))).toMatchObject([
      { stage: 'preparing', count: 1 },
    ]);
  });
});
