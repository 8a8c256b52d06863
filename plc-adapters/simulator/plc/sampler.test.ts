import { PlantBench } from '../plant-bench.ts';

const CS = 'CS-01';

function samplingBench(settings: Parameters<PlantBench['setSampler']>[0] = {}, options = {}): PlantBench {
  const bench = new PlantBench({ timeFactor: 100, ...options });
  bench.setSampler(settings);
  bench.startSampling('S-1');
  return bench;
}

/** What is physical in the increments of a run. */
const cutsOf = (bench: PlantBench): unknown[] =>
  bench.logged('increment').map(({ sampleId, no, mass, kept, total }) => [sampleId, no, mass, kept, total]);

describe('cutting', () => {
  it('counts increments of the mass the formula gives for the flow, within a few per cent', () => {
    const bench = samplingBench();
    bench.runUntil(() => bench.get(`${CS}.Act.BeltFlow`) === 0);
    const increments = bench.logged('increment');
    // 600 t at about 1500 t/h are about 1440 s: 24 intervals of 60 s.
    expect(increments.length).toBeGreaterThanOrEqual(22);
    expect(increments.length).toBeLessThanOrEqual(27);
    for (const { flow, mass, kept } of increments) {
      const formula = (Number(flow) * 0.15) / (3.6 * 4);
      expect(Math.abs(Number(mass) / formula - 1)).toBeLessThan(0.05);
      expect(Number(mass) / Number(kept)).toBeGreaterThan(19.5);
      expect(Number(mass) / Number(kept)).toBeLessThan(20.5);
      expect(Number(flow)).toBeLessThanOrEqual(1800);
    }
    expect(bench.get(`${CS}.Act.CutCount`)).toBe(increments.length);
    expect(bench.get(`${CS}.Act.BeltTotal`)).toBe(600);
    const sum = increments.reduce((kg, { kept }) => kg + Number(kept), 0);
    expect(bench.get(`${CS}.Act.SampleMass`)).toBeCloseTo(sum, 9);
  });

  it.each([
    ['time', { basis: 1, interval: 45 }],
    ['mass', { basis: 2, interval: 20 }],
    ['stratified random', { basis: 3, interval: 45 }],
    ['stratified random by mass', { basis: 4, interval: 20 }],
  ])('cuts the same increments on %s basis whatever the tick', (_name, settings) => {
    const fine = samplingBench(settings, { tickMs: 10, timeFactor: 60 });
    const coarse = samplingBench(settings, { tickMs: 170, timeFactor: 60 });
    for (const bench of [fine, coarse]) bench.runUntil(() => bench.get(`${CS}.Act.BeltFlow`) === 0);
    expect(cutsOf(fine).length).toBeGreaterThan(25);
    expect(cutsOf(coarse)).toEqual(cutsOf(fine));
  });

  it('cuts on mass basis every interval of tonnes', () => {
    const bench = samplingBench({ basis: 2, interval: 20 });
    bench.runUntil(() => bench.get(`${CS}.Act.BeltFlow`) === 0);
    const totals = bench.logged('increment').map(({ total }) => Number(total));
    expect(totals).toHaveLength(30);
    expect(totals[0]).toBeLessThanOrEqual(20);
    for (const [i, total] of totals.entries())
      if (i > 0) expect(total - (totals[i - 1] ?? 0)).toBeCloseTo(20, 3);
  });

  it('cuts stratified random by mass once in each stratum of tonnes', () => {
    const bench = samplingBench({ basis: 4, interval: 20 });
    bench.runUntil(() => bench.get(`${CS}.Act.BeltFlow`) === 0);
    const totals = bench.logged('increment').map(({ total }) => Number(total));
    expect(totals.map((total) => Math.floor(total / 20))).toEqual(Array.from({ length: 30 }, (_, i) => i));
    const gaps = totals.slice(1).map((total, i) => total - (totals[i] ?? 0));
    expect(Math.max(...gaps)).toBeLessThan(40);
    expect([Math.min(...gaps) < 10, Math.max(...gaps) > 30]).toEqual([true, true]);
  });

  it('gives another plant for another seed', () => {
    const one = samplingBench({}, { seed: 1 });
    const two = samplingBench({}, { seed: 2 });
    for (const bench of [one, two]) bench.run(600);
    expect(cutsOf(one)).not.toEqual(cutsOf(two));
  });

  it('takes no increment from an empty belt and unloads no second parcel for the same sample', () => {
    const bench = samplingBench();
    bench.runUntil(() => bench.get(`${CS}.Act.BeltFlow`) === 0);
    const count = bench.get(`${CS}.Act.CutCount`);
    bench.run(600);
    bench.carryOut(CS, 'stop');
    bench.carryOut(CS, 'reset');
    bench.carryOut(CS, 'start');
    bench.run(600);
    expect(bench.get(`${CS}.Act.CutCount`)).toBe(count);
    expect(bench.get(`${CS}.Act.CutMissed`)).toBe(0);
    expect(bench.get(`${CS}.Act.BeltRunning`)).toBe(true);
  });
});

