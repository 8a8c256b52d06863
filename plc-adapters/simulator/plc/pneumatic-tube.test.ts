import { PlantBench } from '../plant-bench.ts';
import { CARRIER_STATE } from '../world/tube-carrier.ts';

const unit = 'PT-01';
const [accepted, wrongState, interlock, parameter, busy] = [1, 2, 4, 5, 7];
const [ok, faulted, aborted] = [1, 2, 3];
const { none, atStation, underWay, arrived, lost, stuck } = CARRIER_STATE;

/** The tube in Idle; a scan is half a second of plant time. */
function idle(): PlantBench {
  const bench = new PlantBench({ units: [unit], timeFactor: 10 });
  bench.tick();
  bench.carryOut(unit, 'reset', { sampleId: '' });
  return bench;
}
const send = (bench: PlantBench, from = 1, to = 3, carrier = 'carrier 7', sampleId = 'A-1') => {
  bench.configure(unit, { From: from, To: to });
  bench.set(`${unit}.Set.CarrierId`, carrier);
  return bench.send(unit, 'send', { sampleId });
};
const done = (bench: PlantBench) => {
  const seq = bench.get(`${unit}.Sts.AckSeq`);
  bench.runUntil(() => bench.get(`${unit}.Sts.DoneSeq`) === seq, 120);
  return bench.number(`${unit}.Sts.DoneResult`);
};
const act = (bench: PlantBench, name: string) => bench.number(`${unit}.Act.${name}`);
const carrier = (bench: PlantBench) => [act(bench, 'CarrierState'), act(bench, 'CarrierPos')];
const reset = (bench: PlantBench) => {
  bench.runUntil(() => bench.number(`${unit}.Sts.StateCurrent`) === 2, 60);
  bench.carryOut(unit, 'reset');
};
const departs = (bench: PlantBench) => bench.runUntil(() => act(bench, 'CarrierState') === underWay, 30);

