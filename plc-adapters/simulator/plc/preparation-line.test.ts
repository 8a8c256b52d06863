import { PROCESS_UNITS } from '../world/preparation-recipe.ts';
import { LineBench } from './preparation-line.fixture.ts';

const CP = 'CP-01';
const WHOLE_WAY = [1, 2, 3, 4, 5, 6, 7];

describe('the line', () => {
  it('goes into production without a sample, and stays in Execute when it has none left', () => {
    const bench = new LineBench();
    expect(bench.state).toBe(6);
    bench.load('P-1', 1);
    bench.finish('P-1');
    bench.run(600);
    expect(bench.state).toBe(6);
    expect(bench.occupants).toEqual(['', '', '', '', '', '', '']);
  });

  it.each(['Stopped', 'Idle', 'Completed'])(
    'takes a container while it is %s, and begins with it when started',
    (state) => {
      const bench = new LineBench();
      bench.carryOut(CP, 'complete');
      if (state !== 'Completed') bench.carryOut(CP, 'stop');
      if (state === 'Idle') bench.carryOut(CP, 'reset');
      bench.load('P-1', 1);
      expect([bench.at('Infeed'), bench.get('CS-01.Act.ContainerSealed')]).toEqual(['P-1', false]);
      bench.run(600);
      expect(bench.at('Infeed')).toBe('P-1');
      if (state !== 'Idle') bench.carryOut(CP, 'reset');
      bench.carryOut(CP, 'start');
      expect([bench.at('Infeed'), bench.at('Crusher6')]).toEqual(['', 'P-1']);
    },
  );

  it('empties itself when it is to complete, and is Completed then', () => {
    const bench = new LineBench(2);
    bench.loadAll('P-1', 'P-2');
    bench.send(CP, 'complete', { seq: 900 });
    expect(bench.state).toBe(16);
    bench.runUntil(() => bench.state === 17, 40_000);
    expect(['P-1', 'P-2'].map((sampleId) => bench.isThrough(sampleId))).toEqual([true, true]);
    expect([bench.get(`${CP}.Sts.DoneSeq`), bench.get(`${CP}.Sts.DoneResult`)]).toEqual([900, 1]);
  });

  it('completes at once when nothing is in it, and leaves what is only half loaded in the hopper', () => {
    const bench = new LineBench();
    bench.load('P-1', 1, false);
    bench.carryOut(CP, 'complete');
    expect([bench.state, bench.at('Infeed')]).toEqual([17, 'P-1']);
  });
});

