import { PlantBench } from '../plant-bench.ts';

const CS = 'CS-01';

function readyBench(): PlantBench {
  const bench = new PlantBench();
  bench.setSampler();
  bench.tick();
  return bench;
}

function idleBench(): PlantBench {
  const bench = readyBench();
  bench.carryOut(CS, 'reset', { sampleId: 'S-1' });
  return bench;
}

describe('handshake', () => {
  it('acknowledges a command, rolls the token, and is done when the stable state is reached', () => {
    const bench = readyBench();
    const token = bench.get(`${CS}.Sts.Token`);
    expect(bench.send(CS, 'reset', { seq: 41 })).toBe(1);
    expect(bench.get(`${CS}.Sts.AckSeq`)).toBe(41);
    expect(bench.get(`${CS}.Sts.StateCurrent`)).toBe(15);
    expect(bench.get(`${CS}.Sts.DoneSeq`)).toBe(0);
    expect(bench.get(`${CS}.Sts.Token`)).not.toBe(token);
    bench.run(2);
    expect(bench.get(`${CS}.Sts.StateCurrent`)).toBe(4);
    expect(bench.get(`${CS}.Sts.DoneSeq`)).toBe(41);
    expect(bench.get(`${CS}.Sts.DoneResult`)).toBe(1);
  });

  it('ignores the sequence number it answered last, and 0, but takes a lower one', () => {
    const bench = idleBench();
    bench.carryOut(CS, 'stop', { seq: 50 });
    expect(bench.send(CS, 'reset', { seq: 50 })).toBe(1);
    expect(bench.get(`${CS}.Sts.StateCurrent`)).toBe(2);
    bench.send(CS, 'reset', { seq: 0 });
    expect(bench.get(`${CS}.Sts.AckSeq`)).toBe(50);
    expect(bench.send(CS, 'reset', { seq: 9 })).toBe(1);
    expect(bench.get(`${CS}.Sts.AckSeq`)).toBe(9);
    expect(bench.logged('command')).toHaveLength(3);
  });

  it('refuses a stale token, keeps the token and still sets AckSeq', () => {
    const bench = readyBench();
    const token = bench.get(`${CS}.Sts.Token`);
    expect(bench.send(CS, 'reset', { seq: 3, token: 1 })).toBe(6);
    expect(bench.get(`${CS}.Sts.AckSeq`)).toBe(3);
    expect(bench.get(`${CS}.Sts.Token`)).toBe(token);
    expect(bench.get(`${CS}.Sts.StateCurrent`)).toBe(2);
  });

  it.each([
    ['token before everything', { token: 1, code: 99 as const, mode: 3 }, 6],
    ['mode before the unknown code', { code: 99 as const, mode: 3 }, 3],
    ['a unit mode the writer wrongly believes in', { code: 'reset' as const, mode: 1, unitMode: 2 }, 3],
    ['unknown code before the state', { code: 99 as const, mode: 1 }, 5],
    ['another unit’s own code', { code: 100, mode: 1 }, 5],
    ['state before the settings', { code: 'start' as const, mode: 1, sampleId: '' }, 2],
  ])('checks in the order of the interface: %s', (_what, { mode, code, ...details }, result) => {
    const bench = readyBench();
    bench.plant.turnModeKey(CS, mode);
    expect(bench.send(CS, code, details)).toBe(result);
  });

  it('checks settings before interlocks, and interlocks last', () => {
    const bench = idleBench();
    bench.plant.raiseFault(CS, 2001, 2);
    bench.set(`${CS}.Set.Basis`, 7);
    expect(bench.send(CS, 'start')).toBe(5);
    bench.setSampler();
    expect(bench.send(CS, 'start')).toBe(4);
    bench.plant.clearFault(CS);
    expect(bench.send(CS, 'start')).toBe(1);
  });

  it('refuses strings of more than 40 bytes, counted in UTF-8', () => {
    const bench = readyBench();
    expect(bench.send(CS, 'reset', { jobId: '煤'.repeat(14) })).toBe(5);
    expect(bench.send(CS, 'reset', { jobId: '煤'.repeat(13) })).toBe(1);
  });

  it('answers busy while a command is under way; Stop gets through and breaks it off with 3', () => {
    const bench = idleBench();
    bench.send(CS, 'start', { seq: 70 });
    // The scan that answers the next command still finds Starting: the bench ticks 1 plant second, Starting takes 2.
    expect(bench.send(CS, 'hold', { seq: 71 })).toBe(7);
    bench.carryOut(CS, 'stop', { seq: 80 });
    bench.carryOut(CS, 'reset', { seq: 81 });
    bench.send(CS, 'start', { seq: 82 });
    bench.send(CS, 'stop', { seq: 83 });
    expect(bench.get(`${CS}.Sts.DoneSeq`)).toBe(82);
    expect(bench.get(`${CS}.Sts.DoneResult`)).toBe(3);
    bench.run(2);
    expect(bench.get(`${CS}.Sts.DoneSeq`)).toBe(83);
    expect(bench.get(`${CS}.Sts.StateCurrent`)).toBe(2);
  });

  it('lets Stop and Abort skip the mode, not the token', () => {
    const bench = idleBench();
    bench.plant.turnModeKey(CS, 3);
    expect(bench.send(CS, 'stop', { token: 1 })).toBe(6);
    expect(bench.send(CS, 'stop')).toBe(1);
    bench.run(3);
    expect(bench.send(CS, 'reset')).toBe(3);
    expect(bench.send(CS, 'abort')).toBe(1);
    expect(bench.get(`${CS}.Sts.Remote`)).toBe(false);
  });

  it.each([
    ['hold', 11, 'unhold', 6],
    ['suspend', 5, 'unsuspend', 6],
    ['stop', 2, 'reset', 4],
    ['abort', 9, 'clear', 2],
    ['complete', 17, 'reset', 4],
  ] as const)('goes by %s to state %i and by %s to %i', (away, there, back, home) => {
    const bench = idleBench();
    bench.carryOut(CS, 'start');
    bench.carryOut(CS, away);
    expect(bench.get(`${CS}.Sts.StateCurrent`)).toBe(there);
    bench.carryOut(CS, back);
    expect(bench.get(`${CS}.Sts.StateCurrent`)).toBe(home);
  });
});

