import { PlantBench } from '../plant-bench.ts';

const GD = 'GD-01';

interface Settings {
  readonly Basis?: number;
  readonly CutInterval?: number;
  readonly TraverseSpeed?: number;
  readonly DivideRatio?: number;
  readonly Container?: number;
}

const USUAL = { Basis: 2, CutInterval: 5, TraverseSpeed: 0.5, DivideRatio: 100, Container: 0 } as const;

function bench(options: ConstructorParameters<typeof PlantBench>[0] = {}): PlantBench {
  const grain = { parcel: 500, flow: { nominal: 800, maximum: 1000 } };
  return new PlantBench({ timeFactor: 100, units: [GD], grain, ...options });
}

function samplingBench(settings: Settings = {}, options = {}): PlantBench {
  const on = bench(options);
  on.configure(GD, { ...USUAL, ...settings });
  on.startSampling('S-1', GD);
  return on;
}

const untilEmpty = (on: PlantBench): void => on.runUntil(() => on.get(`${GD}.Act.Flow`) === 0);
const cutsOf = (on: PlantBench): unknown[] =>
  on.logged('increment').map(({ no, mass, kept, total }) => [no, mass, kept, total]);

describe('cutting grain', () => {
  it('takes by mass a cut of Q·w/(3.6·v) every interval of tonnes, divides it and loses a little dust', () => {
    const on = samplingBench();
    untilEmpty(on);
    const increments = on.logged('increment');
    expect(increments).toHaveLength(100);
    for (const [i, { flow, mass, kept, total }] of increments.entries()) {
      const formula = (Number(flow) * 0.03) / (3.6 * 0.5);
      expect(Math.abs(Number(mass) / formula - 1)).toBeLessThan(0.08);
      expect(Math.abs((Number(kept) * 100) / Number(mass) - 1)).toBeLessThan(0.04);
      if (i > 0) expect(Number(total) - Number(increments[i - 1]?.total)).toBeCloseTo(5, 3);
    }
    const [mass, kept] = (['mass', 'kept'] as const).map((part) =>
      increments.reduce((kg, each) => kg + Number(each[part]), 0),
    );
    // Over a hundred cuts the divider's noise is gone, the dust stays.
    expect((100 * Number(kept)) / Number(mass)).toBeLessThan(1);
    expect(on.number(`${GD}.Act.SampleMass`)).toBeCloseTo(Number(kept), 6);
    expect(on.get(`${GD}.Act.CutCount`)).toBe(100);
    expect(on.get(`${GD}.Act.Total`)).toBe(500);
  });

  it('takes by time a cut every interval of seconds', () => {
    const on = samplingBench({ Basis: 1, CutInterval: 22.5 });
    untilEmpty(on);
    // 500 t at about 800 t/h are about 2250 s.
    expect(on.number(`${GD}.Act.CutCount`)).toBeGreaterThanOrEqual(90);
    expect(on.number(`${GD}.Act.CutCount`)).toBeLessThanOrEqual(112);
  });

  it('cuts by mass when no basis was ever written', () => {
    const [unwritten, byMass] = [samplingBench({ Basis: 0 }), samplingBench()];
    for (const on of [unwritten, byMass]) untilEmpty(on);
    expect(cutsOf(unwritten)).toEqual(cutsOf(byMass));
  });

  it('cuts the same increments whatever the tick, others with another seed', () => {
    const fine = samplingBench({}, { tickMs: 10, timeFactor: 60 });
    const coarse = samplingBench({}, { tickMs: 170, timeFactor: 60 });
    const other = samplingBench({}, { seed: 8 });
    for (const on of [fine, coarse, other]) untilEmpty(on);
    expect(cutsOf(coarse)).toEqual(cutsOf(fine));
    expect(cutsOf(other)).not.toEqual(cutsOf(fine));
  });

  it.each([
    [1, 1],
    [0.25, 0.25],
    [4, 0.25],
  ])('understands a divide ratio of %d', (ratio, fraction) => {
    const on = samplingBench({ DivideRatio: ratio });
    on.runUntil(() => on.get(`${GD}.Act.CutCount`) === 5);
    for (const { mass, kept } of on.logged('increment')) {
      expect(Number(kept) / Number(mass)).toBeLessThanOrEqual(Math.min(1, fraction * 1.04));
      expect(Number(kept) / Number(mass)).toBeGreaterThan(fraction * 0.96);
    }
  });

  it('goes from home to home in the time of its speed, shown with moisture and temperature of the cut', () => {
    const on = samplingBench({ TraverseSpeed: 0.3 }, { timeFactor: 5 });
    const homes = (): unknown[] => [on.get(`${GD}.Act.DiverterHomeA`), on.get(`${GD}.Act.DiverterHomeB`)];
    expect(homes()).toEqual([true, false]);
    on.runUntil(() => on.get(`${GD}.Act.CutCount`) === 1);
    expect(homes()).toEqual([false, false]);
    on.run(4.5);
    expect(homes()).toEqual([false, true]);
    expect(Math.abs(on.number(`${GD}.Act.TraverseTime`) - 4)).toBeLessThan(0.15);
    expect(on.number(`${GD}.Act.Moisture`)).toBeGreaterThan(11);
    expect(on.number(`${GD}.Act.Moisture`)).toBeLessThan(15.5);
    expect(on.number(`${GD}.Act.Temp`)).toBeGreaterThan(12);
    on.runUntil(() => on.get(`${GD}.Act.CutCount`) === 2);
    on.run(4.5);
    expect(homes()).toEqual([true, false]);
    expect(on.number(`${GD}.Act.AirPressure`)).toBeGreaterThan(5.9);
    expect(on.get(`${GD}.Act.StreamPresent`)).toBe(true);
  });

  it.each<[settings: Settings, answer: number]>([
    [{ TraverseSpeed: 0.6 }, 1],
    [{ TraverseSpeed: 0.61 }, 5],
    [{ DivideRatio: 0 }, 5],
    [{ CutInterval: 2.2 }, 5],
    [{ Basis: 1, CutInterval: 7 }, 5],
    [{ Basis: 4 }, 5],
    [{ Container: 7 }, 5],
  ])('answers a start with %j by %i', (settings, answer) => {
    const on = bench();
    on.configure(GD, { ...USUAL, ...settings });
    on.tick();
    on.carryOut(GD, 'reset', { sampleId: 'S-1' });
    expect(on.send(GD, 'start')).toBe(answer);
  });

  it('counts the planned cuts of a hold as missed', () => {
    const on = samplingBench();
    on.run(300);
    on.carryOut(GD, 'hold');
    on.run(300);
    on.carryOut(GD, 'unhold');
    untilEmpty(on);
    const missed = on.logged('missed');
    expect(missed.length).toBeGreaterThan(5);
    expect(missed.map(({ no, mass }) => [no, mass])).toEqual(missed.map((_, i) => [i + 1, 0]));
    expect(on.number(`${GD}.Act.CutCount`) + missed.length).toBe(100);
    expect(on.get(`${GD}.Act.CutMissed`)).toBe(missed.length);
  });
});

