import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant, unitId } from '../../workflows/kernel/brand.ts';
import { createUnitDriver } from '../create-unit-driver.ts';
import { command, ignore, range, start, until, Witness } from '../testing/berth.ts';
import type { UnitDriver } from '../unit-driver.ts';
import { MethodSampler } from './testing/method-sampler.ts';
import { MethodServer } from './testing/method-server.ts';
import { methodMap } from './testing/method-tag-map.ts';

// Real servers and real reconnections; a busy machine takes its time.
jest.setTimeout(60_000);

describe('a unit driven by method calls over OPC UA', () => {
  const unit = unitId('CS-01');
  const map = methodMap();
  const pki = mkdtempSync(join(tmpdir(), 'quaylab-methods-'));
  let sampler: MethodSampler;
  let server: MethodServer;
  let witness: Witness;
  let driver: UnitDriver;

  beforeEach(async () => {
    sampler = new MethodSampler(map);
    server = new MethodServer(sampler, map, unit, join(pki, 'plant'));
    await server.start();
    witness = new Witness();
    driver = createUnitDriver(
      {
        unit,
        tagMap: map,
        endpoint: `opc.tcp://127.0.0.1:${server.port}`,
        security: { mode: 'None', policy: 'None' },
      },
      {
        clock: { now: () => instant(new Date().toISOString()), monotonicMs: () => performance.now() },
        log: { info: ignore, warn: ignore, error: ignore },
        pkiFolder: join(pki, 'quaylab'),
      },
    );
    await driver.start(witness);
    await until('live', () => driver.snapshot().live);
  });
  afterEach(async () => {
    await driver.stop();
    await server.stop();
  });
  afterAll(() => rmSync(pki, { recursive: true, force: true }));

  const executed = () => sampler.executed.map((taskId) => Number(taskId.split(':')[1]));

  it('goes from reset to complete, shows job, task and run, and delivers the records', async () => {
    expect((await driver.read()).readings['Sts.AckSeq']?.value).toBe(0);
    expect(await driver.execute(command(1, 'hold'), ignore)).toMatchObject({
      outcome: 'failed',
      code: 'WRONG_STATE',
    });
    await driver.execute(command(2, 'reset'), ignore);
    expect(await driver.execute(start(3, -1), ignore)).toMatchObject({
      outcome: 'failed',
      code: 'PARAMETER',
    });
    expect(await driver.execute(start(4), ignore)).toMatchObject({
      outcome: 'done',
      after: {
        readings: {
          'Job.LastJobId': { value: 'JOB-1' },
          'Job.LastTaskId': { value: 'quaylab:4:test/4' },
          'Job.LastRunId': { value: 'RUN-1' },
          'Job.SampleId': { value: 'S-4711' },
        },
      },
    });
    await until('records', () => witness.taken.length >= 10);
    for (const [seq, name] of [
      [5, 'hold'],
      [6, 'unhold'],
      [7, 'complete'],
    ] as const) {
      expect(await driver.execute(command(seq, name), ignore)).toMatchObject({ outcome: 'done' });
    }
    await until('all is taken', () => witness.taken.length === sampler.get('Evt.WriteIdx', 'UInt32'));
    expect(witness.idx).toEqual(range(witness.taken.length));
    expect(witness.taken[0]).toMatchObject({ type: 'increment', no: 1, sampleId: 'S-4711', mass: 30 });
    expect((await driver.read()).readings['Sts.AckSeq']?.value).toBe(7);
    expect(executed()).toEqual([2, 4, 5, 6, 7]);
  });

  it('adopts a call whose answer was lost, and calls again where the request was', async () => {
    server.mishaps.push('answer-lost');
    expect(await driver.execute(command(1, 'reset'), ignore)).toMatchObject({ outcome: 'done' });
    server.mishaps.push('request-lost');
    expect(await driver.execute(start(2), ignore)).toMatchObject({ outcome: 'done' });
    expect(server.mishaps).toEqual([]);
    expect(executed()).toEqual([1, 2]);
  });

  it('reconciles after a restart of the PLC', async () => {
    await driver.execute(command(1, 'reset'), ignore);
    sampler.stuck = true;
    const starting = driver.execute(start(2), ignore);
    await until('the start is under way', () => executed().includes(2));
    const { port } = server;
    server.dropConnections();
    await server.stop();
    sampler.boot();
    sampler.stuck = false;
    server = new MethodServer(sampler, map, unit, join(pki, 'plant'), port);
    await server.start();
    expect(await starting).toMatchObject({ outcome: 'failed', code: 'ABORTED' });
    await until('the boot is told', () => witness.of('boot').length === 1);
    expect(await driver.execute(command(3, 'reset'), ignore)).toMatchObject({ outcome: 'done' });
    expect(await driver.execute(start(2), ignore)).toMatchObject({ outcome: 'failed', code: 'ABORTED' });
    expect(executed()).toEqual([1, 2, 3]);
  });
});