describe('supervision', () => {
  it('refuses Start without the orchestrator’s heartbeat and says so in the interlock word', () => {
    const bench = idleBench();
    bench.orchestratorBeats = false;
    bench.run(250);
    expect(bench.get(`${CS}.Sts.OrchAlive`)).toBe(false);
    expect(bench.get(`${CS}.Sts.IntlkWord`)).toBe(1 << 12);
    expect(bench.get(`${CS}.Sts.IntlkFirstOut`)).toBe(13);
    expect(bench.get(`${CS}.Sts.PermitStart`)).toBe(false);
    expect(bench.send(CS, 'start')).toBe(4);
  });

  it('holds a run after 10 s of wall time without heartbeat, and rolls the token', () => {
    const bench = idleBench();
    bench.carryOut(CS, 'start');
    bench.orchestratorBeats = false;
    const token = bench.get(`${CS}.Sts.Token`);
    bench.run(195);
    expect(bench.get(`${CS}.Sts.StateCurrent`)).toBe(6);
    bench.run(10);
    expect(bench.get(`${CS}.Sts.StateCurrent`)).toBe(11);
    expect(bench.get(`${CS}.Sts.Token`)).not.toBe(token);
    bench.orchestratorBeats = true;
    bench.tick();
    expect(bench.get(`${CS}.Sts.StateCurrent`)).toBe(11);
    bench.carryOut(CS, 'unhold');
    expect(bench.get(`${CS}.Sts.StateCurrent`)).toBe(6);
  });

  it.each([
    [1, 6],
    [2, 11],
    [3, 2],
    [4, 9],
  ] as const)('answers a fault of class %i with state %i', (faultClass, state) => {
    const bench = idleBench();
    bench.carryOut(CS, 'start');
    bench.plant.raiseFault(CS, 3001, faultClass);
    bench.run(4);
    expect(bench.get(`${CS}.Sts.StateCurrent`)).toBe(state);
    expect(bench.get(`${CS}.Sts.FaultClass`)).toBe(faultClass);
  });

  it('breaks a command off with 2 when a fault comes', () => {
    const bench = idleBench();
    bench.send(CS, 'start', { seq: 60 });
    bench.plant.raiseFault(CS, 2001, 2);
    bench.run(4);
    expect([bench.get(`${CS}.Sts.DoneSeq`), bench.get(`${CS}.Sts.DoneResult`)]).toEqual([60, 2]);
    expect(bench.get(`${CS}.Sts.StateCurrent`)).toBe(11);
  });

  it('keeps the first fault until Unhold, though the fault goes with its cause', () => {
    const bench = idleBench();
    bench.carryOut(CS, 'start');
    bench.plant.raiseFault(CS, 3001, 2);
    bench.plant.raiseFault(CS, 2005, 3);
    bench.run(4);
    expect(bench.get(`${CS}.Sts.FaultFirstOut`)).toBe(3001);
    expect(bench.get(`${CS}.Sts.FaultCode`)).toBe(2005);
    bench.plant.clearFault(CS);
    bench.tick();
    expect(bench.get(`${CS}.Sts.FaultCode`)).toBe(0);
    expect(bench.get(`${CS}.Sts.FaultFirstOut`)).toBe(3001);
    bench.carryOut(CS, 'reset');
    expect(bench.get(`${CS}.Sts.FaultFirstOut`)).toBe(0);
  });

  it('aborts on an emergency stop; Clear needs the release and the local reset', () => {
    const bench = idleBench();
    bench.carryOut(CS, 'start');
    bench.plant.emergencyStop(CS, true);
    bench.run(3);
    expect(bench.get(`${CS}.Sts.StateCurrent`)).toBe(9);
    expect(bench.get(`${CS}.Sts.EStopOk`)).toBe(false);
    expect(bench.send(CS, 'clear')).toBe(4);
    bench.plant.emergencyStop(CS, false, false);
    expect(bench.send(CS, 'clear')).toBe(4);
    expect(bench.get(`${CS}.Sts.SafetyResetRequired`)).toBe(true);
    bench.plant.emergencyStop(CS, false);
    bench.carryOut(CS, 'clear');
    expect(bench.get(`${CS}.Sts.StateCurrent`)).toBe(2);
  });

  it('holds the run when the mode key leaves Production', () => {
    const bench = idleBench();
    bench.carryOut(CS, 'start');
    bench.plant.turnModeKey(CS, 3);
    bench.run(4);
    expect(bench.get(`${CS}.Sts.StateCurrent`)).toBe(11);
    expect(bench.get(`${CS}.Sts.UnitModeCurrent`)).toBe(3);
  });
});