describe('one sample', () => {
  it.each([1, 2, 3, 4, 5])('balances at every stage, with seed %i', (seed) => {
    const bench = new LineBench(1, seed);
    bench.load('P-1', 1);
    bench.finish('P-1');
    for (const stage of PROCESS_UNITS) {
      const [massIn = NaN, massOut = NaN, loss] = ['MassIn', 'MassOut', 'LossPct'].map((tag) =>
        bench.act(`${stage}.Act.${tag}`),
      );
      const water = stage === 'Dryer' ? bench.act('Dryer.Act.MassLoss') : 0;
      expect(loss).toBeCloseTo((100 * (massIn - massOut - water)) / massIn, 4);
      expect(loss).toBeGreaterThan(0.049);
      expect(loss).toBeLessThan(0.401);
    }
    expect(bench.act('Crusher6.Act.MassIn')).toBe(bench.logged('container', 'CS-01')[0]?.['mass']);
    for (const divider of ['Divider6', 'Divider3']) {
      const parts = ['SubMass[1]', 'SubMass[2]', 'SubMass[3]', 'SubMass[4]', 'RejectMass'];
      const sum = parts.reduce((kg, part) => kg + bench.act(`${divider}.Act.${part}`), 0);
      expect(sum).toBeCloseTo(bench.act(`${divider}.Act.MassOut`), 4);
    }
    expect(bench.act('Crusher6.Act.MassOut')).toBe(bench.act('Divider6.Act.MassIn'));
    expect(bench.act('Divider6.Act.SubMass[2]')).toBe(bench.act('Dryer.Act.MassIn'));
    expect(bench.act('Dryer.Act.MassOut')).toBe(bench.act('Crusher3.Act.MassIn'));
    expect(bench.act('Divider3.Act.SubMass[2]')).toBe(bench.act('Pulveriser.Act.MassIn'));
    expect(bench.act('Pulveriser.Act.MassOut')).toBe(bench.act('Packing.Act.MassIn'));
    expect(bench.act('Divider6.Act.SubMass[1]')).toBeGreaterThan(1.25);
    expect(bench.act('Divider6.Act.SubMass[2]')).toBeGreaterThan(3.75);
    expect(bench.act('Divider3.Act.SubMass[1]')).toBeGreaterThan(0.7);
    expect(bench.act('Pulveriser.Act.MassIn')).toBeGreaterThan(0.1);
  });

  it('has every stage in the ring with what it weighed, and its end', () => {
    const bench = new LineBench();
    bench.load('P-1', 1);
    bench.finish('P-1');
    expect(bench.numbers('stage', 'P-1')).toEqual(WHOLE_WAY);
    const masses = bench
      .logged('stage', CP)
      .map(({ mass, flow, total, kept }) => [mass, flow, total, kept].map(Number));
    const [crusher = [], divider = [], dryer = []] = masses;
    expect(crusher).toEqual([bench.act('Crusher6.Act.MassIn'), bench.act('Crusher6.Act.MassOut'), 0, 0]);
    expect(divider).toEqual(
      ['MassIn', 'SubMass[1]', 'SubMass[2]', 'RejectMass'].map((tag) => bench.act(`Divider6.Act.${tag}`)),
    );
    expect(dryer).toEqual([
      bench.act('Dryer.Act.MassIn'),
      bench.act('Dryer.Act.MassOut'),
      0,
      bench.act('Dryer.Act.MassLoss'),
    ]);
    expect(bench.logged('through', CP)).toMatchObject([{ sampleId: 'P-1', no: 4, idx: 12 }]);
  });

  it('packs moisture before drying, then reserve, analysis and reserve, labelled with the code of its Load', () => {
    const bench = new LineBench();
    bench.set(`${CP}.Packing.Set.Barcode`, 'LABEL-1');
    bench.load('P-1', 1);
    bench.set(`${CP}.Packing.Set.Barcode`, 'LABEL-OF-ANOTHER');
    bench.runUntil(() => bench.logged('container', CP).length === 1);
    expect(bench.numbers('stage', 'P-1')).toEqual([1, 2]);
    expect(bench.act('Dryer.Act.StepTime')).toBeLessThan(10);
    bench.finish('P-1');
    expect(bench.numbers('container', 'P-1')).toEqual([61, 32, 21, 22]);
    const bottles = bench.logged('container', CP);
    expect(bottles[0]?.['mass']).toBe(bench.act('Divider6.Act.SubMass[1]'));
    expect(bottles[1]?.['mass']).toBe(bench.act('Divider3.Act.SubMass[1]'));
    expect(bench.get(`${CP}.Cabinet.Act.SlotBarcode[1]`)).toBe('LABEL-1-32');
    expect(bench.get(`${CP}.Tube.Act.CarrierIdRead`)).toBe('LABEL-1-21');
  });

  it('goes on with the stage it was in after a boot, and ends with the same masses as without', () => {
    const [undisturbed, disturbed] = [new LineBench(), new LineBench()];
    for (const bench of [undisturbed, disturbed]) bench.load('P-1', 1);
    disturbed.run(400);
    const [where, time] = [disturbed.occupants, disturbed.act('Divider6.Act.StepTime')];
    disturbed.reboot();
    expect([disturbed.state, disturbed.occupants, disturbed.act('Divider6.Act.StepTime')]).toEqual([
      2,
      where,
      time,
    ]);
    disturbed.run(3600);
    expect(disturbed.occupants).toEqual(where);
    disturbed.carryOut(CP, 'reset');
    disturbed.carryOut(CP, 'start');
    for (const bench of [undisturbed, disturbed]) bench.finish('P-1');
    const records = (bench: LineBench): unknown[] =>
      [...bench.logged('container', CP), ...bench.logged('stage', CP)].map(({ no, mass, flow }) => [
        no,
        mass,
        flow,
      ]);
    expect(records(disturbed)).toEqual(records(undisturbed));
  });

  it('stands still when held by command', () => {
    const bench = new LineBench();
    bench.load('P-1', 1);
    bench.run(60);
    bench.carryOut(CP, 'hold');
    const step = bench.act('Crusher6.Act.StepTime');
    bench.run(2000);
    expect(bench.act('Crusher6.Act.StepTime')).toBe(step);
    bench.carryOut(CP, 'unhold');
    bench.finish('P-1');
    expect(bench.numbers('container', 'P-1')).toHaveLength(4);
  });
});

describe('a sample in several containers', () => {
  it('is joined in the hopper, and goes on when its last one is in', () => {
    const bench = new LineBench(3);
    const masses = bench.logged('container', 'CS-01').map(({ mass }) => Number(mass));
    bench.load('P-1', 1, false);
    bench.load('P-1', 2, false);
    bench.run(3600);
    expect([bench.at('Infeed'), bench.at('Crusher6')]).toEqual(['P-1', '']);
    expect([bench.act('Infeed.Act.Containers'), bench.get(`${CP}.Infeed.Act.Whole`)]).toEqual([2, false]);
    bench.load('P-1', 3, true);
    expect([bench.at('Infeed'), bench.at('Crusher6')]).toEqual(['', 'P-1']);
    expect(bench.act('Crusher6.Act.MassIn')).toBeCloseTo(
      masses.reduce((sum, each) => sum + each, 0),
      3,
    );
    bench.finish('P-1');
    expect(bench.numbers('stage', 'P-1')).toEqual(WHOLE_WAY);
  });

  it('keeps what is in the hopper over a boot', () => {
    const bench = new LineBench(2);
    bench.load('P-1', 1, false);
    bench.reboot();
    expect([bench.at('Infeed'), bench.act('Infeed.Act.Containers')]).toEqual(['P-1', 1]);
    bench.tick();
    bench.load('P-1', 2);
    bench.carryOut(CP, 'reset');
    bench.carryOut(CP, 'start');
    bench.finish('P-1');
  });
});
