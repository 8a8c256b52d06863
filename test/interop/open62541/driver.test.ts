import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createUnitDriver } from '../../../plc-adapters/create-unit-driver.ts';
import { command, ignore, range, start, until, Witness } from '../../../plc-adapters/testing/berth.ts';
import { tagMap } from '../../../plc-adapters/testing/tag-maps.ts';
import type { UnitDriver } from '../../../plc-adapters/unit-driver.ts';
import { instant, unitId } from '../../../workflows/kernel/brand.ts';
import { freePort } from '../../support/free-port.ts';
import { buildSampler, SamplerProcess, writeTagList } from './sampler-process.ts';

/** The driver as it is, against an OPC UA server that is not node-opcua: what the standard says, not what one library does. */

// Real processes, real reconnections; a busy machine takes its time.
jest.setTimeout(90_000);

const folder = mkdtempSync(join(tmpdir(), 'quaylab-open62541-'));
const built = buildSampler(folder);
const unit = unitId('CS-01');
const map = tagMap();

if ('missing' in built) {
  rmSync(folder, { recursive: true, force: true });
  const reason = `not installed: ${built.missing}`;
  // Whoever says where it is, as continuous integration does, wants it tested.
  const required = process.env['OPEN62541_PREFIX'] !== undefined;
  if (!required) process.stderr.write(`SKIPPED "the driver against open62541": ${reason}\n`);
  const say = () => {
    throw new Error(reason);
  };
  (required ? it : it.skip)(`the driver against open62541 [${reason}]`, say);
} else {
  describe('the driver against a server on open62541', () => {
    let plc: SamplerProcess;
    let driver: UnitDriver;
    let witness: Witness;
    let cases = 0;

    beforeEach(async () => {
      const port = await freePort();
      const tagList = join(folder, 'tags.txt');
      writeTagList(tagList, map, unit);
      plc = new SamplerProcess(built, { port, tagList, memory: join(folder, `memory-${++cases}`) });
      await plc.powerOn();
      witness = new Witness();
      driver = createUnitDriver(
        {
          unit,
          tagMap: map,
          endpoint: `opc.tcp://127.0.0.1:${port}`,
          security: { mode: 'None', policy: 'None' },
        },
        {
          clock: { now: () => instant(new Date().toISOString()), monotonicMs: () => performance.now() },
          log: { info: ignore, warn: ignore, error: ignore },
          pkiFolder: join(folder, 'pki'),
        },
      );
      await driver.start(witness);
      await until('live', () => driver.snapshot().live);
    });
    afterEach(async () => {
      await driver.stop();
      await plc.powerOff();
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    const value = (tag: string) => driver.snapshot().readings[tag]?.value;
    const increments = () => witness.taken.filter(({ type }) => type === 'increment');
    const done = async (seq: number, name: Parameters<typeof command>[1]) =>
      expect(await driver.execute(command(seq, name), ignore)).toMatchObject({ outcome: 'done' });
    const startSampling = async (resetSeq: number) => {
      await done(resetSeq, 'reset');
      expect(await driver.execute(start(resetSeq + 1), ignore)).toMatchObject({ outcome: 'done' });
    };

    it('carries a sample from reset to complete and takes every record once, in order', async () => {
      expect(witness.of('state').at(-1)).toMatchObject({ state: 'Stopped', mode: 1, faultCode: 0 });
      await until('the stream is told', () => witness.of('stream').at(-1)?.flowing === true);
      await startSampling(1);
      await until('the ring has gone round', () => increments().length > map.ring.size, 30_000);
      await done(3, 'hold');
      const { after } = (await driver.execute(command(4, 'unhold'), ignore)) as {
        after: { readings: object };
      };
      expect(after.readings).toMatchObject({ 'Sts.AckSeq': { value: 4 }, 'Sts.StateCurrent': { value: 6 } });
      await done(5, 'complete');
      await until('the container is told', () => witness.taken.at(-1)?.type === 'container');
      const sample = increments();
      expect(witness.taken.map(({ idx }) => idx)).toEqual(range(sample.length + 1));
      expect(sample.map(({ no }) => no)).toEqual(range(sample.length));
      expect(sample[0]).toMatchObject({ sampleId: 'S-4711', mass: 30.25, flow: 1500, kept: 3.025 });
      await until('all is consumed', () => value('Evt.ReadIdx') === sample.length + 1);
      expect(witness.of('gap')).toEqual([]);
      await until('the end is told', () => witness.of('state').at(-1)?.state === 'Completed');
    });

    it('is told by the program why a command is refused', async () => {
      expect(await driver.execute(command(1, 'hold'), ignore)).toMatchObject({
        outcome: 'failed',
        code: 'WRONG_STATE',
      });
      await done(2, 'reset');
      expect(await driver.execute(start(3, -1), ignore)).toMatchObject({
        outcome: 'failed',
        code: 'PARAMETER',
      });
      expect(await driver.execute(command(4, 'stop'), ignore)).toMatchObject({
        outcome: 'failed',
        code: 'PARAMETER',
      });
      expect(value('Sts.RunId')).toBe(0);
    });

    it('calls a hung server stale within its watchdog and loses nothing over it', async () => {
      await startSampling(1);
      await until('some increments', () => increments().length > 5);
      plc.freeze();
      // Three heartbeats of 500 ms and the look after them; the rest is for a busy machine.
      expect(await until('stale', () => !driver.snapshot().live)).toBeLessThan(4000);
      expect(witness.of('link').at(-1)).toMatchObject({ live: false, reason: 'heartbeat-lost' });
      const before = increments().length;
      plc.thaw();
      await until('live again', () => driver.snapshot().live, 30_000);
      await until('more increments', () => increments().length > before + 5);
      await done(3, 'hold');
      await until('all is taken', () => witness.taken.length === value('Evt.WriteIdx'));
      expect(witness.taken.map(({ idx }) => idx)).toEqual(range(witness.taken.length));
      expect([witness.of('gap'), witness.of('boot')]).toEqual([[], []]);
    });

    it('reconciles after a power cut: nothing is done twice, what was broken off is told', async () => {
      await startSampling(1);
      await until('some increments', () => increments().length > 5);
      const completing = driver.execute(command(3, 'complete'), () => void plc.powerOff());
      await until('stale', () => !driver.snapshot().live);
      const meanwhile = driver.execute(command(4, 'unhold'), ignore);
      await plc.powerOn();
      // The end of 3 is on show since the boot; 4 was asked of the run before it and is not given any more.
      expect(await completing).toMatchObject({ outcome: 'failed', code: 'ABORTED' });
      expect(await meanwhile).toMatchObject({ outcome: 'failed', code: 'PLC_RESTARTED' });
      expect(witness.of('boot')).toMatchObject([{ previous: 1, bootCounter: 2 }]);
      const again = await driver.execute(command(3, 'complete'), ignore);
      expect(again).toMatchObject({ outcome: 'failed', code: 'ABORTED' });
      await startSampling(5);
      await until(
        'increments of the second run',
        () => increments().filter(({ no }) => no === 3).length === 2,
      );
      await done(7, 'hold');
      await until('all is taken', () => witness.taken.length === value('Evt.WriteIdx'));
      expect(witness.taken.map(({ idx }) => idx)).toEqual(range(witness.taken.length));
      expect(value('Sts.RunId')).toBe(2);
      expect(witness.of('gap')).toEqual([]);
    });
  });
}
