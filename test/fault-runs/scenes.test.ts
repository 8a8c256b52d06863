import { plcA } from '../../plc-adapters/commissioning/testing/certificates.ts';
import { BenchPort } from '../support/bench-port/bench-port.ts';
import { coalSamplers, samplers } from '../support/bench-port/bench-units.ts';
import type { BenchSampler } from '../support/bench-port/bench-units.ts';
import { alarmsOf, expectedAlarms } from './expectation.ts';
import { cutting, finish, resume, sampleIsJudged, sampleIsThePlants } from './sampling-day.ts';

let port: BenchPort | undefined;
afterEach(() => port?.close());

describe('an overfull container', () => {
  const cargoes: readonly (readonly [BenchSampler, code: number, cuts: number, secondsPerCut: number])[] = [
    ['CS-01', 4104, 220, 0.2],
    ['CF-01', 4104, 90, 0.2],
    ['GD-01', 4104, 24, 0.6],
  ];

  it.each(cargoes)(
    'holds %s with fault %i until it is moved on; then it is sealed with all that is in it',
    async (unit, code, cuts, secondsPerCut) => {
      port = await cutting({ unit, cuts, secondsPerCut });
      port.do({ do: 'disturb', unit, what: 'changeover', stands: true });
      await port.until('it is held', () => port?.run?.state === 'held');
      expect(port.unitContext?.faultCode).toBe(code);
      expect(await alarmsOf(port)).toEqual(
        expectedAlarms(
          [
            ['UNIT_FAULT', 2, 'calls', 'over'],
            ['RUN_WAITS_FOR_OPERATOR', 2, 'calls', 'calls'],
            ['SAMPLE_SUSPECT', 3, 'calls', 'calls'],
          ],
          'standing',
        ),
      );
      port.do({ do: 'disturb', unit, what: 'changeover', stands: false });
      await port.pass(1);
      expect(port.bench.logged('container', unit)).toHaveLength(1);
      await resume(port);
      await finish(port);
      await sampleIsThePlants(port);
      sampleIsJudged(port, { misses: false, suspicions: [`PLANT_FAULT_${code}`] });
    },
  );
});

describe.each(samplers)('a run at %s', (unit) => {
  it('that is resumed while its fault stands is refused by the PLC, and waits until it is resumed when the fault has gone', async () => {
    port = await cutting({ unit });
    port.do({ do: 'disturb', unit, what: 'no-increment', stands: true });
    await port.pass(3);
    await port.ask('resume');
    await port.pass(1);
    expect(port.run).toMatchObject({
      state: 'blocked',
      reason: expect.stringMatching(/^unhold: INTERLOCK: /),
    });
    port.do({ do: 'disturb', unit, what: 'no-increment', stands: false });
    await port.pass(1);
    // It looks first, and finds the sampler held.
    await port.ask('resume');
    await port.pass(1);
    expect(port.run?.state).toBe('held');
    await resume(port);
    await finish(port);
    await sampleIsThePlants(port);
    sampleIsJudged(port, { misses: true, suspicions: ['PLANT_FAULT_6101'] });
  });

  it('that is resumed after an emergency stop goes on only when the key was turned on the spot', async () => {
    port = await cutting({ unit });
    port.do({ do: 'estop', unit, pressed: true });
    await port.pass(1);
    port.do({ do: 'estop', unit, pressed: false, reset: false });
    await port.pass(1);
    await port.ask('resume');
    await port.pass(1);
    expect(port.run).toMatchObject({
      state: 'blocked',
      reason: expect.stringMatching(/^clear: INTERLOCK: /),
    });
    port.do({ do: 'estop', unit, pressed: false, reset: true });
    await port.pass(1);
    await resume(port);
    await finish(port);
    await sampleIsThePlants(port);
    sampleIsJudged(port, { misses: false, suspicions: ['PLANT_FAULT_1001', 'SAMPLING_INTERRUPTED'] });
  });

  it('keeps every increment when the power goes at any moment of a stroke', async () => {
    for (const moment of [0, 0.2, 0.3, 0.5]) {
      port = await cutting({ unit, cuts: 20 });
      await port.pass(moment);
      port.do({ do: 'power-cycle' });
      await port.until('it is interrupted', () => port?.run?.state === 'interrupted');
      await resume(port);
      await finish(port);
      await sampleIsThePlants(port);
      sampleIsJudged(port, { misses: false, suspicions: ['PLC_RESTARTED', 'SAMPLING_INTERRUPTED'] });
      await port.close();
    }
  });

  it('goes on beside a certificate that is near its end, which is told', async () => {
    port = await cutting({ unit, begin: Date.UTC(2027, 9, 20) });
    port.cable.certificate = Buffer.from(plcA.pem);
    port.dropConnections();
    await port.pass(3);
    expect(await alarmsOf(port)).toEqual(
      expectedAlarms([['UNIT_NOT_LIVE', 2, 'over', 'over'], ['CERTIFICATE_EXPIRES', 3, 'calls', 'calls']], 'standing'), // prettier-ignore
    );
    await finish(port);
    await sampleIsThePlants(port);
    sampleIsJudged(port, { misses: false, suspicions: [] });
  });
});

