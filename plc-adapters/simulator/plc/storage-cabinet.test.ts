import { PlantBench } from '../plant-bench.ts';

const unit = 'SC-01';
const [accepted, wrongState, interlock, parameter] = [1, 2, 4, 5];
const [ok, faulted, aborted] = [1, 2, 3];

/** The cabinet in Idle. */
function idle(): PlantBench {
  const bench = new PlantBench({ units: [unit], timeFactor: 100 });
  bench.tick();
  bench.carryOut(unit, 'reset', { sampleId: '' });
  return bench;
}
const order = (bench: PlantBench, command: 'store' | 'retrieve' | 'scan', slot: number, sampleId = 'R-1') => {
  bench.configure(unit, { Slot: slot });
  return bench.send(unit, command, { sampleId });
};
const done = (bench: PlantBench) => {
  const seq = bench.get(`${unit}.Sts.AckSeq`);
  bench.runUntil(() => bench.get(`${unit}.Sts.DoneSeq`) === seq);
  return bench.number(`${unit}.Sts.DoneResult`);
};
const slot = (bench: PlantBench, n: number) => [
  bench.number(`${unit}.Act.SlotState[${n}]`),
  bench.get(`${unit}.Act.SlotBarcode[${n}]`),
];
const stored = (): PlantBench => {
  const bench = idle();
  order(bench, 'store', 7);
  done(bench);
  return bench;
};

describe('the storage cabinet', () => {
  it('puts what stands in the hatch into the slot, when the gripper is there and not before', () => {
    const bench = idle();
    expect(order(bench, 'store', 7)).toBe(accepted);
    expect(slot(bench, 7)).toEqual([0, '']);
    expect(done(bench)).toBe(ok);
    expect(slot(bench, 7)).toEqual([1, 'R-1']);
  });

  it('gives it out again, and keeps it over a power cycle meanwhile', () => {
    const bench = stored();
    bench.reboot();
    bench.tick();
    expect(order(bench, 'retrieve', 7)).toBe(wrongState);
    bench.carryOut(unit, 'reset');
    expect(order(bench, 'retrieve', 7)).toBe(accepted);
    expect(done(bench)).toBe(ok);
    expect(slot(bench, 7)).toEqual([0, '']);
  });

  it('refuses an occupied slot, a sample that lies elsewhere, an open door and a slot it has not, each by its bit', () => {
    const bench = stored();
    const firstOut = () => bench.number(`${unit}.Sts.IntlkFirstOut`);
    expect([order(bench, 'store', 7, 'R-2'), firstOut()]).toEqual([interlock, 2]);
    expect([order(bench, 'retrieve', 7, 'R-2'), firstOut()]).toEqual([interlock, 3]);
    expect([order(bench, 'retrieve', 8), firstOut()]).toEqual([interlock, 3]);
    expect(order(bench, 'store', 41)).toBe(parameter);
    expect(order(bench, 'store', 0)).toBe(parameter);
    bench.plant.disturb(unit, 'door', true);
    expect([order(bench, 'retrieve', 7), firstOut()]).toEqual([interlock, 1]);
    bench.plant.disturb(unit, 'door', false);
    bench.plant.disturb(unit, 'slot', true);
    expect([order(bench, 'store', 9), firstOut()]).toEqual([interlock, 2]);
  });

  it('shows the label it read, also when another was announced', () => {
    const bench = idle();
    bench.plant.disturb(unit, 'label', true);
    order(bench, 'store', 3);
    expect(done(bench)).toBe(ok);
    expect(slot(bench, 3)).toEqual([1, 'R-1-OTHER']);
    expect(order(bench, 'scan', 0, '')).toBe(accepted);
    expect(done(bench)).toBe(ok);
  });

  it('stops on a gripper that sticks, and the order ends with a fault', () => {
    const bench = idle();
    bench.plant.disturb(unit, 'gripper', true);
    expect(order(bench, 'store', 3)).toBe(accepted);
    expect(done(bench)).toBe(faulted);
    expect(bench.number(`${unit}.Sts.FaultCode`)).toBe(2401);
    expect(slot(bench, 3)).toEqual([0, '']);
  });

  it('a power cycle in the middle of an order breaks it off', () => {
    const bench = idle();
    order(bench, 'store', 3);
    bench.reboot();
    bench.tick();
    expect(done(bench)).toBe(aborted);
    expect(slot(bench, 3)).toEqual([0, '']);
  });
});

it('the preparation line puts its reserves into the same slots, into the first that is free', () => {
  const bench = new PlantBench({ units: ['CS-01', 'CP-01', unit], timeFactor: 100 });
  bench.setSampler({ basis: 2, interval: 20 });
  bench.sampleAgain();
  bench.carryOut(unit, 'reset', { sampleId: '' });
  order(bench, 'store', 1);
  done(bench);
  bench.carryOut('CP-01', 'reset');
  bench.carryOut('CP-01', 'start');
  bench.carryOut('CP-01', 'load', { sampleId: 'P-1', param0: 1, param1: 1 });
  bench.runUntil(() => bench.logged('through', 'CP-01').length > 0, 40_000);
  expect([1, 2, 3].map((n) => slot(bench, n)[1])).toEqual(['R-1', 'P-1-32', 'P-1-22']);
  expect(bench.get('CP-01.Cabinet.Act.SlotBarcode[2]')).toBe('P-1-32');
});
