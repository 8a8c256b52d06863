import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unitId } from '../../workflows/kernel/brand.ts';
import { Berth, command, ignore, range, start, until, Witness } from '../testing/berth.ts';
import { ServerRequests } from '../testing/server-requests.ts';
import { tagMap } from '../testing/tag-maps.ts';
import type { CommandOutcome, UnitCommand, UnitDriver } from '../unit-driver.ts';

// Real servers and connections; a busy machine takes its time.
jest.setTimeout(90_000);

const ours = { jobId: 'run/1', sampleId: 'O-0001' };

describe('a unit in shadow', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-shadow-'));
  let berth: Berth;
  let files = 0;
  let requests: ServerRequests | null = null;
  beforeEach(() => (berth = new Berth(folder)));
  afterEach(async () => {
    await berth.close();
    requests?.stop();
    requests = null;
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** The system that runs the plant: an ordinary driver, which names samples its own way. */
  const existingSystem = async (witness = new Witness()): Promise<UnitDriver> => {
    const driver = berth.driver();
    await driver.start(witness);
    await until('the existing system is live', () => driver.snapshot().live);
    return driver;
  };
  const shadowOn = async (memoryFile: string, witness: Witness): Promise<UnitDriver> => {
    const driver = berth.driver(tagMap(), unitId('CS-01'), { shadow: { memoryFile } });
    await driver.start(witness);
    await until('the shadow is live', () => driver.snapshot().live);
    return driver;
  };
  const memoryFile = () => join(folder, `memory-${files++}.json`);

  it('follows a whole sampling that somebody else commands, and writes nothing', async () => {
    const asked = (requests = new ServerRequests());
    await berth.open();
    const witness = new Witness();
    const shadow = await shadowOn(memoryFile(), witness);
    const before = (await shadow.read()).readings;
    const existing = await existingSystem();

    const answers: string[] = [];
    let accepted = 0;
    const ask = async (each: UnitCommand) => {
      const outcome = await shadow.execute(each, () => accepted++);
      answers.push(`${each.command} ${outcome.outcome}`);
      return outcome;
    };
    const reset = ask(command(1, 'reset', ours));
    expect((await existing.execute(command(1, 'reset'), ignore)).outcome).toBe('done');
    await reset;
    const started = ask(command(2, 'start', ours));
    expect((await existing.execute(start(2), ignore)).outcome).toBe('done');
    const outcome = await started;
    expect(outcome).toMatchObject({ outcome: 'done', after: { live: true, shadow: true } });
    // Whatever the plant calls it, it is our sample now.
    expect((await shadow.read()).readings['Cmd.SampleId']?.value).toBe('O-0001');
    await until('the parcel is over', () => witness.of('stream').at(-1)?.flowing === false && witness.taken.length >= 10);
    const completed = ask(command(3, 'complete', ours));
    expect((await existing.execute(command(3, 'complete'), ignore)).outcome).toBe('done');
    await completed;
    await until('the container is told', () => witness.taken.at(-1)?.type === 'container');

    expect(answers).toEqual(['reset done', 'start done', 'complete done']);
    expect(accepted).toBe(3);
    expect(witness.idx).toEqual(range(11));
    expect(witness.taken.every(({ sampleId }) => sampleId === 'O-0001')).toBe(true);
    expect(witness.taken.filter(({ type }) => type === 'increment').map(({ no }) => no)).toEqual(range(10));
    await until('the state is told', () => witness.of('state').at(-1)?.state === 'Completed');
    expect(witness.of('state').at(-1)?.jobSampleId).toBe('O-0001');

    // What the PLC shows of commands is the other's doing alone.
    expect(berth.commands()).toEqual([1, 2, 3]);
    expect(before['Sts.OrchAlive']?.value).toBe(false);
    const used = asked.by((name) => name.includes('shadow'));
    expect(used).toContain('ReadRequest');
    expect(used).toContain('CreateMonitoredItemsRequest');
    expect([...used].filter((service) => /Write|Call|History|AddNodes|DeleteNodes/.test(service))).toEqual([]);
    expect(asked.by((name) => !name.includes('shadow'))).toContain('WriteRequest');
  });

  it('tells again after a restart whose sample it is, and neither loses nor repeats an increment', async () => {
    await berth.open(300);
    const file = memoryFile();
    const first = new Witness();
    const shadow = await shadowOn(file, first);
    const existing = await existingSystem();
    await existing.execute(command(1, 'reset'), ignore);
    const started = shadow.execute(command(1, 'start', ours), ignore);
    await existing.execute(start(2), ignore);
    expect((await started).outcome).toBe('done');
    await until('some increments', () => first.taken.length >= 3);
    await shadow.stop();

    const second = new Witness();
    const successor = await shadowOn(file, second);
    // The answer was on its way to the journal when the server ended: it is given again.
    expect((await successor.execute(command(1, 'start', ours), ignore)).outcome).toBe('done');
    expect((await successor.read()).readings['Cmd.SampleId']?.value).toBe('O-0001');
    const completed = successor.execute(command(2, 'complete', ours), ignore);
    await until('more increments', () => second.taken.length >= 3);
    await existing.execute(command(3, 'complete'), ignore);
    expect((await completed).outcome).toBe('done');
    await until('the container is told', () => second.taken.at(-1)?.type === 'container');
    const told = [...first.taken, ...second.taken];
    expect(told.map(({ idx }) => idx)).toEqual(range(told.length));
    expect(told.every(({ sampleId }) => sampleId === 'O-0001')).toBe(true);
    expect(second.of('gap')).toEqual([]);
  });

  it('follows a sample through the preparation line by what is loaded', async () => {
    await berth.open(1200, 1500);
    const sampling = new Witness();
    const sampler = await existingSystem(sampling);
    await sampler.execute(command(1, 'reset'), ignore);
    await sampler.execute(start(2, 30), ignore);
    await until('the parcel is over', () => sampling.of('stream').at(-1)?.flowing === false);
    await sampler.execute(command(3, 'complete'), ignore);
    await until('the container is told', () => sampling.taken.at(-1)?.type === 'container');

    const map = tagMap('coal-preparation-line');
    const line = berth.driver(map, unitId('CP-01'));
    await line.start(new Witness());
    const told = new Witness();
    const shadow = berth.driver(map, unitId('CP-01'), { shadow: { memoryFile: memoryFile() } });
    await shadow.start(told);
    await until('live', () => line.snapshot().live && shadow.snapshot().live);
    const theirs = { sampleId: 'P-0815' };
    const params = [sampling.taken.at(-1)?.no ?? 0, 1];
    const given = [command(1, 'reset', theirs), command(2, 'load', { ...theirs, params }), command(3, 'start', theirs)];
    for (const each of given) {
      const asked = shadow.execute({ ...each, ...ours }, ignore);
      expect((await line.execute(each, ignore)).outcome).toBe('done');
      expect((await asked).outcome).toBe('done');
      if (each.command === 'load') expect((await shadow.read()).readings['Infeed.Act.SampleIdRead']?.value).toBe('O-0001');
    }
    await until('the sample is through', () => told.taken.at(-1)?.type === 'through', 30_000);
    const numbers = (wanted: string) => told.taken.flatMap(({ type, no }) => (type === wanted ? [no] : []));
    expect([numbers('stage'), numbers('container')]).toEqual([range(7), [61, 32, 21, 22]]);
    expect(told.taken.every(({ sampleId }) => sampleId === 'O-0001')).toBe(true);
    expect(await shadow.execute(command(9, 'eject', ours), ignore)).toMatchObject({ outcome: 'failed', code: 'SHADOW_MODE' });
  });

  it('leaves a run nobody asked for under the name the plant gave it, and does not take it for the next', async () => {
    await berth.open();
    const witness = new Witness();
    const shadow = await shadowOn(memoryFile(), witness);
    const existing = await existingSystem();
    await existing.execute(command(1, 'reset'), ignore);
    await existing.execute(start(2), ignore);
    await until('an increment', () => witness.taken.length > 0);
    expect(witness.taken[0]?.sampleId).toBe('S-4711');
    expect(await shadow.execute(command(1, 'start', ours), ignore)).toMatchObject({ outcome: 'failed', code: 'SHADOW_OVERTAKEN' });
    expect((await shadow.read()).readings['Cmd.SampleId']?.value).toBe('S-4711');
  });

  it('aborts nothing, and waits no longer for what an aborted run had asked', async () => {
    await berth.open();
    const shadow = await shadowOn(memoryFile(), new Witness());
    const waiting: Promise<CommandOutcome> = shadow.execute(command(1, 'start', ours), ignore);
    expect(await shadow.execute(command(2, 'abort', ours), ignore)).toMatchObject({ outcome: 'failed', code: 'SHADOW_MODE' });
    expect(await waiting).toMatchObject({ outcome: 'failed', code: 'SHADOW_WITHDRAWN' });
    const hold = shadow.execute(command(3, 'hold', { jobId: 'run/2' }), ignore);
    expect(await hold).toMatchObject({ outcome: 'failed', code: 'SHADOW_OVERTAKEN', message: expect.stringContaining('Stopped') });
    // Waiting has no limit but the driver's own end.
    const reset = shadow.execute(command(4, 'reset', { jobId: 'run/2' }), ignore);
    const ended = expect(reset).rejects.toMatchObject({ refusal: { code: 'DRIVER_STOPPED' } });
    await shadow.stop();
    await ended;
    expect(berth.commands()).toEqual([]);
  });
});
