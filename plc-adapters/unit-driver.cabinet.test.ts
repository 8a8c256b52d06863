import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unitId } from '../workflows/kernel/brand.ts';
import { Berth, Witness, command, ignore, until } from './testing/berth.ts';
import { tagMap } from './testing/tag-maps.ts';
import type { UnitDriver } from './unit-driver.ts';

const unit = unitId('SC-01');
/** Plant seconds in a second: the gripper's way takes 400 ms. */
const timeFactor = 100;

describe('a cabinet commanded over OPC UA', () => {
  let folder: string;
  let berth: Berth;
  let driver: UnitDriver;
  let seq = 0;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'quaylab-cabinet-'));
    berth = new Berth(folder);
    await berth.open(150, timeFactor, { units: ['SC-01', 'PT-01'], faultyLink: true });
    driver = await started();
    expect((await driver.execute(command(++seq, 'reset'), ignore)).outcome).toBe('done');
  });
  afterAll(async () => {
    await berth.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const started = async (): Promise<UnitDriver> => {
    const one = berth.driver(tagMap('storage-cabinet'), unit);
    await one.start(new Witness());
    await until('the cabinet is live', () => one.snapshot().live);
    return one;
  };
  const order = (name: 'store' | 'retrieve' | 'scan', slot: number, sampleId: string) =>
    command(++seq, name, { sampleId, settings: { 'Set.Slot': slot } });
  const labelIn = async (slot: number) => (await driver.read()).readings[`Act.SlotBarcode[${slot}]`]?.value;
  const accepted = (name: string) => berth.log.lines.filter(({ event }) => event.event === 'command' && event['name'] === name).length;

  it('stores, scans and gives out, each told by the PLC’s program alone', async () => {
    expect((await driver.execute(order('store', 7, 'R-1'), ignore)).outcome).toBe('done');
    expect(await labelIn(7)).toBe('R-1');
    expect((await driver.execute(order('scan', 0, ''), ignore)).outcome).toBe('done');
    expect((await driver.execute(order('retrieve', 7, 'R-1'), ignore)).outcome).toBe('done');
    expect(await labelIn(7)).toBe('');
  });

  it('hears why not, in the words of the tag map', async () => {
    berth.plant.plant.disturb(unit, 'slot', true);
    const occupied = await driver.execute(order('store', 3, 'R-2'), ignore);
    expect(occupied).toMatchObject({ outcome: 'failed', code: 'INTERLOCK' });
    expect(JSON.stringify(occupied)).toContain('slot occupied');
    berth.plant.plant.disturb(unit, 'slot', false);
    const noSuch = await driver.execute(order('retrieve', 3, 'R-2'), ignore);
    expect(JSON.stringify(noSuch)).toContain('no such sample in that slot');
    berth.plant.plant.disturb(unit, 'door', true);
    expect(JSON.stringify(await driver.execute(order('store', 3, 'R-2'), ignore))).toContain('door open');
    berth.plant.plant.disturb(unit, 'door', false);
  });

  it('an order whose answers are lost is adopted when the link is back, and was carried out once', async () => {
    const before = accepted('store');
    const asked = order('store', 5, 'R-5');
    const outcome = driver.execute(asked, () => void berth.plant.setLink('no-answers'));
    await until('the machine has put it there', () => berth.log.lines.some(({ event }) => event.event === 'done' && event['seq'] === asked.seq));
    berth.plant.setLink('whole');
    expect((await outcome).outcome).toBe('done');
    // The server died before it heard: its next life asks again with the same number.
    const again = await started();
    expect((await again.execute(asked, ignore)).outcome).toBe('done');
    expect(accepted('store')).toBe(before + 1);
    expect(await labelIn(5)).toBe('R-5');
  }, 30_000);

  it('an order that the PLC’s restart broke off is told so, never repeated', async () => {
    const before = accepted('store');
    const asked = order('store', 6, 'R-6');
    let begun = false;
    const outcome = driver.execute(asked, () => (begun = true));
    await until('the machine has begun', () => begun);
    await berth.plant.powerCycle();
    expect(await outcome).toMatchObject({ outcome: 'failed', code: 'ABORTED' });
    expect(accepted('store')).toBe(before + 1);
    expect(await labelIn(6)).toBe('');
  }, 30_000);

  describe('and a tube beside it', () => {
    const tube = unitId('PT-01');
    let blower: UnitDriver;
    let number = 0;
    beforeAll(async () => {
      blower = berth.driver(tagMap('pneumatic-tube'), tube);
      await blower.start(new Witness());
      await until('the tube is live', () => blower.snapshot().live);
      expect((await blower.execute(command(++number, 'reset'), ignore)).outcome).toBe('done');
    });
    const transfer = (to: number, carrier = 'carrier 7') =>
      command(++number, 'send', { sampleId: 'A-1', settings: { 'Set.From': 1, 'Set.To': to, 'Set.CarrierId': carrier } });
    const shows = async (...names: readonly string[]) => {
      const { readings } = await blower.read();
      return names.map((name) => readings[`Act.${name}`]?.value);
    };

    it('sends a carrier, whose times are its PLC’s', async () => {
      const begun = Date.now();
      expect((await blower.execute(transfer(3), ignore)).outcome).toBe('done');
      expect(await shows('CarrierState', 'CarrierPos', 'CarrierIdRead', 'SampleIdRead', 'Transfers')).toEqual([3, 3, 'carrier 7', 'A-1', 1]);
      const [departed = 0, arrived = 0] = (await shows('DepartedAt', 'ArrivedAt')).map((time) => Date.parse(String(time)));
      expect([begun <= departed, departed < arrived, arrived <= Date.now()]).toEqual([true, true, true]);
    });

    it('hears why not, in the words of the tag map, and that a carrier is lost', async () => {
      berth.plant.plant.disturb(tube, 'station', true);
      expect(JSON.stringify(await blower.execute(transfer(2), ignore))).toContain('a carrier stands at the destination');
      berth.plant.plant.disturb(tube, 'station', false);
      berth.plant.plant.disturb(tube, 'lost', true);
      expect(await blower.execute(transfer(2), ignore)).toMatchObject({ outcome: 'failed', code: 'FAULT' });
      expect(await shows('CarrierState', 'CarrierPos')).toEqual([4, 0]);
    });
  });

  it('a gripper that sticks ends the order with a fault', async () => {
    expect((await driver.execute(command(++seq, 'reset'), ignore)).outcome).toBe('done');
    berth.plant.plant.disturb(unit, 'gripper', true);
    expect(await driver.execute(order('store', 8, 'R-8'), ignore)).toMatchObject({ outcome: 'failed', code: 'FAULT' });
    expect((await driver.read()).readings['Sts.FaultCode']?.value).toBe(2401);
  }, 30_000);
});
