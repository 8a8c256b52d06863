import { PlantBench } from '../plant-bench.ts';

const PI = 'PI-01';

const USUAL = { BatchVolume: 1000, GrabVolume: 1, VolumePerGrab: 4, Receiver: 0 } as const;

function bench(options: ConstructorParameters<typeof PlantBench>[0] = {}): PlantBench {
  const petroleum = { parcel: 1000, flow: { nominal: 3000, maximum: 3600 } };
  return new PlantBench({ timeFactor: 60, units: [PI], petroleum, ...options });
}

function samplingBench(settings: Partial<Record<keyof typeof USUAL, number>> = {}, options = {}): PlantBench {
  const on = bench(options);
  on.configure(PI, { ...USUAL, ...settings });
  on.startSampling('B-1', PI);
  return on;
}

const large = { petroleum: { parcel: 8000, flow: { nominal: 3000, maximum: 3600 } }, timeFactor: 400 };
const untilEmpty = (on: PlantBench): void => on.runUntil(() => on.get(`${PI}.Act.LineFlow`) === 0);
const act = (on: PlantBench, tag: string): unknown => on.get(`${PI}.Act.${tag}`);

describe('grabs', () => {
  it('are taken in proportion to the flow, of the set volume, and weigh what the density says', () => {
    const on = samplingBench();
    untilEmpty(on);
    const grabs = on.logged('grab');
    const missed = on.logged('missed-grab');
    expect(grabs.length + missed.length).toBe(250);
    expect(missed.length).toBeLessThanOrEqual(2);
    for (const { mass, kept, flow } of grabs) {
      expect(Math.abs(Number(mass) - 1)).toBeLessThan(0.05);
      expect(Number(kept) / (Number(mass) * 1e-6)).toBeGreaterThan(820);
      expect(Number(kept) / (Number(mass) * 1e-6)).toBeLessThan(885);
      expect(Number(flow)).toBeLessThanOrEqual(3600);
    }
    const volume = grabs.reduce((mL, { mass }) => mL + Number(mass), 0);
    expect(Math.abs(volume / 250 - 1)).toBeLessThan(0.02);
    expect(act(on, 'GrabsConfirmed')).toBe(grabs.length);
    expect(act(on, 'GrabsCommanded')).toBe(250);
    expect(act(on, 'BatchTotal')).toBe(1000);
    // Level in % of 10 L.
    expect(on.number(`${PI}.Act.ReceiverLevel`) * 100).toBeGreaterThan(volume * 0.985);
    expect(on.number(`${PI}.Act.ReceiverLevel`) * 100).toBeLessThan(volume * 1.01);
    const totals = [...grabs, ...missed].map(({ total }) => Number(total)).sort((a, b) => a - b);
    for (const [i, total] of totals.entries())
      if (i > 0) expect(total - (totals[i - 1] ?? 0)).toBeCloseTo(4, 3);
  });

  it('are records of type 4 in mL, a closed receiver one of type 3 in kg', () => {
    const on = samplingBench();
    on.run(60);
    expect(on.get(`${PI}.Evt.Rec[0].Type`)).toBe(4);
    expect(on.number(`${PI}.Evt.Rec[0].V1`)).toBeCloseTo(1, 1);
    on.carryOut(PI, 'complete');
    const slot = (on.number(`${PI}.Evt.WriteIdx`) - 1) % 64;
    expect(on.get(`${PI}.Evt.Rec[${slot}].Type`)).toBe(3);
    expect(on.get(`${PI}.Evt.Rec[${slot}].No`)).toBe(1);
    expect(on.number(`${PI}.Evt.Rec[${slot}].V1`)).toBeCloseTo(on.number(`${PI}.Act.ReceiverMass`), 6);
  });

  it('are missed while held, commanded by nobody, and the flow without sampling is told', () => {
    const on = samplingBench();
    on.run(120);
    on.carryOut(PI, 'hold');
    const commanded = act(on, 'GrabsCommanded');
    expect(act(on, 'FlowNoSampling')).toBe(true);
    on.run(60);
    expect(on.get(`${PI}.Sts.FaultCode`)).toBe(6401);
    expect(on.get(`${PI}.Sts.FaultClass`)).toBe(1);
    expect(act(on, 'GrabsCommanded')).toBe(commanded);
    const missed = on.logged('missed-grab');
    expect(missed.length).toBeGreaterThan(5);
    expect(missed.map(({ no }) => no)).toEqual(missed.map((_, i) => i + 1));
    on.carryOut(PI, 'unhold');
    on.tick();
    expect(act(on, 'FlowNoSampling')).toBe(false);
    expect(on.get(`${PI}.Sts.FaultCode`)).toBe(0);
    untilEmpty(on);
    expect(on.logged('grab').length + on.logged('missed-grab').length).toBe(250);
    expect(act(on, 'GrabsMissed')).toBe(on.logged('missed-grab').length);
  });

  it('stop when the pumps stop, and go on with them', () => {
    const on = samplingBench();
    on.run(120);
    on.plant.disturb(PI, 'flow', true);
    on.run(10);
    const commanded = act(on, 'GrabsCommanded');
    on.run(300);
    expect(act(on, 'GrabsCommanded')).toBe(commanded);
    expect(act(on, 'FlowNoSampling')).toBe(false);
    expect(on.get(`${PI}.Sts.StateCurrent`)).toBe(6);
    on.plant.disturb(PI, 'flow', false);
    on.run(5);
    untilEmpty(on);
    expect(act(on, 'GrabsCommanded')).toBe(250);
  });

  it.each([
    [{ VolumePerGrab: 2 }, 1],
    [{ VolumePerGrab: 1.9 }, 5],
    [{ GrabVolume: 6 }, 5],
    [{ BatchVolume: 0 }, 5],
    [{ Receiver: 5 }, 5],
  ])('are asked for with %j: %i', (settings, answer) => {
    const on = bench();
    on.configure(PI, { ...USUAL, ...settings });
    on.tick();
    on.carryOut(PI, 'reset', { sampleId: 'B-1' });
    expect(on.send(PI, 'start')).toBe(answer);
  });

  it('differ from seed to seed, not from tick to tick', () => {
    const cuts = (on: PlantBench): unknown[] =>
      on.logged('grab').map(({ no, mass, total }) => [no, mass, total]);
    const runs = [{ tickMs: 20 }, { tickMs: 190 }, { seed: 8 }].map((options) => samplingBench({}, options));
    for (const on of runs) untilEmpty(on);
    const [fine, coarse, other] = runs.map(cuts);
    expect(coarse).toEqual(fine);
    expect(other).not.toEqual(fine);
  });
});

