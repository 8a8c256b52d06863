import type { PlantTag } from '../../kit/plant-tag.ts';
import { keyTags } from './key-tags.ts';
import { byStage, samplesOfRuns, samplesOfUnits, stagesSeenBy } from './sample-stages.ts';

const at = (hour: number) => `2026-05-04T${String(hour).padStart(2, '0')}:00:00.000Z`;

describe('samples by stage', () => {
  it('stand where they came last; replaced and rejected ones are on no way', () => {
    const unit = { late: null, replacedBy: null };
    const stages = byStage(
      samplesOfUnits([
        { ...unit, stage: 'planned', reached: [] },
        {
          ...unit,
          stage: 'preparing',
          reached: [
            { stage: 'sampled', at: at(1) },
            { stage: 'preparing', at: at(5) },
          ],
        },
        { ...unit, stage: 'preparing', reached: [{ stage: 'preparing', at: at(3) }], late: 'warning' },
        { ...unit, stage: 'testing', reached: [{ stage: 'testing', at: at(4) }], replacedBy: 2 },
        { ...unit, stage: 'rejected', reached: [{ stage: 'rejected', at: at(4) }] },
      ]),
    );
    expect(stages.filter(({ count }) => count > 0)).toEqual([
      { stage: 'waiting', count: 1, oldest: null, late: 0 },
      { stage: 'preparing', count: 2, oldest: at(3), late: 1 },
    ]);
  });

  it('are known by their runs where nothing else is known; ended runs are gone', () => {
    const run = { definition: 'coal-sampling', startedAt: null } as const;
    const stages = byStage(
      samplesOfRuns([
        { ...run, status: 'waiting' },
        { ...run, status: 'sampling', startedAt: at(2) },
        { ...run, status: 'finished' },
        { ...run, status: 'held', definition: 'coal-preparation' },
      ]),
    );
    expect(
      stages.filter(({ count }) => count > 0).map(({ stage, count, oldest }) => [stage, count, oldest]),
    ).toEqual([
      ['waiting', 1, null],
      ['sampling', 1, at(2)],
      ['preparing', 1, null],
    ]);
  });
});

describe('the stages somebody sees who works blind', () => {
  it('are those of his own runs: of the others he knows nothing, which is not none', () => {
    expect(stagesSeenBy(['sampler'])).toEqual(['waiting', 'sampling']);
    expect(stagesSeenBy(['preparer'])).toEqual(['sampled', 'preparing']);
    expect(byStage([], stagesSeenBy(['preparer'])).map(({ stage }) => stage)).toEqual(['sampled', 'preparing']);
    expect(stagesSeenBy(['analyst'])).toEqual([]);
  });
});

describe('the analogs of a tile', () => {
  const analog = (
    name: string,
    unit: string,
    normal: PlantTag['normal'] = { low: 0, high: 1 },
  ): PlantTag => ({
    name,
    title: { zh: name, en: name },
    kind: 'analog',
    direction: 'read',
    unit,
    range: { low: 0, high: 2 },
    normal,
    decimals: null,
    values: [],
    trend: true,
  });

  it('are of different kinds, flow first, settings and what has no scale left out', () => {
    const setting: PlantTag = { ...analog('Set.Flow', 't/h'), direction: 'write' };
    const stages = [
      { tags: [analog('Speed', 'm/s'), analog('Flow', 't/h'), setting] },
      {
        tags: [
          analog('Current', 'A'),
          analog('SecondCurrent', 'A'),
          analog('Mass', 'kg', null),
          { ...analog('Total', 't'), range: null },
        ],
      },
    ];
    expect(keyTags(stages, 3).map(({ name }) => name)).toEqual(['Flow', 'Current', 'Speed']);
    expect(keyTags(stages, 5).map(({ name }) => name)).toEqual([
      'Flow',
      'Current',
      'Speed',
      'Mass',
      'SecondCurrent',
    ]);
  });
});