describe('hold and stop', () => {
  it('counts the planned cuts of a hold as missed and records them; together they are the plan', () => {
    const whole = samplingBench();
    whole.runUntil(() => whole.get(`${CS}.Act.BeltFlow`) === 0);
    const held = samplingBench();
    held.run(200);
    held.carryOut(CS, 'hold');
    held.run(300);
    held.carryOut(CS, 'unhold');
    held.runUntil(() => held.get(`${CS}.Act.BeltFlow`) === 0);
    const missed = Number(held.get(`${CS}.Act.CutMissed`));
    expect(missed).toBeGreaterThanOrEqual(4);
    expect(missed).toBeLessThanOrEqual(6);
    expect(held.logged('missed').map(({ no }) => no)).toEqual(
      Array.from({ length: missed }, (_, i) => i + 1),
    );
    expect(Number(held.get(`${CS}.Act.CutCount`)) + missed).toBe(whole.get(`${CS}.Act.CutCount`));
    const cutMasses = (bench: PlantBench): unknown[] => bench.logged('increment').map(({ mass }) => mass);
    expect(cutMasses(whole)).toEqual(expect.arrayContaining(cutMasses(held)));
  });

  it('misses nothing while stopped, and the same sample goes on counting afterwards', () => {
    const bench = samplingBench();
    bench.run(200);
    bench.carryOut(CS, 'stop');
    const before = Number(bench.get(`${CS}.Act.CutCount`));
    bench.run(300);
    expect(bench.get(`${CS}.Act.CutMissed`)).toBe(0);
    bench.carryOut(CS, 'reset');
    bench.carryOut(CS, 'start');
    bench.run(70);
    expect(Number(bench.get(`${CS}.Act.CutCount`))).toBeGreaterThan(before);
    const numbers = bench.logged('increment').map(({ no }) => no);
    expect(numbers).toEqual(numbers.map((_, i) => i + 1));
  });

  it('zeroes the counters for a new sample, which gets what is left of the parcel', () => {
    const bench = samplingBench();
    bench.run(400);
    bench.carryOut(CS, 'complete');
    bench.carryOut(CS, 'reset', { sampleId: 'S-2' });
    bench.carryOut(CS, 'start', { sampleId: 'S-2' });
    expect(Number(bench.get(`${CS}.Act.CutCount`))).toBeLessThanOrEqual(1);
    bench.runUntil(() => bench.get(`${CS}.Act.BeltFlow`) === 0);
    expect(bench.get(`${CS}.Act.BeltTotal`)).toBe(600);
    bench.carryOut(CS, 'complete');
    bench.sampleParcel('S-3');
    expect(bench.get(`${CS}.Act.BeltTotal`)).toBe(1200);
  });
});

