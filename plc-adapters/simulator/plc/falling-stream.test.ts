import { PlantBench } from '../plant-bench.ts';

const CF = 'CF-01';

interface Settings {
  readonly basis?: number;
  readonly interval?: number;
  readonly speed?: number;
}

function bench(options: ConstructorParameters<typeof PlantBench>[0] = {}): PlantBench {
  return new PlantBench({ timeFactor: 100, units: [CF], ...options });
}

function configure(on: PlantBench, { basis = 1, interval = 60, speed = 0.45 }: Settings = {}): void {
  on.configure(CF, {
    Basis: basis,
    IncrementInterval: interval,
    CutterSpeed: speed,
    IncrementsPlanned: 20,
    TargetContainer: 0,
  });
}

function samplingBench(settings: Settings = {}, options = {}): PlantBench {
  const on = bench(options);
  configure(on, settings);
  on.startSampling('S-1', CF);
  return on;
}

const untilEmpty = (on: PlantBench): void => on.runUntil(() => on.get(`${CF}.Act.BeltFlow`) === 0);

describe('the coal falling-stream sampler', () => {
  it.each([0.3, 0.45, 1.5])('cuts at %d m/s what C·b·10⁻³/(3.6·v_C) gives, within its noise', (speed) => {
    const on = samplingBench({ speed });
    untilEmpty(on);
    const increments = on.logged('increment', CF);
    expect(increments.length).toBeGreaterThanOrEqual(22);
    const deviations = increments.map(
      ({ flow, mass }) => Number(mass) / ((Number(flow) * 150 * 1e-3) / (3.6 * speed)) - 1,
    );
    expect(Math.max(...deviations.map(Math.abs))).toBeLessThan(0.07);
    expect(Math.max(...deviations) - Math.min(...deviations)).toBeGreaterThan(0.01);
    for (const { mass, kept } of increments)
      expect(Math.abs(Number(mass) / Number(kept) / 50 - 1)).toBeLessThan(0.02);
    expect(on.get(`${CF}.Act.CutCount`)).toBe(increments.length);
    expect(Math.abs(on.number(`${CF}.Act.CutterSpeedAct`) / speed - 1)).toBeLessThan(0.02);
  });

  it('leaves its park position for as long as the cutter travels', () => {
    const on = samplingBench({ speed: 0.5 }, { timeFactor: 10 });
    on.runUntil(() => on.get(`${CF}.Act.CutterParked`) === false);
    on.run(4);
    expect(on.get(`${CF}.Act.CutterParked`)).toBe(false);
    on.run(2);
    expect(on.get(`${CF}.Act.CutterParked`)).toBe(true);
  });

  it.each<[what: string, settings: Settings, answer: number]>([
    ['the fastest speed published', { speed: 1.5 }, 1],
    ['a faster one', { speed: 1.6 }, 5],
    ['the shortest time', { interval: 15 }, 1],
    ['a shorter one', { interval: 14 }, 5],
    ['tonnes the cutter can keep up with', { basis: 2, interval: 8.4 }, 1],
    ['tonnes it cannot keep up with at 2000 t/h', { basis: 2, interval: 8 }, 5],
  ])('is asked for %s', (_what, settings, answer) => {
    const on = bench();
    configure(on, settings);
    on.tick();
    on.carryOut(CF, 'reset', { sampleId: 'S-1' });
    expect(on.send(CF, 'start')).toBe(answer);
  });

  it.each([
    ['time', { basis: 3, interval: 20 }],
    ['mass', { basis: 4, interval: 8.4 }],
  ])('cuts stratified random by %s never closer than its cycle', (_by, settings) => {
    const on = samplingBench(settings, { tickMs: 10, timeFactor: 10 });
    on.runUntil(() => on.number(`${CF}.Act.CutCount`) === 40);
    const times = on.log.lines
      .filter(({ event }) => event.event === 'increment')
      .map(({ at }) => Date.parse(at) * 10);
    const gaps = times.slice(1).map((time, i) => time - (times[i] ?? 0));
    // Logged at the end of the scan, which is 0.1 s of plant time.
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(14_900);
    expect(Math.max(...gaps)).toBeGreaterThan(20_000);
  });

  it('fills several containers, seals them and keeps the balance', () => {
    const on = samplingBench({ interval: 20 }, { parcelTonnes: 1500 });
    untilEmpty(on);
    on.carryOut(CF, 'complete');
    const sealed = on.logged('container', CF);
    expect(sealed.length).toBeGreaterThan(1);
    expect(sealed.map(({ no }) => no)).toEqual(sealed.map((_, i) => i + 1));
    const sum = sealed.reduce((kg, { mass }) => kg + Number(mass), 0);
    expect(sum).toBeCloseTo(on.number(`${CF}.Act.SampleMass`), 3);
    for (const { mass } of sealed) expect(Number(mass)).toBeLessThanOrEqual(150);
  });

  it('is independent of the cross-belt sampler beside it', () => {
    const alone = samplingBench();
    const both = bench({ units: ['CS-01', 'CP-01', CF] });
    both.setSampler();
    both.startSampling('S-1');
    configure(both);
    both.startSampling('S-1', CF);
    for (const on of [alone, both]) untilEmpty(on);
    const masses = (on: PlantBench, unit: string): unknown[] =>
      on.logged('increment', unit).map(({ mass }) => mass);
    expect(masses(both, CF)).toEqual(masses(alone, CF));
    expect(both.logged('increment', 'CS-01').length).toBeGreaterThan(20);
    expect(both.number('CS-01.Act.IncrementMass')).toBeLessThan(25);
  });
});

