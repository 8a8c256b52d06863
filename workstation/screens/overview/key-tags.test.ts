import type { PlantTag } from '../../kit/plant-tag.ts';
import { keyTags } from './key-tags.ts';

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