/** More records than a ring holds are more grain than the bags do. */
describe('a run whose ring wrapped while nobody read it', () => {
  it.each(samplers.filter((unit) => unit !== 'GD-01'))(
    'knows at %s by the counters what was sampled',
    async (unit) => {
      port = await cutting({ unit, cuts: 110, secondsPerCut: 0.1, watchdogMs: 60_000 });
      port.setLink('cut');
      await port.pass(7.5);
      port.setLink('whole');
      await port.pass(3);
      expect(await alarmsOf(port)).toEqual(
        expectedAlarms(
          [
            ['UNIT_NOT_LIVE', 2, 'over', 'over'],
            ['RECORDS_LOST', 2, 'over', 'over'],
            // The PLC tells of its full ring until somebody reads it.
            ['UNIT_FAULT', 3, 'over', 'over'],
            ['SAMPLE_SUSPECT', 3, 'calls', 'calls'],
          ],
          'standing',
        ),
      );
      await finish(port);
      expect(port.run?.taken).toBe(port.bench.logged(unit === 'PI-01' ? 'grab' : 'increment').length);
      expect(port.run?.suspicions).toContain('RECORDS_LOST');
    },
  );
});

describe.each(coalSamplers)('a consignment at %s', (unit) => {
  it('whose sampling is aborted has lost its sample, which is told', async () => {
    port = await cutting({ unit });
    await port.ask('abort');
    await port.until('the run is over', () => port?.run?.isOver ?? false);
    await port.pass(0.5);
    expect([port.run?.state, port.sample?.validity]).toEqual(['aborted', 'INVALID']);
    expect(await alarmsOf(port)).toEqual(expectedAlarms([['SAMPLE_LOST', 2, 'over', 'over']], 'end'));
  });

  it('whose sample fills several containers has the last one, too, although its record comes after the answer to Complete', async () => {
    port = await cutting({ unit: 'CS-01', cuts: 220, secondsPerCut: 0.06 });
    await finish(port);
    expect(port.finished?.containers).toHaveLength(port.bench.logged('container').length);
  });

  it('whose sampler got nothing ends by itself, without a sample', async () => {
    port = await BenchPort.open({ unit, cuts: 6, incrementsPlanned: 3 });
    port.do({ do: 'disturb', unit, what: 'no-increment', stands: true });
    await port.until('it is held', () => port?.run?.state === 'held');
    await port.until('the cargo has passed', () => port?.flow === 0);
    port.do({ do: 'disturb', unit, what: 'no-increment', stands: false });
    await port.pass(1);
    await port.ask('resume');
    await port.until('the run is over', () => port?.run?.isOver ?? false);
    await port.pass(0.5);
    expect([port.run?.state, port.run?.taken, port.sample?.validity]).toEqual(['finished', 0, 'INVALID']);
  });
});