describe('what can be out of order at a coal sampler', () => {
  it.each([
    ['cutter', 1, 5101],
    ['reject', 2, 2101],
    ['chute', 4, 4102],
  ])('%s: interlock bit %i, fault %i, Held, and back', (what, bit, fault) => {
    const on = samplingBench();
    on.run(100);
    expect(on.plant.disturb(CF, what, true)).toBe(true);
    on.run(10);
    expect(on.get(`${CF}.Sts.StateCurrent`)).toBe(11);
    expect(on.number(`${CF}.Sts.IntlkWord`)).toBe((1 << bit) | (1 << 13));
    expect(on.get(`${CF}.Sts.FaultCode`)).toBe(fault);
    expect(on.send(CF, 'unhold')).toBe(4);
    on.plant.disturb(CF, what, false);
    on.tick();
    expect(on.get(`${CF}.Sts.FaultCode`)).toBe(0);
    expect(on.get(`${CF}.Sts.FaultFirstOut`)).toBe(fault);
    on.carryOut(CF, 'unhold');
    expect(on.get(`${CF}.Sts.FaultFirstOut`)).toBe(0);
    expect(on.get(`${CF}.Sts.StateCurrent`)).toBe(6);
  });

  it('a pause of the unloader: no cuts, nothing missed, and the whole parcel in the end', () => {
    const whole = samplingBench({ basis: 2, interval: 20 });
    untilEmpty(whole);
    const on = samplingBench({ basis: 2, interval: 20 });
    on.run(300);
    on.plant.disturb(CF, 'flow', true);
    on.tick();
    const before = [on.get(`${CF}.Act.CutCount`), on.get(`${CF}.Act.BeltTotal`)];
    on.run(500);
    expect([on.get(`${CF}.Act.CutCount`), on.get(`${CF}.Act.BeltTotal`)]).toEqual(before);
    expect(on.get(`${CF}.Act.BeltFlow`)).toBe(0);
    expect(on.get(`${CF}.Sts.StateCurrent`)).toBe(6);
    on.reboot();
    expect(on.get(`${CF}.Act.BeltFlow`)).toBe(0);
    on.startSampling('S-1', CF);
    on.plant.disturb(CF, 'flow', false);
    on.run(5);
    untilEmpty(on);
    expect(on.get(`${CF}.Act.BeltTotal`)).toBe(600);
    expect(on.get(`${CF}.Act.CutMissed`)).toBe(0);
    expect(on.get(`${CF}.Act.CutCount`)).toBe(whole.get(`${CF}.Act.CutCount`));
  });

  it('a standing belt blocks the start', () => {
    const on = bench();
    configure(on);
    on.plant.disturb(CF, 'belt', true);
    on.tick();
    on.carryOut(CF, 'reset', { sampleId: 'S-1' });
    expect(on.get(`${CF}.Act.BeltRunning`)).toBe(false);
    expect(on.get(`${CF}.Sts.IntlkWord`)).toBe(1);
    expect(on.get(`${CF}.Sts.PermitStart`)).toBe(false);
    expect(on.send(CF, 'start')).toBe(4);
  });

  it('knows no other names', () => {
    expect(bench().plant.disturb(CF, 'weather', true)).toBe(false);
  });
});