describe('bags', () => {
  it('are changed when full, each with a code of its own, until none is left', () => {
    const on = samplingBench({ DivideRatio: 4, CutInterval: 4 });
    const codes = new Set<unknown>();
    on.runUntil(() => {
      if (on.get(`${GD}.Act.BagCode`) !== '') codes.add(on.get(`${GD}.Act.BagCode`));
      return on.get(`${GD}.Sts.StateCurrent`) === 11;
    });
    expect(on.get(`${GD}.Sts.FaultCode`)).toBe(4101);
    expect(on.logged('container').map(({ no }) => no)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(codes.size).toBe(6);
    expect(on.get(`${GD}.Act.BagCode`)).toBe('');
    expect(on.send(GD, 'unhold')).toBe(4);
    expect(on.number(`${GD}.Sts.IntlkWord`) & 8).toBe(8);
    expect(on.plant.replaceContainer(7, GD)).toBe(false);
    expect(on.plant.replaceContainer(2, GD)).toBe(true);
    on.tick();
    on.carryOut(GD, 'unhold');
    expect(on.get(`${GD}.Act.BagCode`)).toMatch(/^B2-001-/);
    expect(codes).not.toContain(on.get(`${GD}.Act.BagCode`));
  });

  it('are sealed at Complete, and the code stays for reading', () => {
    const on = samplingBench({ Container: 3 });
    on.run(300);
    const code = on.get(`${GD}.Act.BagCode`);
    on.carryOut(GD, 'complete');
    expect(on.logged('container')).toMatchObject([{ sampleId: 'S-1', no: 3 }]);
    expect(on.get(`${GD}.Act.BagCode`)).toBe(code);
  });
});

describe('the code of a sealed bag', () => {
  const codeAt = (on: PlantBench, place: number): unknown => on.get(`${GD}.Act.BagCodeAt[${place}]`);

  it('stands at its place, which the record names, while the next bags are filled and after', () => {
    const on = samplingBench({ DivideRatio: 4, CutInterval: 4 });
    const filled = new Map<number, unknown>();
    on.runUntil(() => {
      const place = on.logged('container').length + 1;
      if (on.get(`${GD}.Act.BagCode`) !== '') filled.set(place, on.get(`${GD}.Act.BagCode`));
      return place === 4;
    });
    on.carryOut(GD, 'complete');
    const places = on.logged('container').map(({ no }) => Number(no));
    expect(places).toEqual([1, 2, 3]);
    for (const place of places) expect(codeAt(on, place)).toBe(filled.get(place));
    expect(new Set([1, 2, 3, 4, 5, 6].map((place) => codeAt(on, place))).size).toBe(6);
  });

  it('survives a power cycle, and gives way to the next bag hung at that place alone', () => {
    const on = samplingBench({ Container: 3 });
    on.run(300);
    on.carryOut(GD, 'complete');
    const before = [1, 2, 3, 4, 5, 6].map((place) => codeAt(on, place));
    on.reboot();
    expect([1, 2, 3, 4, 5, 6].map((place) => codeAt(on, place))).toEqual(before);
    on.plant.replaceContainer(3, GD);
    on.tick();
    const after = [1, 2, 3, 4, 5, 6].map((place) => codeAt(on, place));
    expect(after.filter((code, i) => code !== before[i])).toEqual([expect.stringMatching(/^B3-001-/)]);
  });
});

describe('what can be out of order at the diverter', () => {
  it.each([
    ['air', 1, 2201, 11],
    ['explosion-protection', 2, 1201, 2],
    ['bag', 3, 4303, 11],
    ['line', 4, 4301, 11],
    ['diverter', 5, 5201, 11],
    ['probe', 5, 4302, 11],
  ])('%s: interlock bit %i, fault %i, state %i', (what, bit, fault, state) => {
    const on = samplingBench();
    on.run(100);
    on.plant.disturb(GD, what, true);
    on.run(10);
    expect(on.get(`${GD}.Sts.StateCurrent`)).toBe(state);
    expect(on.number(`${GD}.Sts.IntlkWord`)).toBe((1 << bit) | (1 << 13));
    expect(on.get(`${GD}.Sts.IntlkFirstOut`)).toBe(bit + 1);
    expect(on.get(`${GD}.Sts.FaultCode`)).toBe(fault);
    on.plant.disturb(GD, what, false);
    on.tick();
    if (state === 2) on.carryOut(GD, 'reset');
    on.carryOut(GD, state === 2 ? 'start' : 'unhold');
    expect(on.get(`${GD}.Sts.StateCurrent`)).toBe(6);
  });

  it('shows on the instruments what is wrong', () => {
    const on = bench();
    for (const what of ['air', 'line', 'probe', 'diverter', 'bag']) on.plant.disturb(GD, what, true);
    on.tick();
    expect(on.number(`${GD}.Act.AirPressure`)).toBeLessThan(3);
    for (const tag of ['ConveyLineClear', 'DiverterHomeA', 'DiverterHomeB'])
      expect(on.get(`${GD}.Act.${tag}`)).toBe(false);
    expect(on.get(`${GD}.Act.ProbeBlocked`)).toBe(true);
    expect(on.get(`${GD}.Act.BagCode`)).toBe('');
  });

  it('a closed spout lets nothing through and blocks the start', () => {
    const on = samplingBench();
    on.run(100);
    on.plant.disturb(GD, 'spout', true);
    on.run(10);
    expect(on.get(`${GD}.Act.StreamPresent`)).toBe(false);
    expect(on.get(`${GD}.Sts.StateCurrent`)).toBe(6);
    expect(on.get(`${GD}.Sts.IntlkWord`)).toBe(1);
  });
});

describe('a power cycle of the diverter', () => {
  it('keeps counters, bag, side and what is out of order, and the same sample goes on', () => {
    const on = samplingBench();
    on.run(200);
    on.plant.disturb(GD, 'line', true);
    on.run(20);
    const tags = [
      'Evt.WriteIdx',
      'Act.CutCount',
      'Act.CutMissed',
      'Act.SampleMass',
      'Act.Total',
      'Act.BagCode',
      'Act.DiverterHomeA',
    ];
    const read = (): unknown[] => [...tags, 'Act.Moisture'].map((tag) => on.get(`${GD}.${tag}`));
    const before = read();
    on.reboot();
    expect(read()).toEqual(before);
    expect(on.get(`${GD}.Act.ConveyLineClear`)).toBe(false);
    on.plant.disturb(GD, 'line', false);
    on.startSampling('S-1', GD);
    untilEmpty(on);
    const increments = on.logged('increment');
    expect(increments.map(({ no }) => no)).toEqual(increments.map((_, i) => i + 1));
    expect(increments.length).toBeGreaterThan(Number(before[1]));
    // What passed between the power cycle and the new start was not planned: no cuts, no missed cuts.
    expect(increments.length + on.logged('missed').length).toBeLessThanOrEqual(100);
  });
});
