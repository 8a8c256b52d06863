import { PlantBench } from '../../plc-adapters/simulator/plant-bench.ts';
import { STATE } from '../../plc-adapters/simulator/plc/packml.ts';
import { contradictions } from './invariants.ts';
import { Operator } from './operator.ts';

const CP = 'CP-01';

/** A sample that was just started in the preparation line: 5 plant seconds a scan. */
class PreparationDay {
  readonly bench = new PlantBench({ parcelTonnes: 1200, timeFactor: 100 });
  readonly operator: Operator;

  constructor() {
    this.bench.setSampler();
    this.bench.sampleParcel('S-1');
    this.bench.carryOut(CP, 'load', { seq: 500, sampleId: 'P-1', param0: 1 });
    this.operator = new Operator(this.bench, CP, 'P-1', 500);
    this.operator.reach(STATE.Execute);
  }

  disturb(what: string, stands: boolean): void {
    if (!this.bench.plant.disturb(CP, what, stands)) throw new Error(what);
  }

  get(tag: string): unknown {
    return this.bench.get(`${CP}.${tag}`);
  }

  get bottles(): unknown[] {
    return this.bench.logged('container', CP).map(({ no, mass }) => [no, mass]);
  }

  finish(): void {
    this.operator.reach(STATE.Completed, 'run', 4000);
  }
}

const cleanBottles = (): unknown[] => {
  const day = new PreparationDay();
  day.finish();
  return day.bottles;
};

describe.each([
  ['crusher', 2301, {}, 0],
  ['divider', 4103, {}, 0],
  ['dryer-hot', 3501, { 'Dryer.Act.OverTemp': true, 'Dryer.Act.TempAct': 58 }, 1],
  ['dryer-wet', 3502, { 'Dryer.Act.OverTemp': false }, 1],
  ['bottle', 4202, { 'Packing.Act.BottleStock': 0 }, 0],
  ['label', 6601, { 'Packing.Act.BarcodeRead': '', 'Packing.Act.ReadGrade': 'F' }, 0],
  ['cabinet', 5401, {}, 1],
] as const)('the preparation line with %s', (what, code, shown, bottlesBefore) => {
  it(`is Held with fault ${code} in the stage it stops, and goes on with it when it is put right`, () => {
    const day = new PreparationDay();
    day.disturb(what, true);
    day.bench.runUntil(() => day.operator.state === STATE.Held);
    expect([day.get('Sts.FaultCode'), day.get('Sts.FaultClass'), day.get('Sts.IntlkWord')]).toEqual([
      code,
      2,
      1 << 13,
    ]);
    for (const [tag, value] of Object.entries(shown)) expect([tag, day.get(tag)]).toEqual([tag, value]);
    expect(day.bottles).toHaveLength(bottlesBefore);
    day.bench.run(3600);
    expect(day.operator.state).toBe(STATE.Held);
    expect(day.bottles).toHaveLength(bottlesBefore);
    expect(day.bench.send(CP, 'unhold', { seq: 900 })).toBe(4);

    day.disturb(what, false);
    day.bench.tick();
    expect([day.get('Sts.FaultCode'), day.get('Sts.FaultFirstOut')]).toEqual([0, code]);
    day.finish();
    expect(day.get('Sts.FaultFirstOut')).toBe(0);
    expect(day.bottles).toEqual(cleanBottles());
    expect(contradictions(day.bench, CP)).toEqual([]);
  });
});

it('a lost carrier is told, holds nothing up, and arrives when it has been found', () => {
  const day = new PreparationDay();
  day.disturb('tube', true);
  day.finish();
  expect([day.get('Sts.FaultCode'), day.get('Sts.FaultClass'), day.get('Tube.Act.Jammed')]).toEqual([
    5301,
    1,
    true,
  ]);
  expect([day.get('Tube.Act.Arrived'), day.get('Tube.Act.CarrierIdRead')]).toEqual([false, '']);
  day.disturb('tube', false);
  day.bench.tick();
  expect([day.get('Sts.FaultCode'), day.get('Tube.Act.Jammed')]).toEqual([0, false]);
  expect([day.get('Tube.Act.Arrived'), day.get('Tube.Act.CarrierIdRead')]).toEqual([true, 'P-1-21']);
  expect(day.bottles).toEqual(cleanBottles());
});

it('the dryer keeps to the limit it was given', () => {
  const day = new PreparationDay();
  // Latched at the next Start: the sample goes on in the stage it was in.
  day.bench.set(`${CP}.Dryer.Set.MaxTime`, 600);
  day.bench.carryOut(CP, 'stop', { seq: 600 });
  new Operator(day.bench, CP, 'P-1', 600).reach(STATE.Execute);
  day.disturb('dryer-wet', true);
  day.bench.runUntil(() => day.operator.state === STATE.Held);
  const seconds = Number(day.get('Dryer.Act.StepTime'));
  expect(seconds).toBeGreaterThanOrEqual(600);
  // Two scans after the limit: one to see it, one to come to a stand.
  expect(seconds).toBeLessThan(612);
});

it('what is out of order stays so over a power cycle, and what was put right does not come back', () => {
  const day = new PreparationDay();
  day.disturb('crusher', true);
  day.bench.tick();
  day.bench.reboot();
  day.disturb('crusher', false);
  day.disturb('divider', true);
  day.bench.tick();
  day.bench.reboot();
  for (let i = 0; day.get('Sts.FaultCode') === 0 && i < 1000; i++) day.operator.turn();
  expect(day.get('Sts.FaultCode')).toBe(4103);
});
