import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unitId } from '../workflows/kernel/brand.ts';
import type { UnitCommand } from './unit-driver.ts';
import { Berth, command, ignore, range, start, until, Witness } from './testing/berth.ts';
import { tagMap } from './testing/tag-maps.ts';

// Waits for real servers to start and real connections to come back; a busy machine takes its time.
jest.setTimeout(60_000);

describe('a unit driven over OPC UA', () => {
  const pki = mkdtempSync(join(tmpdir(), 'quaylab-driver-'));
  let berth: Berth;
  let witness: Witness;
  beforeEach(() => {
    berth = new Berth(pki);
    witness = new Witness();
  });
  afterEach(() => berth.close());
  afterAll(() => rmSync(pki, { recursive: true, force: true }));

  it('goes through a whole sampling: reset, start, increments, complete', async () => {
    await berth.open();
    const driver = berth.driver();
    expect(driver.snapshot()).toMatchObject({ live: false, reason: 'never-connected' });
    await driver.start(witness);
    await until('live', () => driver.snapshot().live);

    let accepted = 0;
    expect((await driver.execute(command(1, 'reset'), () => accepted++)).outcome).toBe('done');
    const started = await driver.execute(start(2), () => accepted++);
    expect(started).toMatchObject({ outcome: 'done', after: { live: true } });
    await until(
      'the parcel is over',
      () => witness.of('stream').at(-1)?.flowing === false && witness.taken.length > 5,
    );
    const completed = await driver.execute(command(3, 'complete'), () => accepted++);
    expect(completed.outcome).toBe('done');
    expect(accepted).toBe(3);
    await until('the container is told', () => witness.taken.at(-1)?.type === 'container');

    expect(witness.idx).toEqual(range(witness.taken.length));
    expect(witness.overlapped).toBe(false);
    const increments = witness.taken.filter(({ type }) => type === 'increment');
    expect(increments).toHaveLength(10);
    expect(increments.map(({ no }) => no)).toEqual(range(10));
    expect(increments.every(({ sampleId, mass }) => sampleId === 'S-4711' && mass > 0)).toBe(true);
    const { readings } = await driver.read();
    expect(readings['Act.CutCount']?.value).toBe(10);
    expect(readings['Sts.AckSeq']?.value).toBe(3);
    expect(readings['Cmd.Seq']?.value).toBe(3);
    expect(readings['Evt.ReadIdx']?.value).toBe(11);

    expect(witness.of('link').map(({ live }) => live)).toEqual([true]);
    expect(witness.of('stream').map(({ flowing }) => flowing)).toEqual([false, true, false]);
    expect(witness.of('stream').at(-1)?.total).toBeCloseTo(150, 0);
    // The command is done by what was read; the notification of the state comes a little later.
    await until('the state is told', () => witness.of('state').at(-1)?.state === 'Completed');
    expect(witness.of('state').at(-1)).toMatchObject({
      state: 'Completed',
      mode: 1,
      faultCode: 0,
      jobSampleId: 'S-4711',
    });
    expect(berth.commands()).toEqual([1, 2, 3]);
  });

  it('carries a command out once, however often it is executed and whatever driver does it', async () => {
    await berth.open();
    // A patient one: the plant is frozen below, and that is not to be noticed before the command is written.
    const map = tagMap();
    const first = berth.driver({ ...map, timing: { ...map.timing, plcHeartbeatLostAfter: 60 } });
    await first.start(witness);
    await until('live', () => first.snapshot().live);
    // The first driver dies between write and acknowledgement; its successor knows only the journal's seq.
    berth.plant.freeze(true);
    const orphan = first.execute(command(1, 'reset'), ignore);
    const died = expect(orphan).rejects.toMatchObject({ refusal: { code: 'DRIVER_STOPPED' } });
    await until('written', () => first.snapshot().readings['Cmd.Seq']?.value === 1);
    await first.stop();
    await died;
    expect(first.snapshot()).toMatchObject({ live: false, reason: 'link-lost' });
    expect(berth.commands()).toEqual([]);
    berth.plant.freeze(false);

    const second = berth.driver();
    await second.start(new Witness());
    let accepted = 0;
    const again = await Promise.all([
      second.execute(command(1, 'reset'), () => accepted++),
      second.execute(command(1, 'reset'), () => accepted++),
    ]);
    expect(again.map(({ outcome }) => outcome)).toEqual(['done', 'done']);
    expect(await second.execute(command(1, 'reset'), ignore)).toMatchObject({ outcome: 'done' });
    expect(accepted).toBe(2);
    expect(berth.commands()).toEqual([1]);
  });

  it('says why the PLC refused', async () => {
    await berth.open();
    const driver = berth.driver();
    await driver.start(witness);
    await until('live', () => driver.snapshot().live);
    const acceptances: number[] = [];
    const run = (each: UnitCommand) => driver.execute(each, () => acceptances.push(each.seq));

    expect(await run(command(1, 'hold'))).toMatchObject({ outcome: 'failed', code: 'WRONG_STATE' });
    expect((await run(command(2, 'reset'))).outcome).toBe('done');
    const tooFast = start(3);
    expect(await run({ ...tooFast, settings: { ...tooFast.settings, 'Set.CutterSpeed': 99 } })).toMatchObject(
      { outcome: 'failed', code: 'PARAMETER' },
    );
    berth.plant.plant.emergencyStop('CS-01', true);
    await until('aborted', () => witness.of('state').at(-1)?.state === 'Aborted');
    expect(await run(command(4, 'clear'))).toMatchObject({
      outcome: 'failed',
      code: 'INTERLOCK',
      message: expect.stringContaining('emergency stop'),
    });
    expect(await run(command(5, 'load'))).toMatchObject({
      outcome: 'failed',
      code: 'COMMAND_NOT_IN_TAG_MAP',
    });
    expect(await run(command(6, 'stop', { jobId: 'x'.repeat(41) }))).toMatchObject({ code: 'ID_TOO_LONG' });
    expect(await run(command(1, 'hold'))).toMatchObject({ outcome: 'failed', code: 'WRONG_STATE' });
    expect(acceptances).toEqual([2]);
  });

  it('takes a sealed container through the preparation line', async () => {
    await berth.open(1200, 1500);
    const sampler = berth.driver();
    const line = berth.driver(tagMap('coal-preparation-line'), unitId('CP-01'));
    const bottler = new Witness();
    await sampler.start(witness);
    await line.start(bottler);
    await until('live', () => sampler.snapshot().live && line.snapshot().live);
    await sampler.execute(command(1, 'reset'), ignore);
    await sampler.execute(start(2, 30), ignore);
    await until('the parcel is over', () => witness.of('stream').at(-1)?.flowing === false);
    await sampler.execute(command(3, 'complete'), ignore);
    await until('the container is told', () => witness.taken.at(-1)?.type === 'container');
    const container = witness.taken.at(-1);

    const code = { sampleId: 'P-0815' };
    expect((await line.execute(command(1, 'reset', code), ignore)).outcome).toBe('done');
    expect(await line.execute(command(2, 'load', { ...code, params: [8] }), ignore)).toMatchObject({
      outcome: 'failed',
      code: 'PARAMETER',
    });
    const load = command(3, 'load', { ...code, params: [container?.no ?? 0, 1] });
    expect((await line.execute(load, ignore)).outcome).toBe('done');
    expect(await line.execute(command(4, 'eject', { sampleId: 'P-NOT-THERE' }), ignore)).toMatchObject({
      outcome: 'failed',
      code: 'INTERLOCK',
      message: expect.stringContaining('this sample is not in the line'),
    });
    expect((await line.execute(command(5, 'start', code), ignore)).outcome).toBe('done');
    await until('the sample is through', () => bottler.taken.at(-1)?.type === 'through', 30_000);

    const { readings } = await line.read();
    expect(readings['Crusher6.Act.MassIn']?.value).toBeCloseTo(container?.mass ?? NaN, 3);
    expect(readings['Cabinet.Act.SlotState[40]']?.quality).toBe('good');
    const numbers = (wanted: string) => bottler.taken.flatMap(({ type, no }) => (type === wanted ? [no] : []));
    expect(numbers('container')).toEqual([61, 32, 21, 22]);
    expect(numbers('stage')).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(numbers('through')).toEqual([4]);
    expect(bottler.taken.every(({ sampleId }) => sampleId === 'P-0815')).toBe(true);
    expect(bottler.of('stream')).toEqual([]);
  });
});
