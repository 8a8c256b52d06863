import { LineBench } from './preparation-line.fixture.ts';

const CP = 'CP-01';
const [WRONG_STATE, INTERLOCK, PARAMETER, BUSY] = [2, 4, 5, 7];
/** What the interlock word shows, and its first bit + 1. */
const shown = (bench: LineBench): readonly unknown[] => [
  bench.get(`${CP}.Sts.IntlkWord`),
  bench.get(`${CP}.Sts.IntlkFirstOut`),
];

describe('Load', () => {
  it.each([
    ['a position without a container', { param0: 2 }],
    ['a position that does not exist', { param0: 9 }],
    ['a position that is none', { param0: 1.5 }],
    ['no sample', { sampleId: '' }],
    ['a last-container mark that is neither 0 nor 1', { param1: 2 }],
  ])('refuses %s', (_, wrong) => {
    const bench = new LineBench();
    expect(bench.send(CP, 'load', { sampleId: 'P-1', param0: 1, param1: 1, ...wrong })).toBe(PARAMETER);
    bench.load('P-1', 1);
  });

  it('refuses another sample while the infeed is occupied, and says so by an interlock of its own', () => {
    const bench = new LineBench(2);
    bench.load('P-1', 1, false);
    expect(bench.send(CP, 'load', { sampleId: 'P-2', param0: 2, param1: 1 })).toBe(INTERLOCK);
    expect(shown(bench)).toEqual([1 << 4, 5]);
    // It stands for the refused command only, not for the line.
    bench.carryOut(CP, 'hold');
    expect(shown(bench)).toEqual([0, 0]);
    bench.carryOut(CP, 'unhold');
  });

  it('refuses one more container of a sample that has its last one in, and of one that is in the line already', () => {
    const bench = new LineBench(3);
    bench.load('P-1', 1);
    bench.load('P-2', 2);
    expect(bench.at('Infeed')).toBe('P-2');
    expect(bench.send(CP, 'load', { sampleId: 'P-2', param0: 3 })).toBe(INTERLOCK);
    expect(shown(bench)).toEqual([1 << 4, 5]);
    bench.runUntil(() => bench.at('Infeed') === '');
    expect(bench.send(CP, 'load', { sampleId: 'P-1', param0: 3 })).toBe(INTERLOCK);
    expect(shown(bench)).toEqual([1 << 5, 6]);
  });

  it('is not taken while the line is Held', () => {
    const bench = new LineBench();
    bench.carryOut(CP, 'hold');
    expect(bench.send(CP, 'load', { sampleId: 'P-1', param0: 1, param1: 1 })).toBe(WRONG_STATE);
  });

  it('under way when the line goes to Held by itself is brought to its end, and not told done before', () => {
    const bench = new LineBench();
    bench.send(CP, 'load', { sampleId: 'P-1', param0: 1, param1: 1, seq: 70 });
    bench.plant.turnModeKey(CP, 3);
    bench.runUntil(() => bench.state === 11);
    expect(bench.get(`${CP}.Sts.DoneSeq`)).not.toBe(70);
    expect(bench.at('Infeed')).toBe('');
    bench.run(60);
    expect([bench.get(`${CP}.Sts.DoneSeq`), bench.get(`${CP}.Sts.DoneResult`), bench.at('Infeed')]).toEqual([
      70,
      1,
      'P-1',
    ]);
  });

  it('leaves the container where it is when it is broken off', () => {
    const bench = new LineBench();
    bench.send(CP, 'load', { sampleId: 'P-1', param0: 1, param1: 1, seq: 70 });
    expect(bench.send(CP, 'hold', { seq: 71 })).toBe(BUSY);
    bench.send(CP, 'stop', { seq: 72 });
    expect([bench.get(`${CP}.Sts.DoneSeq`), bench.get(`${CP}.Sts.DoneResult`)]).toEqual([70, 3]);
    bench.run(5);
    expect(bench.at('Infeed')).toBe('');
    bench.load('P-1', 1);
  });
});

