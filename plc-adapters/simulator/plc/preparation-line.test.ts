import { PlantBench } from '../plant-bench.ts';

const CP = 'CP-01';
const STAGES = ['Crusher6', 'Divider6', 'Dryer', 'Crusher3', 'Divider3', 'Pulveriser', 'Packing'];

/** A bench with a sealed container at position 1 of the carousel and the line Idle. */
function benchWithContainer(seed = 7): PlantBench {
  const bench = new PlantBench({ seed, parcelTonnes: 1200, timeFactor: 100 });
  bench.setSampler();
  bench.sampleParcel('S-1');
  bench.carryOut(CP, 'reset');
  return bench;
}

function runningBench(): PlantBench {
  const bench = benchWithContainer();
  bench.carryOut(CP, 'load', { sampleId: 'P-1', param0: 1 });
  bench.carryOut(CP, 'start', { sampleId: 'P-1' });
  return bench;
}

const finish = (bench: PlantBench): void => bench.runUntil(() => bench.get(`${CP}.Sts.StateCurrent`) === 17);
const act = (bench: PlantBench, tag: string): number => Number(bench.get(`${CP}.${tag}`));

describe('loading', () => {
  it('refuses a position without a sealed container, and a second load', () => {
    const bench = benchWithContainer();
    for (const position of [0, 2, 9, 1.5])
      expect(bench.send(CP, 'load', { sampleId: 'P-1', param0: position })).toBe(5);
    expect(bench.get(`${CP}.Sts.PermitStart`)).toBe(false);
    bench.carryOut(CP, 'load', { sampleId: 'P-1', param0: 1 });
    expect(bench.get(`${CP}.Sts.StateCurrent`)).toBe(4);
    expect(bench.get(`${CP}.Sts.PermitStart`)).toBe(true);
    expect(bench.get('CS-01.Act.ContainerSealed')).toBe(false);
    bench.sampleAgain();
    expect(bench.send(CP, 'load', { sampleId: 'P-2', param0: 1 })).toBe(4);
  });

  it('leaves the container where it is when loading is broken off', () => {
    const bench = benchWithContainer();
    bench.send(CP, 'load', { sampleId: 'P-1', param0: 1, seq: 70 });
    expect(bench.send(CP, 'start', { seq: 71 })).toBe(7);
    bench.send(CP, 'stop', { seq: 72 });
    expect([bench.get(`${CP}.Sts.DoneSeq`), bench.get(`${CP}.Sts.DoneResult`)]).toEqual([70, 3]);
    bench.run(5);
    bench.carryOut(CP, 'load', { sampleId: 'P-1', param0: 1 });
  });

  it('starts only when loaded, and only under the code it was loaded with', () => {
    const bench = benchWithContainer();
    expect(bench.send(CP, 'start', { sampleId: 'P-1' })).toBe(4);
    bench.carryOut(CP, 'load', { sampleId: 'P-1', param0: 1 });
    expect(bench.send(CP, 'start', { sampleId: 'P-9' })).toBe(5);
    expect(bench.send(CP, 'start', { sampleId: 'P-1' })).toBe(1);
  });
});