describe('the pneumatic tube', () => {
  it('lets the carrier go when the blower has its pressure, and is done when it stands at its destination', () => {
    const bench = idle();
    expect(send(bench)).toBe(accepted);
    expect([...carrier(bench), act(bench, 'Velocity')]).toEqual([atStation, 1, 0]);
    expect(act(bench, 'Pressure')).toBeLessThan(14);
    departs(bench);
    expect(carrier(bench)).toEqual([underWay, 0]);
    expect(act(bench, 'Pressure')).toBeGreaterThan(14);
    expect(act(bench, 'Velocity')).toBe(7);
    expect(done(bench)).toBe(ok);
    expect([...carrier(bench), act(bench, 'StationState[3]'), act(bench, 'StationState[1]'), act(bench, 'Velocity')]).toEqual([arrived, 3, 1, 0, 0]);
    expect([bench.get(`${unit}.Act.CarrierIdRead`), bench.get(`${unit}.Act.SampleIdRead`)]).toEqual(['carrier 7', 'A-1']);
  });

  it.each([
    [1, 2, 40 / 7],
    [1, 4, 120 / 7],
    [4, 1, 120 / 7],
  ])('from station %i to %i takes as long as the way at 7 m/s: %d s', (from, to, seconds) => {
    const bench = idle();
    send(bench, from, to);
    expect(done(bench)).toBe(ok);
    expect(act(bench, 'TravelTime')).toBeCloseTo(seconds, 2);
  });

  it('tells by its clock when the newest carrier left and came, and counts departures over a power cycle', () => {
    const bench = idle();
    const before = bench.wallMs;
    send(bench);
    departs(bench);
    expect(act(bench, 'ArrivedAt')).toBe(0);
    done(bench);
    const [departed, came] = [act(bench, 'DepartedAt'), act(bench, 'ArrivedAt')];
    expect([before < departed, departed < came, came <= bench.wallMs]).toEqual([true, true, true]);
    bench.reboot();
    bench.tick();
    expect([act(bench, 'Transfers'), act(bench, 'DepartedAt'), act(bench, 'ArrivedAt'), ...carrier(bench)]).toEqual([1, departed, came, arrived, 3]);
    bench.carryOut(unit, 'reset');
    send(bench, 3, 1);
    done(bench);
    expect(act(bench, 'Transfers')).toBe(2);
  });

  it('refuses an occupied destination, an empty station, one there is not, and a second carrier', () => {
    const bench = idle();
    const firstOut = () => bench.number(`${unit}.Sts.IntlkFirstOut`);
    expect([send(bench, 1, 5), send(bench, 0, 2), send(bench, 2, 2), send(bench, 1, 2, '')]).toEqual(Array(4).fill(parameter));
    bench.plant.disturb(unit, 'station', true);
    expect([send(bench), firstOut()]).toEqual([interlock, 1]);
    bench.plant.disturb(unit, 'station', false);
    bench.plant.disturb(unit, 'empty', true);
    expect([send(bench), firstOut()]).toEqual([interlock, 2]);
    bench.plant.disturb(unit, 'empty', false);
    expect([send(bench), send(bench)]).toEqual([accepted, busy]);
  });

  it('is free for the next carrier when people have taken out what came', () => {
    const bench = idle();
    send(bench);
    done(bench);
    expect([send(bench), bench.number(`${unit}.Sts.IntlkFirstOut`)]).toEqual([interlock, 1]);
    bench.run(20);
    expect([...carrier(bench), act(bench, 'StationState[3]')]).toEqual([arrived, 3, 0]);
    expect(send(bench)).toBe(accepted);
  });

  it('whose blower makes no pressure stops, and the carrier has not left', () => {
    const bench = idle();
    bench.plant.disturb(unit, 'blower', true);
    send(bench);
    expect(done(bench)).toBe(faulted);
    expect([bench.number(`${unit}.Sts.FaultCode`), ...carrier(bench), act(bench, 'Transfers')]).toEqual([2501, atStation, 1, 0]);
  });

  it('loses a carrier: it tells so when it does not come, and sends no other before it is found', () => {
    const bench = idle();
    bench.plant.disturb(unit, 'lost', true);
    send(bench);
    expect(done(bench)).toBe(faulted);
    expect([bench.number(`${unit}.Sts.FaultCode`), ...carrier(bench)]).toEqual([5301, lost, 0]);
    expect(send(bench)).toBe(wrongState);
    reset(bench);
    expect([send(bench), carrier(bench)[0]]).toEqual([interlock, lost]);
    // Found, but not taken out yet.
    bench.plant.disturb(unit, 'lost', false);
    bench.tick();
    expect([bench.number(`${unit}.Sts.FaultCode`), send(bench), bench.number(`${unit}.Sts.IntlkFirstOut`)]).toEqual([0, interlock, 3]);
  });

  it('draws a carrier that stuck back to where it left, when it is reset', () => {
    const bench = idle();
    bench.plant.disturb(unit, 'stuck', true);
    send(bench, 2, 4);
    expect(done(bench)).toBe(faulted);
    expect([bench.number(`${unit}.Sts.FaultCode`), act(bench, 'Jammed'), ...carrier(bench)]).toEqual([5302, 1, stuck, 0]);
    bench.plant.disturb(unit, 'stuck', false);
    reset(bench);
    expect(carrier(bench)).toEqual([atStation, 2]);
    expect([send(bench, 2, 4), done(bench)]).toEqual([accepted, ok]);
  });

  it('a carrier that was lost is gone when it has been found and the tube is reset', () => {
    const bench = idle();
    bench.plant.disturb(unit, 'lost', true);
    send(bench);
    done(bench);
    bench.plant.disturb(unit, 'lost', false);
    reset(bench);
    expect(carrier(bench)).toEqual([none, 0]);
    expect(send(bench)).toBe(accepted);
  });

  it.each<[string, (bench: PlantBench) => unknown]>([
    [
      'a power cycle',
      (bench) => {
        bench.reboot();
        bench.tick();
        return bench.get(`${unit}.Sts.DoneResult`);
      },
    ],
    [
      'a stop',
      (bench) => {
        const seq = bench.get(`${unit}.Sts.AckSeq`);
        bench.send(unit, 'stop');
        return bench.logged('done', unit).find((each) => each['seq'] === seq)?.['result'];
      },
    ],
  ])('%s in the middle of a transfer breaks it off, and the carrier lies in the pipe', (_what, breakOff) => {
    const bench = idle();
    send(bench);
    departs(bench);
    expect([breakOff(bench), carrier(bench)]).toEqual([aborted, [stuck, 0]]);
  });

  it('reads the carrier’s own number, also when another was announced', () => {
    const bench = idle();
    bench.plant.disturb(unit, 'carrier', true);
    send(bench);
    expect([done(bench), bench.get(`${unit}.Act.CarrierIdRead`)]).toEqual([ok, 'carrier 7-OTHER']);
  });
});