describe('SkipStage', () => {
  function crushing(): LineBench {
    const bench = new LineBench();
    bench.load('P-1', 1);
    return bench;
  }

  it.each([
    ['a divider', 2],
    ['packing', 7],
    ['no stage', 0],
    ['a stage there is not', 8],
    ['half a stage', 1.5],
  ])('refuses %s', (_, param0) => {
    expect(crushing().send(CP, 'skip-stage', { sampleId: 'P-1', param0 })).toBe(PARAMETER);
  });

  it.each([
    ['a sample that is not in the line', 'P-9', 1],
    ['a stage that is not the next one', 'P-1', 3],
  ])('refuses %s', (_, sampleId, param0) => {
    const bench = crushing();
    expect(bench.send(CP, 'skip-stage', { sampleId, param0 })).toBe(INTERLOCK);
    expect(shown(bench)).toEqual([1 << 6, 7]);
  });

  it('refuses a stage that was finished, or is to be skipped already', () => {
    const bench = crushing();
    bench.carryOut(CP, 'hold');
    bench.carryOut(CP, 'skip-stage', { sampleId: 'P-1', param0: 1 });
    expect(bench.send(CP, 'skip-stage', { sampleId: 'P-1', param0: 1 })).toBe(INTERLOCK);
    bench.carryOut(CP, 'unhold');
    bench.runUntil(() => bench.at('Divider6') === 'P-1');
    expect(bench.send(CP, 'skip-stage', { sampleId: 'P-1', param0: 1 })).toBe(INTERLOCK);
    bench.carryOut(CP, 'skip-stage', { sampleId: 'P-1', param0: 3 });
    bench.finish('P-1');
    expect(bench.numbers('stage', 'P-1')).toEqual([101, 2, 103, 4, 5, 6, 7]);
  });

  it('is taken in the hopper for the first crusher, and not while the line is Stopped', () => {
    const bench = new LineBench(2);
    bench.load('P-1', 1, false);
    bench.carryOut(CP, 'skip-stage', { sampleId: 'P-1', param0: 1 });
    bench.carryOut(CP, 'stop');
    expect(bench.send(CP, 'skip-stage', { sampleId: 'P-1', param0: 1 })).toBe(WRONG_STATE);
    bench.load('P-1', 2);
    bench.carryOut(CP, 'reset');
    bench.carryOut(CP, 'start');
    bench.finish('P-1');
    expect(bench.numbers('stage', 'P-1')[0]).toBe(101);
  });
});

describe('Eject', () => {
  it('refuses no sample, and one that is not in the line', () => {
    const bench = new LineBench();
    expect(bench.send(CP, 'eject', { sampleId: '' })).toBe(PARAMETER);
    expect(bench.send(CP, 'eject', { sampleId: 'P-1' })).toBe(INTERLOCK);
    expect(shown(bench)).toEqual([1 << 6, 7]);
  });

  it('empties the hopper, and another sample may come', () => {
    const bench = new LineBench(2);
    bench.load('P-1', 1, false);
    const mass = bench.act('Infeed.Act.MassIn');
    bench.carryOut(CP, 'eject', { sampleId: 'P-1' });
    expect(bench.logged('through', CP)).toMatchObject([{ sampleId: 'P-1', no: 0, mass }]);
    bench.load('P-2', 2);
    bench.finish('P-2');
  });

  it.each([
    ['Held', ['hold']],
    ['Stopped', ['stop']],
    ['Idle', ['stop', 'reset']],
  ] as const)('is taken while the line is %s', (_, commands) => {
    const bench = new LineBench();
    bench.load('P-1', 1);
    for (const command of commands) bench.carryOut(CP, command);
    bench.carryOut(CP, 'eject', { sampleId: 'P-1' });
    expect(bench.occupants.join('')).toBe('');
  });

  it('is not taken while people may be at the line', () => {
    const bench = new LineBench();
    bench.load('P-1', 1);
    bench.plant.emergencyStop(CP, true);
    bench.run(10);
    expect(bench.send(CP, 'eject', { sampleId: 'P-1' })).toBe(WRONG_STATE);
  });
});
