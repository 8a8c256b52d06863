import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Berth, command, ignore, range, start, until, Witness } from '../../plc-adapters/testing/berth.ts';
import type { UnitDriver } from '../../plc-adapters/unit-driver.ts';

// Real servers and real time-outs; a busy machine takes its time.
jest.setTimeout(120_000);
const PATIENCE = 60_000;

describe('a unit sampled over a link that fails', () => {
  const pki = mkdtempSync(join(tmpdir(), 'quaylab-link-'));
  let berth: Berth;
  let witness: Witness;
  let driver: UnitDriver;

  beforeEach(async () => {
    berth = new Berth(pki);
    witness = new Witness();
    await berth.open(600, 200, { faultyLink: true });
    driver = berth.driver();
    await driver.start(witness);
    await until('live', () => driver.snapshot().live, PATIENCE);
    await driver.execute(command(1, 'reset'), ignore);
    await driver.execute(start(2), ignore);
    await until('increments', () => witness.taken.length >= 2, PATIENCE);
  });
  afterEach(() => berth.close());
  afterAll(() => rmSync(pki, { recursive: true, force: true }));

  const live = (): Promise<number> => until('live again', () => driver.snapshot().live, PATIENCE);

  /** The rest of the parcel: every record of the plant came here, once, in order. */
  async function loseNothing(): Promise<void> {
    const written = (): number =>
      berth.log.lines.filter(({ event }) => event.event === 'increment' || event.event === 'missed').length;
    await until('the parcel is over', () => written() === 40, PATIENCE);
    await until('all records', () => witness.taken.length === 40, PATIENCE);
    expect(witness.idx).toEqual(range(40));
    expect(witness.of('gap')).toEqual([]);
    const commands = berth.commands();
    expect(new Set(commands).size).toBe(commands.length);
  }

  it('executes a command once when the answer to its last write is lost', async () => {
    const [sampler] = berth.plant.plant.units;
    if (!sampler) throw new Error('no unit');
    const { image } = sampler;
    const write = image.set.bind(image);
    // The link fails in the moment in which the plant has the number and its server has not answered yet.
    image.set = (path, value) => {
      if (path === 'Cmd.Seq') berth.plant.setLink('no-answers');
      write(path, value);
    };
    const holding = driver.execute(command(3, 'hold'), ignore);
    await until('the plant has it', () => berth.commands().includes(3), PATIENCE);
    await until('stale', () => !driver.snapshot().live, PATIENCE);
    image.set = write;
    berth.plant.setLink('whole');
    await live();
    const { outcome } = await holding;
    expect(['done', 'unknown']).toContain(outcome);
    expect(berth.commands()).toEqual([1, 2, 3]);
    expect(driver.snapshot().readings['Sts.StateCurrent']?.value).toBe(11);
    await driver.execute(command(4, 'unhold'), ignore);
    await loseNothing();
  });

  it.each(['black-hole', 'no-requests'] as const)(
    'goes stale when it is %s, and loses nothing over it',
    async (state) => {
      berth.plant.setLink(state);
      await until('stale', () => !driver.snapshot().live, PATIENCE);
      await sleep(1000);
      berth.plant.setLink('whole');
      await live();
      await loseNothing();
    },
  );

  it('loses nothing when notifications come late and all at once', async () => {
    for (let i = 0; i < 3; i++) {
      berth.plant.setLink('stalled');
      await sleep(2500);
      berth.plant.setLink('whole');
      await sleep(500);
    }
    await live();
    await loseNothing();
  });

  it('finds its tags again after a download that moved their namespace, and tells of it', async () => {
    const before = witness.taken.length;
    berth.plant.plant.download('CS-01');
    berth.plant.plant.keep();
    await berth.plant.powerCycle();
    await until('the program is told', () => witness.of('program').length > 0, PATIENCE);
    await live();
    expect(witness.of('boot')).toHaveLength(1);
    expect(driver.snapshot().readings['Sts.StateCurrent']?.value).toBe(2);
    expect((await driver.execute(command(3, 'reset'), ignore)).outcome).toBe('done');
    expect((await driver.execute(start(4), ignore)).outcome).toBe('done');
    await until('further increments', () => witness.taken.length > before + 2, PATIENCE);
    expect(witness.idx).toEqual(range(witness.idx.length));
  });
});
