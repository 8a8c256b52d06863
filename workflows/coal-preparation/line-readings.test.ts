import { lineTags, viewOf } from './line-readings.ts';
import { behind, empty, half, occupied, ours, readings, whole } from './run.fixture.ts';
import type { Scene } from './run.fixture.ts';
import type { PlantValue } from '../plant-unit/messages.ts';

const read = (scene: Scene, changed: Readonly<Record<string, PlantValue>> = {}) =>
  viewOf({ ...(readings('Execute', scene)['readings'] as Readonly<Record<string, PlantValue>>), ...changed }, 'PREP');

describe('what a run sees of the line', () => {
  it.each([
    ['nothing', empty, 'free', false, 0],
    ['its sample in a stage', ours, 'in', false, 0],
    ['some of its containers in the infeed', half, 'part', false, 1],
    ['all of them in the infeed', whole, 'in', false, 1],
    ['another sample in the infeed', occupied, 'occupied', true, 0],
    ['another sample in a stage', behind, 'free', true, 0],
    ['its sample in a stage and another behind it', { ...occupied, ...ours }, 'in', true, 0],
    ['its sample in the infeed behind another', { ...half, ...behind }, 'part', true, 1],
  ] as const)('%s', (_, scene, place, others, containers) => {
    expect(read(scene)).toEqual({ state: 'Execute', place, others, containers, runId: 5 });
  });

  it.each(lineTags.filter((tag) => tag !== 'Sts.RunId'))('is nothing certain when %s cannot be read', (tag) => {
    expect(read(ours, { [tag]: null }).state).toBeNull();
  });

  it('does without the count of starts where the PLC does not tell it', () => {
    expect(read(ours, { 'Sts.RunId': null })).toMatchObject({ state: 'Execute', runId: null });
  });
});
