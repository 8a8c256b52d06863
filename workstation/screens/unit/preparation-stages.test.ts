import { containerPlaces, fillOf } from './container-places.ts';
import { stageStates } from './preparation-stages.ts';

const stages = ['Crusher6', 'Divider6', 'Dryer'].map((id) => ({ id }));
const done = (stage: string, skipped = false) => ({
  stage,
  skipped,
  massIn: '22.10',
  parts: [],
  rejected: '0',
  waterRemoved: '0',
  lossPercent: null,
  at: '2026-05-04T03:21:00.000Z',
});
const preparation = (stagesDone: ReturnType<typeof done>[], loaded = 2) => ({
  containers: { ordered: 2, loaded },
  skipping: null,
  stages: stagesDone,
  bottles: [],
});
const statesOf = (run: Parameters<typeof stageStates>[1]) =>
  stageStates(stages, run).map(({ state }) => state);

describe('a sample in the line', () => {
  it('is behind the last stage that reported it', () => {
    expect(statesOf({ status: 'preparing', preparation: preparation([]) })).toEqual([
      'here',
      'to-come',
      'to-come',
    ]);
    expect(
      statesOf({ status: 'preparing', preparation: preparation([done('Crusher6', true), done('Divider6')]) }),
    ).toEqual(['skipped', 'done', 'here']);
  });

  it('is nowhere before it is loaded and after it has gone', () => {
    expect(statesOf({ status: 'loading', preparation: preparation([], 0) })).toEqual([
      'to-come',
      'to-come',
      'to-come',
    ]);
    expect(statesOf({ status: 'finished', preparation: preparation([done('Crusher6')]) })).toEqual([
      'done',
      'to-come',
      'to-come',
    ]);
  });
});

describe('containers', () => {
  const tags = { position: null, sealed: null, mass: null, fill: null, code: null, places: ['A', 'B'] };
  const closed = { position: 3, mass: '21.4', seal: 'S-1', at: '2026-05-04T03:21:00.000Z', increments: 30 };

  it('stand at their places, counted from the first', () => {
    expect(containerPlaces({ first: 2, count: 3, tags }, { containers: [closed] }, 2)).toEqual([
      { no: 2, filling: true, closed: null, tag: 'A' },
      { no: 3, filling: false, closed, tag: 'B' },
      { no: 4, filling: false, closed: null, tag: null },
    ]);
  });

  it('are as full as what they hold', () => {
    const capacity = { value: 25, unit: 'kg' };
    expect([fillOf('12.5', capacity), fillOf('26', capacity)]).toEqual([0.5, 1]);
    expect([fillOf('12.5', { value: 10_000, unit: 'mL' }), fillOf('12.5', null)]).toEqual([null, null]);
  });
});
