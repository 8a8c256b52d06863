import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MonitoredItem } from 'node-opcua';
import { Berth, command, ignore, range, start, until, Witness } from './testing/berth.ts';
import { tagMap } from './testing/tag-maps.ts';

// Waits for real servers to start and real connections to come back; a busy machine takes its time.
jest.setTimeout(60_000);

describe('a unit driven through outages', () => {
  const pki = mkdtempSync(join(tmpdir(), 'quaylab-driver-'));
  let berth: Berth;
  let witness: Witness;
  beforeEach(() => {
    berth = new Berth(pki);
    witness = new Witness();
  });
  afterEach(() => berth.close());
  afterAll(() => rmSync(pki, { recursive: true, force: true }));

  it('notices a cut connection within seconds and loses no record over it, in order, none twice', async () => {
    await berth.open(600);
    const driver = berth.driver();
    await driver.start(witness);
    await until('live', () => driver.snapshot().live);
    await driver.execute(command(1, 'reset'), ignore);
    await driver.execute(start(2), ignore);
    for (const count of [3, 12]) {
      await until(`${count} increments`, () => witness.taken.length >= count);
      const told = witness.of('link').length;
      witness.refusals = 1;
      berth.plant.dropConnections();
      expect(await until('stale', () => !driver.snapshot().live)).toBeLessThan(2500);
      expect(witness.of('link').at(told)).toMatchObject({ live: false, reason: 'link-lost' });
      await expect(driver.read()).rejects.toMatchObject({ refusal: { code: 'UNIT_NOT_LIVE' } });
      await until('live again', () => driver.snapshot().live);
    }
    await until('the parcel is over', () => witness.of('stream').at(-1)?.flowing === false, 20_000);
    expect((await driver.execute(command(3, 'complete'), ignore)).outcome).toBe('done');
    await until('the container is told', () => witness.taken.at(-1)?.type === 'container');
    expect(witness.taken.filter(({ type }) => type === 'increment')).toHaveLength(40);
    expect(witness.idx).toEqual(range(41));
    expect(witness.overlapped).toBe(false);
    expect(witness.of('gap')).toEqual([]);
    expect(witness.of('boot')).toEqual([]);
  });

  it('tells of records overwritten while it was away', async () => {
    await berth.open(500);
    const driver = berth.driver();
    await driver.start(witness);
    await until('live', () => driver.snapshot().live);
    await driver.execute(command(1, 'reset'), ignore);
    await driver.execute(start(2, 5), ignore);
    await driver.stop();
    const taken = witness.taken.length;
    await until(
      'the ring is over',
      () => berth.log.lines.filter(({ event }) => event.event === 'increment').length > 80,
    );

    const next = berth.driver();
    const heir = new Witness();
    await next.start(heir);
    await until('records', () => heir.taken.length > 60);
    const lost = heir.of('gap').flatMap(({ from, to }) => range(to).slice(from - 1));
    expect(lost.length).toBeGreaterThan(0);
    // Between them, losses and records account for every number, each once.
    expect([...lost, ...heir.idx].sort((a, b) => a - b)).toEqual(
      range(lost.length + heir.idx.length + taken).slice(taken),
    );
  });

  it('tells of a boot, and does not carry a command across it', async () => {
    await berth.open();
    const driver = berth.driver();
    await driver.start(witness);
    await until('live', () => driver.snapshot().live);
    await driver.execute(command(1, 'reset'), ignore);
    const before = driver.snapshot().readings['Sts.BootCounter']?.value;
    await berth.powerOff();
    await until('stale', () => !driver.snapshot().live);
    const resetting = driver.execute(command(2, 'reset'), ignore);
    await berth.open();
    await until('live again', () => driver.snapshot().live, 25_000);
    expect(witness.of('boot')).toMatchObject([{ previous: before, bootCounter: Number(before) + 1 }]);
    expect(witness.of('state').length).toBeGreaterThan(1);
    // What was asked of the plant before the boot is not asked of it afterwards.
    expect(await resetting).toMatchObject({ outcome: 'failed', code: 'PLC_RESTARTED' });
    expect((await driver.execute(command(3, 'reset'), ignore)).outcome).toBe('done');
    expect(berth.commands()).toEqual([1, 3]);
  });

  it('notices a PLC whose program stands while its server still answers', async () => {
    await berth.open();
    const driver = berth.driver();
    await driver.start(witness);
    await until('live', () => driver.snapshot().live);
    berth.plant.freeze(true);
    expect(await until('stale', () => !driver.snapshot().live)).toBeLessThan(6000);
    expect(driver.snapshot().reason).toBe('heartbeat-lost');
    const states = witness.of('state').length;
    berth.plant.freeze(false);
    await until('live again', () => driver.snapshot().live);
    expect(witness.of('state').length).toBe(states + 1);
  });

  it('takes no unit for live whose subscription has gone deaf, and subscribes anew', async () => {
    await berth.open();
    const driver = berth.driver();
    await driver.start(witness);
    await until('live', () => driver.snapshot().live);
    // Keep-alives and reads go on, changes are no longer told.
    const deaf = jest.spyOn(MonitoredItem.prototype, 'recordValue').mockReturnValue(false);
    try {
      await until('stale', () => !driver.snapshot().live);
      const told = witness.of('link').length;
      await until('a new attempt', () => driver.snapshot().reason === 'subscription-silent');
      await new Promise((resolve) => setTimeout(resolve, 7000));
      expect(witness.of('link').slice(told).filter(({ live }) => live)).toEqual([]);
    } finally {
      deaf.mockRestore();
    }
    await until('live again', () => driver.snapshot().live);
  });

  it('says that a plant does not come up only after the grace of a start', async () => {
    await berth.open();
    await berth.powerOff();
    const map = tagMap();
    const firstConnectionMs = 1500;
    const driver = berth.driver({ ...map, timing: { ...map.timing, firstConnectionMs } });
    const begun = performance.now();
    await driver.start(witness);
    await until('told', () => witness.observations.length > 0);
    expect(performance.now() - begun).toBeGreaterThan(firstConnectionMs);
    expect(witness.observations).toMatchObject([{ kind: 'link', live: false, reason: 'never-connected' }]);
  });

  it('connects to a plant that comes up later', async () => {
    await berth.open();
    await berth.powerOff();
    const map = tagMap();
    const driver = berth.driver({ ...map, timing: { ...map.timing, firstConnectionMs: 600_000 } });
    await driver.start(witness);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(driver.snapshot()).toMatchObject({ live: false, reason: 'never-connected' });
    await berth.open();
    await until('live', () => driver.snapshot().live);
    expect(witness.of('link').map(({ live }) => live)).toEqual([true]);
  });
});
