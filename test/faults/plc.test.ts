import { STATE } from '../../plc-adapters/simulator/plc/packml.ts';
import { contradictions } from './invariants.ts';
import { clean, SAMPLERS, SamplingDay } from './sampling-day.ts';

const HOUR_MS = 3_600_000;

describe.each(SAMPLERS)('the PLC of %s', (unit) => {
  const running = (): SamplingDay => {
    const day = new SamplingDay(unit);
    day.untilTaken(3);
    return day;
  };

  /** The rest of the day contradicts nothing; what passed while the run was broken off was nobody's to cut. */
  const endsWell = (day: SamplingDay): void => {
    const before = day.taken.length;
    day.finish();
    expect(contradictions(day.bench, unit)).toEqual([]);
    expect(day.taken.length).toBeGreaterThan(before);
    expect(day.places.length).toBeLessThanOrEqual(clean(unit).places.length);
  };

  it('aborts at an emergency stop, and is cleared only after the local reset', () => {
    const day = running();
    day.do({ do: 'estop', unit, pressed: true });
    day.untilState('Aborted');
    expect([day.status('FaultCode'), day.status('FaultClass'), day.status('EStopOk')]).toEqual([1001, 4, 0]);
    expect(day.status('IntlkWord') & ((1 << 8) | (1 << 11))).toBe((1 << 8) | (1 << 11));
    expect(day.bench.send(unit, 'clear', { seq: 900 })).toBe(4);
    day.do({ do: 'estop', unit, pressed: false, reset: false });
    day.bench.tick();
    expect([day.status('EStopOk'), day.status('SafetyResetRequired'), day.status('FaultCode')]).toEqual([
      1, 1, 0,
    ]);
    expect(day.bench.send(unit, 'clear', { seq: 901 })).toBe(4);
    day.do({ do: 'estop', unit, pressed: false, reset: true });
    endsWell(day);
  });

  it('stays stopped by an emergency stop that lasts over a power cycle', () => {
    const day = running();
    day.do({ do: 'estop', unit, pressed: true });
    day.do({ do: 'power-cycle' });
    day.bench.tick();
    expect([day.status('EStopOk'), day.status('SafetyResetRequired'), day.operator.state]).toEqual([
      0,
      1,
      STATE.Stopped,
    ]);
    expect(day.status('PermitStart')).toBe(0);
    day.do({ do: 'estop', unit, pressed: false });
    endsWell(day);
  });

  it('is Held when the mode key is turned on the spot, and refuses remote commands until it is turned back', () => {
    const day = running();
    day.do({ do: 'mode', unit, mode: 3 });
    day.untilState('Held');
    expect([day.status('UnitModeCurrent'), day.status('Remote'), day.status('FaultCode') % 6401]).toEqual([
      3, 0, 0,
    ]);
    expect(day.bench.send(unit, 'unhold', { seq: 900 })).toBe(3);
    day.bench.run(40);
    day.do({ do: 'mode', unit, mode: 1 });
    day.finish();
    expect(day.missed.length).toBeGreaterThan(0);
    expect(day.places).toEqual(clean(unit).places);
    expect(contradictions(day.bench, unit)).toEqual([]);
  });

  it('keeps the cut it was at when its power went, and gives none twice', () => {
    const day = running();
    const boots = day.status('BootCounter');
    const record =
      day.status('StateCurrent') === STATE.Execute ? day.bench.number(`${unit}.Evt.WriteIdx`) : -1;
    day.do({ do: 'power-cycle' });
    day.bench.tick();
    expect([day.status('BootCounter'), day.operator.state]).toEqual([boots + 1, STATE.Stopped]);
    expect(day.bench.number(`${unit}.Evt.WriteIdx`)).toBe(record);
    expect(day.bench.get(`${unit}.Evt.Rec[2].No`)).toBe(3);
    endsWell(day);
  });

  it('loses its power three times within one sample and counts on', () => {
    const day = running();
    for (const taken of [4, 5, 6]) {
      day.do({ do: 'power-cycle' });
      day.operator.reach(STATE.Execute);
      day.untilTaken(taken);
    }
    endsWell(day);
    expect(day.taken.map(({ no }) => no)).toEqual(day.taken.map((_, i) => i + 1));
  });

  it('shows another RecipeCrc after each download, and keeps its counters', () => {
    const day = running();
    const crcs = [day.status('RecipeCrc')];
    const written = day.bench.number(`${unit}.Evt.WriteIdx`);
    for (let i = 0; i < 3; i++) {
      day.do({ do: 'download', unit });
      day.bench.tick();
      crcs.push(day.status('RecipeCrc'));
    }
    expect(new Set(crcs).size).toBe(4);
    expect(day.bench.plant.downloads).toBe(3);
    expect(day.bench.number(`${unit}.Evt.WriteIdx`)).toBe(written);
    endsWell(day);
  });

  it('dates its records by a clock that has jumped, and runs on as before', () => {
    const day = running();
    const slot = (n: number): number => day.bench.number(`${unit}.Evt.Rec[${n}].Time`);
    const before = slot(2);
    day.do({ do: 'jump-clock', unit, seconds: -3600 });
    day.bench.tick();
    expect(day.status('PlcTime')).toBe(day.bench.wallMs - HOUR_MS);
    day.untilTaken(5);
    expect(slot(4)).toBeLessThan(before);
    expect([day.operator.state, day.status('OrchAlive')]).toEqual([STATE.Execute, 1]);
    day.finish();
    expect(day.places).toEqual(clean(unit).places);
  });

  it('goes on cutting while its heartbeat stands', () => {
    const day = running();
    day.do({ do: 'freeze-heartbeat', unit, frozen: true });
    day.bench.tick();
    const beat = day.status('PlcHeartbeat');
    day.untilTaken(5);
    expect(day.status('PlcHeartbeat')).toBe(beat);
    day.do({ do: 'freeze-heartbeat', unit, frozen: false });
    // One second of wall time: two beats.
    day.bench.run(40);
    expect(day.status('PlcHeartbeat')).toBeGreaterThan(beat);
    day.finish();
    expect(day.places).toEqual(clean(unit).places);
  });
});

it('a command written again after its answer was lost is not executed again', () => {
  const day = new SamplingDay('CS-01');
  expect(day.bench.send('CS-01', 'hold', { seq: 900 })).toBe(1);
  day.untilState('Held');
  const token = day.status('Token');
  // The client saw no answer and writes the same number once more, with the token of then and with that of now.
  day.bench.send('CS-01', 'hold', { seq: 900, token: token - 1 });
  day.bench.send('CS-01', 'hold', { seq: 900, token });
  expect([day.status('AckSeq'), day.status('AckResult'), day.status('DoneSeq'), day.operator.state]).toEqual([
    900,
    1,
    900,
    STATE.Held,
  ]);
  expect(day.bench.logged('command').filter(({ seq }) => seq === 900)).toHaveLength(1);
  expect(day.bench.logged('command-refused')).toEqual([]);
});