describe('the line', () => {
  it('shows temperature, density and pressure that hang together, and the fast loop while sampling', () => {
    const on = samplingBench();
    on.run(60);
    const [density, pressure] = [on.number(`${PI}.Act.Density`), on.number(`${PI}.Act.Pressure`)];
    expect(on.number(`${PI}.Act.Temp`)).toBeGreaterThan(30);
    expect(density).toBeGreaterThan(820);
    expect(density).toBeLessThan(885);
    expect(Math.abs(on.number(`${PI}.Act.LoopFlow`) - 210)).toBeLessThan(5);
    expect(act(on, 'MixerOn')).toBe(true);
    untilEmpty(on);
    expect(on.number(`${PI}.Act.Pressure`)).toBeLessThan(pressure);
    on.carryOut(PI, 'complete');
    expect([act(on, 'LoopFlow'), act(on, 'MixerOn')]).toEqual([0, false]);
  });

  it('counts each batch from 0', () => {
    const on = samplingBench();
    untilEmpty(on);
    on.carryOut(PI, 'complete');
    expect(act(on, 'BatchTotal')).toBe(1000);
    on.startSampling('B-2', PI);
    expect(on.number(`${PI}.Act.BatchTotal`)).toBeLessThan(20);
    expect(act(on, 'GrabsMissed')).toBe(0);
    untilEmpty(on);
    expect(on.number(`${PI}.Act.BatchTotal`)).toBeCloseTo(1000, 9);
    expect(on.logged('grab').at(-1)).toMatchObject({ sampleId: 'B-2' });
  });
});

describe('receivers', () => {
  it('are changed at 80 % without a pause, and the last leaves the unit Held', () => {
    const on = samplingBench({ GrabVolume: 5, VolumePerGrab: 2 }, large);
    untilEmpty(on);
    const closed = on.logged('container');
    // 4000 grabs of 5 mL are 20 L: two receivers of 8 L, and the third is being filled.
    expect(closed.map(({ no }) => no)).toEqual([1, 2]);
    for (const { mass } of closed) expect(Math.abs(Number(mass) / 6.85 - 1)).toBeLessThan(0.03);
    expect(on.logged('missed-grab').length).toBeLessThan(12);
    on.carryOut(PI, 'complete');
    on.startSampling('B-2', PI);
    on.runUntil(() => on.get(`${PI}.Sts.StateCurrent`) === 11);
    expect(on.get(`${PI}.Sts.FaultCode`)).toBe(4101);
    expect(on.logged('container').map(({ no }) => no)).toEqual([1, 2, 3, 4]);
    expect(act(on, 'ReceiverConnected')).toBe(false);
    on.plant.replaceContainer(2, PI);
    on.tick();
    on.carryOut(PI, 'unhold');
    expect(act(on, 'ReceiverConnected')).toBe(true);
  });

  it('fill to the high level when the changeover valve sticks: fault, Held, and on when it is freed', () => {
    const on = samplingBench({ GrabVolume: 5, VolumePerGrab: 2 }, large);
    on.plant.disturb(PI, 'changeover', true);
    on.runUntil(() => on.get(`${PI}.Sts.StateCurrent`) === 11);
    expect(act(on, 'HighLevel')).toBe(true);
    expect(on.get(`${PI}.Sts.FaultCode`)).toBe(4401);
    expect(on.number(`${PI}.Sts.IntlkWord`)).toBe((1 << 2) | (1 << 13));
    expect(on.number(`${PI}.Act.ReceiverLevel`)).toBeLessThan(95);
    expect(on.send(PI, 'unhold')).toBe(4);
    on.plant.disturb(PI, 'changeover', false);
    on.tick();
    expect(on.logged('container')).toMatchObject([{ no: 1, sampleId: 'B-1' }]);
    on.tick();
    expect(act(on, 'HighLevel')).toBe(false);
    on.carryOut(PI, 'unhold');
    on.run(60);
    expect(on.number(`${PI}.Act.ReceiverLevel`)).toBeGreaterThan(0);
  });
});