describe('containers', () => {
  it('seals the container at Complete and records it before the command is done', () => {
    const bench = samplingBench({ container: 3 });
    bench.run(400);
    bench.send(CS, 'complete');
    expect(bench.logged('container')).toHaveLength(0);
    bench.run(2);
    const events = bench.log.lines.map(({ event }) => event.event);
    expect(events.lastIndexOf('container')).toBeLessThan(events.lastIndexOf('done'));
    const slot = (Number(bench.get(`${CS}.Evt.WriteIdx`)) - 1) % 64;
    expect(bench.get(`${CS}.Evt.Rec[${slot}].Type`)).toBe(3);
    expect(bench.get(`${CS}.Evt.Rec[${slot}].No`)).toBe(3);
    expect(bench.get(`${CS}.Evt.Rec[${slot}].V1`)).toBeCloseTo(Number(bench.get(`${CS}.Act.SampleMass`)), 4);
    expect(bench.get(`${CS}.Act.ContainerSealed`)).toBe(true);
  });

  it('does not permit a start into a sealed container', () => {
    const bench = samplingBench({ container: 3 });
    bench.run(400);
    bench.carryOut(CS, 'complete');
    bench.carryOut(CS, 'reset', { sampleId: 'S-2' });
    expect(bench.get(`${CS}.Sts.PermitStart`)).toBe(false);
    expect(bench.get(`${CS}.Sts.IntlkWord`)).toBe(1 << 3);
    expect(bench.send(CS, 'start')).toBe(4);
    bench.set(`${CS}.Set.TargetContainer`, 0);
    expect(bench.send(CS, 'start')).toBe(1);
    bench.tick();
    expect(bench.get(`${CS}.Act.ContainerPos`)).toBe(1);
  });

  it('fills container after container without a pause, and is Held with a material fault when none is left', () => {
    const bench = new PlantBench({ parcelTonnes: 20_000, timeFactor: 400 });
    bench.setSampler({ interval: 20 });
    bench.startSampling('S-1');
    bench.runUntil(
      () => bench.get(`${CS}.Sts.FaultCode`) !== 0 && bench.get(`${CS}.Sts.FaultClass`) === 2,
      100_000,
    );
    expect(bench.get(`${CS}.Sts.FaultCode`)).toBe(4101);
    expect(bench.logged('container').map(({ no }) => no)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    bench.run(10);
    expect(bench.get(`${CS}.Sts.StateCurrent`)).toBe(11);
    expect(bench.send(CS, 'unhold')).toBe(4);
    bench.plant.replaceContainer(5);
    bench.tick();
    bench.carryOut(CS, 'unhold');
    expect(bench.get(`${CS}.Act.ContainerPos`)).toBe(5);
  });

  it('seals what an abandoned sample left open before another sample starts', () => {
    const bench = samplingBench();
    bench.run(200);
    bench.carryOut(CS, 'stop');
    bench.carryOut(CS, 'reset', { sampleId: 'S-2' });
    bench.carryOut(CS, 'start', { sampleId: 'S-2' });
    expect(bench.logged('container')).toMatchObject([{ sampleId: 'S-1', no: 1 }]);
    expect(bench.get(`${CS}.Act.ContainerPos`)).toBe(2);
  });
});

describe('event ring', () => {
  it('overwrites the oldest records and warns until they are consumed', () => {
    const bench = new PlantBench({ parcelTonnes: 1000, timeFactor: 100 });
    bench.setSampler({ interval: 20 });
    bench.startSampling('S-1');
    bench.runUntil(() => bench.get(`${CS}.Evt.WriteIdx`) === 64);
    expect(bench.get(`${CS}.Sts.FaultCode`)).toBe(0);
    bench.runUntil(() => bench.get(`${CS}.Evt.WriteIdx`) === 70);
    expect(bench.get(`${CS}.Evt.Rec[5].Idx`)).toBe(70);
    expect(bench.get(`${CS}.Evt.Rec[6].Idx`)).toBe(7);
    bench.tick();
    expect(bench.get(`${CS}.Sts.FaultCode`)).toBe(7101);
    expect(bench.get(`${CS}.Sts.FaultClass`)).toBe(1);
    expect(bench.get(`${CS}.Sts.StateCurrent`)).toBe(6);
    bench.set(`${CS}.Evt.ReadIdx`, 70);
    bench.tick();
    expect(bench.get(`${CS}.Sts.FaultCode`)).toBe(0);
  });
});

describe('boot in mid-run', () => {
  it('keeps ring, counters and belt, lets the parcel run on, and continues the sample after Reset and Start', () => {
    const bench = samplingBench();
    bench.run(300);
    const before = ['Evt.WriteIdx', 'Act.CutCount', 'Act.SampleMass', 'Act.BeltTotal'].map((tag) =>
      bench.get(`${CS}.${tag}`),
    );
    const oldest = bench.get(`${CS}.Evt.Rec[0].V1`);
    bench.reboot();
    const after = ['Evt.WriteIdx', 'Act.CutCount', 'Act.SampleMass', 'Act.BeltTotal'].map((tag) =>
      bench.get(`${CS}.${tag}`),
    );
    expect(after).toEqual(before);
    expect(bench.get(`${CS}.Evt.Rec[0].V1`)).toBe(oldest);
    bench.run(30);
    expect(Number(bench.get(`${CS}.Act.BeltTotal`))).toBeGreaterThan(Number(before[3]));
    bench.startSampling('S-1');
    bench.runUntil(() => bench.get(`${CS}.Act.BeltFlow`) === 0);
    const increments = bench.logged('increment');
    expect(increments.map(({ no }) => no)).toEqual(increments.map((_, i) => i + 1));
    expect(increments.map(({ idx }) => idx)).toEqual(increments.map((_, i) => i + 1));
    expect(increments.length).toBeGreaterThan(Number(before[1]));
    expect(bench.log.lines.map(({ n }) => n)).toEqual(bench.log.lines.map((_, i) => i + 1));
  });
});