describe('a run', () => {
  it.each([1, 2, 3, 4, 5])('balances at every stage, with seed %i', (seed) => {
    const bench = benchWithContainer(seed);
    bench.carryOut(CP, 'load', { sampleId: 'P-1', param0: 1 });
    bench.carryOut(CP, 'start', { sampleId: 'P-1' });
    finish(bench);
    for (const stage of STAGES) {
      const [massIn, massOut, loss] = ['MassIn', 'MassOut', 'LossPct'].map((tag) =>
        act(bench, `${stage}.Act.${tag}`),
      );
      const water = stage === 'Dryer' ? act(bench, 'Dryer.Act.MassLoss') : 0;
      expect(loss).toBeCloseTo((100 * ((massIn ?? 0) - (massOut ?? 0) - water)) / (massIn ?? 1), 4);
      expect(loss).toBeGreaterThan(0.049);
      expect(loss).toBeLessThan(0.401);
      expect(bench.get(`${CP}.${stage}.Act.SampleIdRead`)).toBe('P-1');
    }
    const sealed = bench.logged('container', 'CS-01')[0];
    expect(act(bench, 'Crusher6.Act.MassIn')).toBe(sealed?.['mass']);
    for (const divider of ['Divider6', 'Divider3']) {
      const parts = ['SubMass[1]', 'SubMass[2]', 'SubMass[3]', 'SubMass[4]', 'RejectMass'];
      const sum = parts.reduce((kg, part) => kg + act(bench, `${divider}.Act.${part}`), 0);
      expect(sum).toBeCloseTo(act(bench, `${divider}.Act.MassOut`), 4);
    }
    expect(act(bench, 'Crusher6.Act.MassOut')).toBe(act(bench, 'Divider6.Act.MassIn'));
    expect(act(bench, 'Divider6.Act.SubMass[2]')).toBe(act(bench, 'Dryer.Act.MassIn'));
    expect(act(bench, 'Dryer.Act.MassOut')).toBe(act(bench, 'Crusher3.Act.MassIn'));
    expect(act(bench, 'Divider3.Act.SubMass[2]')).toBe(act(bench, 'Pulveriser.Act.MassIn'));
    expect(act(bench, 'Pulveriser.Act.MassOut')).toBe(act(bench, 'Packing.Act.MassIn'));
    expect(act(bench, 'Divider6.Act.SubMass[1]')).toBeGreaterThan(1.25);
    expect(act(bench, 'Divider6.Act.SubMass[2]')).toBeGreaterThan(3.75);
    expect(act(bench, 'Divider3.Act.SubMass[1]')).toBeGreaterThan(0.7);
    expect(act(bench, 'Pulveriser.Act.MassIn')).toBeGreaterThan(0.1);
  });

  it('packs the moisture bottle before drying begins, then reserve, analysis and reserve', () => {
    const bench = runningBench();
    bench.runUntil(() => bench.get(`${CP}.Evt.WriteIdx`) === 1);
    expect(act(bench, 'Dryer.Act.MassLoss')).toBe(0);
    expect(act(bench, 'Dryer.Act.StepTime')).toBeLessThan(10);
    finish(bench);
    const bottles = bench.logged('container', CP);
    expect(bottles.map(({ no }) => no)).toEqual([61, 32, 21, 22]);
    expect(bottles.map(({ sampleId }) => sampleId)).toEqual(['P-1', 'P-1', 'P-1', 'P-1']);
    expect(bottles[0]?.['mass']).toBe(act(bench, 'Divider6.Act.SubMass[1]'));
    expect(bottles[1]?.['mass']).toBe(act(bench, 'Divider3.Act.SubMass[1]'));
    expect(bench.get(`${CP}.Cabinet.Act.SlotBarcode[1]`)).toBe('P-1-32');
    expect(bench.get(`${CP}.Tube.Act.CarrierIdRead`)).toBe('P-1-21');
  });

  it('keeps the stage values until the next accepted Start', () => {
    const bench = runningBench();
    finish(bench);
    bench.carryOut(CP, 'reset');
    expect(act(bench, 'Packing.Act.MassOut')).toBeGreaterThan(0);
    bench.sampleAgain();
    bench.carryOut(CP, 'load', { sampleId: 'P-2', param0: 1 });
    expect(act(bench, 'Packing.Act.MassOut')).toBeGreaterThan(0);
    bench.carryOut(CP, 'start', { sampleId: 'P-2' });
    expect(act(bench, 'Packing.Act.MassOut')).toBe(0);
    expect(bench.get(`${CP}.Crusher6.Act.SampleIdRead`)).toBe('P-2');
  });

  it('finishes the step before it holds when the orchestrator is lost', () => {
    const bench = runningBench();
    bench.runUntil(() => act(bench, 'Dryer.Act.StepTime') > 0);
    bench.orchestratorBeats = false;
    bench.runUntil(() => bench.get(`${CP}.Sts.StateCurrent`) === 10);
    bench.runUntil(() => bench.get(`${CP}.Sts.StateCurrent`) === 11);
    expect(act(bench, 'Crusher3.Act.MassIn')).toBe(act(bench, 'Dryer.Act.MassOut'));
    expect(act(bench, 'Dryer.Act.MassOut')).toBeGreaterThan(0);
    bench.run(600);
    expect(act(bench, 'Crusher3.Act.MassOut')).toBe(0);
    bench.orchestratorBeats = true;
    bench.tick();
    bench.carryOut(CP, 'unhold');
    finish(bench);
  });

  it('goes on with the stage it was in after a boot, and ends with the same masses as without', () => {
    const undisturbed = runningBench();
    const disturbed = runningBench();
    disturbed.run(400);
    disturbed.reboot();
    expect(disturbed.get(`${CP}.Sts.StateCurrent`)).toBe(2);
    expect(act(disturbed, 'Crusher6.Act.MassOut')).toBeGreaterThan(0);
    disturbed.tick();
    disturbed.carryOut(CP, 'reset');
    disturbed.carryOut(CP, 'start', { sampleId: 'P-1' });
    for (const bench of [undisturbed, disturbed]) finish(bench);
    const masses = (bench: PlantBench): unknown[] =>
      bench.logged('container', CP).map(({ no, mass }) => [no, mass]);
    expect(masses(disturbed)).toEqual(masses(undisturbed));
  });

  it('stands still when held by command', () => {
    const bench = runningBench();
    bench.run(60);
    bench.carryOut(CP, 'hold');
    const step = act(bench, 'Crusher6.Act.StepTime');
    bench.run(2000);
    expect(act(bench, 'Crusher6.Act.StepTime')).toBe(step);
    bench.carryOut(CP, 'unhold');
    finish(bench);
    expect(bench.logged('container', CP)).toHaveLength(4);
  });
});