describe('what can be out of order at the in-line sampler', () => {
  it('an extractor that does not stroke: three missed grabs, then a fault', () => {
    const on = samplingBench();
    on.run(120);
    const confirmed = act(on, 'GrabsConfirmed');
    on.plant.disturb(PI, 'probe', true);
    const missed = on.number(`${PI}.Act.GrabsMissed`);
    on.runUntil(() => on.get(`${PI}.Sts.FaultCode`) === 3401);
    expect(act(on, 'GrabsMissed')).toBe(missed + 3);
    expect(act(on, 'ProbeFault')).toBe(true);
    expect(act(on, 'FlowNoSampling')).toBe(true);
    expect(act(on, 'GrabsConfirmed')).toBe(confirmed);
    expect(on.number(`${PI}.Act.GrabsCommanded`) - Number(confirmed)).toBeGreaterThanOrEqual(3);
    on.run(10);
    expect(on.get(`${PI}.Sts.StateCurrent`)).toBe(11);
    expect(on.number(`${PI}.Sts.IntlkWord`) & 8).toBe(8);
    on.plant.disturb(PI, 'probe', false);
    on.tick();
    on.carryOut(PI, 'unhold');
    on.run(30);
    expect(on.number(`${PI}.Act.GrabsConfirmed`)).toBeGreaterThan(Number(confirmed));
  });

  it('a meter that pulses on while the line stands: sampling without flow, Held until it is mended', () => {
    const on = samplingBench();
    on.run(60);
    on.plant.disturb(PI, 'line', true);
    on.run(10);
    expect(act(on, 'NoFlowSampling')).toBe(true);
    expect(act(on, 'FlowNoSampling')).toBe(false);
    expect(on.get(`${PI}.Sts.FaultCode`)).toBe(6402);
    expect(on.get(`${PI}.Sts.StateCurrent`)).toBe(11);
    expect(on.send(PI, 'unhold')).toBe(4);
    on.plant.disturb(PI, 'line', false);
    on.tick();
    expect(act(on, 'NoFlowSampling')).toBe(false);
    on.carryOut(PI, 'unhold');
  });

  it('a disconnected receiver, and a loop without flow', () => {
    const on = samplingBench();
    on.plant.disturb(PI, 'loop', true);
    on.run(10);
    expect([act(on, 'LoopFlow'), on.get(`${PI}.Sts.FaultCode`), on.get(`${PI}.Sts.StateCurrent`)]).toEqual([
      0, 3402, 6,
    ]);
    on.plant.disturb(PI, 'receiver', true);
    on.run(10);
    expect([act(on, 'ReceiverConnected'), on.get(`${PI}.Sts.FaultCode`)]).toEqual([false, 4402]);
    expect(on.get(`${PI}.Sts.StateCurrent`)).toBe(11);
  });
});

describe('a power cycle of the in-line sampler', () => {
  it('keeps grabs, receiver and batch total; the same batch goes on counting', () => {
    const on = samplingBench();
    on.run(300);
    const tags = [
      'GrabsCommanded',
      'GrabsConfirmed',
      'BatchTotal',
      'ReceiverMass',
      'ReceiverLevel',
      'Density',
    ];
    const read = (): unknown[] => tags.map((tag) => act(on, tag));
    const before = read();
    on.reboot();
    expect(read()).toEqual(before);
    on.startSampling('B-1', PI);
    untilEmpty(on);
    const grabs = on.logged('grab');
    expect(grabs.map(({ no }) => no)).toEqual(grabs.map((_, i) => i + 1));
    expect(grabs.length).toBeGreaterThan(Number(before[1]));
    expect(act(on, 'BatchTotal')).toBe(1000);
  });
});