describe('boot', () => {
  it('comes up Stopped with BootCounter + 1, a new token, AckSeq and Cmd.* kept, the command under way broken off', () => {
    const bench = idleBench();
    bench.send(CS, 'start', { seq: 90, sampleId: 'S-9' });
    const token = bench.get(`${CS}.Sts.Token`);
    bench.reboot();
    expect(bench.get(`${CS}.Sts.StateCurrent`)).toBe(2);
    expect(bench.get(`${CS}.Sts.BootCounter`)).toBe(2);
    expect(bench.get(`${CS}.Sts.Token`)).not.toBe(token);
    expect(bench.get(`${CS}.Cmd.SampleId`)).toBe('S-9');
    expect(bench.get(`${CS}.Sts.AckSeq`)).toBe(90);
    expect([bench.get(`${CS}.Sts.DoneSeq`), bench.get(`${CS}.Sts.DoneResult`)]).toEqual([90, 3]);
    expect(bench.get(`${CS}.Sts.OrchAlive`)).toBe(false);
  });

  it('refuses a command that was written but not seen before the boot, because its token is stale', () => {
    const bench = idleBench();
    bench.set(`${CS}.Cmd.Token`, bench.get(`${CS}.Sts.Token`));
    bench.set(`${CS}.Cmd.Code`, 2);
    bench.tick();
    bench.reboot();
    bench.set(`${CS}.Cmd.Seq`, 500);
    bench.tick();
    expect(bench.get(`${CS}.Sts.AckResult`)).toBe(6);
  });
});
