import { blindCode, decimalString as d, processId } from '../../workflows/kernel/brand.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';
import { bottleStart, putAway } from '../../workflows/storage/storage.fixture.ts';
import { Projector } from '../views/projector.ts';
import { MemoryJournal } from '../engine/testing/memory-journal.ts';
import type { StorageAct } from './storage.ts';
import { createStorageService } from './storage.ts';
import { openCabinets } from './storage-cabinets.ts';
import { createTubeService, openTubes } from './tubes.ts';
import { alarmCatalogue, caller, eventually, openHouse, packs, site } from './testing/house.ts';
import type { House } from './testing/house.ts';
import { memoryViews } from './testing/memory-stores.ts';

const page = { limit: 10 };

const storage = {
  massTolerancePercent: d('0.5'),
  cabinets: [{ id: 'A', name: { zh: '柜', en: 'Cabinet' }, slots: 2, unit: 'CP-01' }],
  carriage: {
    overdue_min: 30,
    carriers: ['van 1'],
    tubes: [{ id: 'T-1', stations: ['line', 'laboratory'] }],
  },
};
const at = { ...site, storage };
/** Any process that listens. */
const parent = processId('customs-client/parent');
const [custodian, officer, preparer] = [caller('custodian1'), caller('officer'), caller('technician')];
const idOf = (code: string) => processId(`storage/${code}`);

function taken<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.message}`);
  return outcome.value;
}
const refusalOf = async (asked: Promise<Outcome<object>>) => {
  const outcome = await asked;
  return outcome.ok ? null : [outcome.refusal.code, outcome.refusal.field];
};

describe('bottles and their ways', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(at);
    const { engine, clock } = house;
    const actor = { kind: 'system', id: 'test' } as const;
    const start = (input: object) => ({
      id: 'begin',
      at: clock(),
      actor,
      event: { type: 'process.start', input },
    });
    await engine.start('customs-client', parent, start({}));
    for (const code of ['B-1', 'B-2']) {
      const { input, process } = bottleStart(code);
      await engine.start(
        'storage',
        process,
        start({ order: { ...(input as { order: object }).order, parent } }),
      );
      const container = {
        code,
        parent: null,
        consignment: parent,
        kind: 'retained',
        mass: '0.75',
        place: 'line',
        seal: 'R-1',
        at: clock(),
      };
      await house.views.put(
        [{ collection: 'containers', key: code, doc: container }],
        await house.views.position(),
      );
    }
  });
  afterAll(() => house.stop());

  const act = (id: string, event: object, by = custodian) =>
    house.storage.act(by, idOf(id), event as StorageAct);
  const stored = (code: string) =>
    eventually(async () => (await house.storage.bottle(idOf(code)))?.status === 'stored');

  it('is put into a free slot of a cabinet of the site, and no other', async () => {
    expect(await refusalOf(act('B-1', putAway({ cabinet: 'Z' }), preparer))).toEqual([
      'CABINET_UNKNOWN',
      'cabinet',
    ]);
    expect(await refusalOf(act('B-1', putAway({ slot: 3 }), preparer))).toEqual(['SLOT_UNKNOWN', 'slot']);
    expect(await refusalOf(act('none', putAway(), preparer))).toEqual(['NOT_FOUND', 'id']);
    taken(await act('B-1', putAway(), preparer));
    await stored('B-1');
    expect(await refusalOf(act('B-2', putAway(), preparer))).toEqual(['SLOT_OCCUPIED', 'slot']);
    const [cabinet] = await house.storage.cabinets();
    expect(cabinet?.slots.map(({ code, plc, differs }) => [code, plc, differs])).toEqual([
      ['B-1', null, false],
      [null, null, false],
    ]);
  });

  it('does not tell what seal and mass should be, nor its parent', async () => {
    const awaited = JSON.stringify(await house.storage.bottle(idOf('B-2')));
    for (const hidden of [parent, 'R-1', '0.75']) expect(awaited).not.toContain(hidden);
  });

  it('of two that ask for one slot at once one gets it, the other keeps its bearer and hears why', async () => {
    taken(await act('B-1', { type: 'bottle.fetch', reason: 'look' }));
    await eventually(async () =>
      (await house.storage.cabinets())[0]?.slots.every(({ code }) => code === null),
    );
    await Promise.all([
      act('B-1', putAway({ slot: 2 }), preparer),
      act('B-2', putAway({ slot: 2 }), preparer),
    ]);
    const both = await eventually(async () => {
      const seen = await Promise.all(['B-1', 'B-2'].map((code) => house.storage.bottle(idOf(code))));
      return seen.every((one) => one?.status !== 'claiming') && seen;
    });
    expect(both.filter((one) => one?.slot?.slot === 2)).toHaveLength(1);
    expect(both.filter((one) => one?.slot === null)).toMatchObject([
      { slotRefusal: { code: 'SLOT_OCCUPIED' } },
    ]);
  });

  it('is found by what is due and what is held, and not disposed of while a hold stands', async () => {
    const { items: [lying] } = await house.storage.bottles({ cabinet: 'A' }, page);
    const code = String(lying?.code);
    taken(
      await act(
        code,
        { type: 'storage.retain-until', countedFrom: '2025-12-01', reason: 'reported' },
        officer,
      ),
    );
    expect((await house.storage.bottles({ due: true }, page)).items.map((one) => one.code)).toEqual([code]);
    taken(await act(code, { type: 'hold.set', reason: 'claim' }, officer));
    expect((await house.storage.bottles({ due: true }, page)).items).toEqual([]);
    expect((await house.storage.bottles({ onHold: true, status: 'stored' }, page)).items).toHaveLength(1);
    const proposal = { type: 'disposal.proposed', method: 'returned', reason: 'over' };
    expect(await refusalOf(act(code, proposal))).toEqual(['LEGAL_HOLD_STANDS', undefined]);
    expect((await house.storage.bottles({ quarantined: true }, page)).items).toEqual([]);
  });

  it('is carried when it is out of its slot, once at a time, and its receiver is another', async () => {
    const { items: [lying] } = await house.storage.bottles({ status: 'stored' }, page);
    const code = blindCode(lying?.code === 'B-1' ? 'B-2' : 'B-1');
    const wish = {
      codes: [code],
      from: 'line',
      to: 'laboratory',
      means: { kind: 'person' as const },
      receiver: null,
    };
    const { transport } = house;
    expect(await refusalOf(transport.request(preparer, { ...wish, codes: [blindCode('X')] }))).toEqual([
      'CONTAINER_UNKNOWN',
      'codes.0',
    ]);
    expect(await refusalOf(transport.request(preparer, { ...wish, codes: [code, code] }))).toEqual([
      'CONTAINER_REPEATED',
      'codes.1',
    ]);
    expect(
      await refusalOf(transport.request(preparer, { ...wish, codes: [blindCode(String(lying?.code))] })),
    ).toEqual(['CONTAINER_STORED', 'codes.0']);
    expect(await refusalOf(transport.request(preparer, { ...wish, receiver: 'eve' }))).toEqual([
      'RECEIVER_UNKNOWN',
      'receiver',
    ]);
    const tube = { kind: 'tube' as const, tube: 'T-1', urgency: 'normal' as const };
    expect(
      await refusalOf(transport.request(preparer, { ...wish, means: { ...tube, tube: 'T-9' } })),
    ).toEqual(['STATION_UNKNOWN', 'means.tube']);
    expect(await refusalOf(transport.request(preparer, { ...wish, to: 'moon', means: tube }))).toEqual([
      'STATION_UNKNOWN',
      'to',
    ]);

    const twice = await Promise.all([transport.request(preparer, wish), transport.request(custodian, wish)]);
    expect(twice.map((one) => (one.ok ? 'taken' : one.refusal.code))).toEqual([
      'taken',
      'CONTAINER_ON_ITS_WAY',
    ]);
    const { id, parties } = taken(
      twice[0] as Outcome<{ id: ReturnType<typeof idOf>; parties: readonly string[] }>,
    );
    expect(parties).toEqual(['technician']);
    const whole = { code, seal: 'R-1', gross_kg: d('0.85'), tare_kg: d('0.1') };
    taken(await transport.act(preparer, id, { type: 'carriage.released', containers: [whole] }));
    taken(
      await transport.act(preparer, id, { type: 'carriage.taken', carrier: 'van 1', trayInPlace: false }),
    );
    const { tare_kg: _, ...arrived } = { ...whole, seal: 'R-9' };
    const received = {
      type: 'carriage.received' as const,
      containers: [arrived],
      missing: [],
      condition: 'dry',
    };
    expect(await refusalOf(transport.act(preparer, id, received))).toEqual([
      'CARRIAGE_SAME_PERSON',
      undefined,
    ]);
    expect(taken(await transport.act(caller('analyst1'), id, received))).toMatchObject({
      status: 'quarantined',
      findings: [{ code: 'SEAL_MISMATCH', container: code }],
    });
    expect(await transport.open()).toEqual([]);
    const alarms = await house.alarms.open();
    expect(alarms.map((alarm) => [alarm.code, alarm.process])).toContainEqual(['CUSTODY_BROKEN', id]);
  });

  it('a site that says nothing of carriages has none', async () => {
    const bare = await openHouse(site);
    const wish = {
      codes: [blindCode('B-1')],
      from: 'a',
      to: 'b',
      means: { kind: 'person' as const },
      receiver: null,
    };
    expect(await refusalOf(bare.transport.request(preparer, wish))).toEqual([
      'CARRIAGE_NOT_SET_UP',
      undefined,
    ]);
    await bare.stop();
  });

  it('a cabinet is told when it has more slots, and its PLC is read where it has one', async () => {
    const more = {
      ...at,
      storage: { ...storage, cabinets: [{ ...storage.cabinets[0], slots: 3 }] },
    } as typeof at;
    const deps = { ...house, newId: () => 'more-slots' };
    await openCabinets(deps, more, new Map());
    const says = (value: number) => ({ value, quality: 'good', sourceTime: house.clock() });
    const readings = { 'Cabinet.Act.SlotState[1]': says(1), 'Cabinet.Act.SlotState[2]': says(1) };
    const driver = { snapshot: () => ({ live: true, readings }) };
    const drivers = new Map([['CP-01', driver]]) as object as Parameters<
      typeof createStorageService
    >[0]['drivers'];
    const [cabinet] = await createStorageService({ ...deps, site: more, drivers }).cabinets();
    expect(cabinet?.slots.map(({ plc, differs }) => [plc, differs])).toEqual([
      ['occupied', true],
      ['occupied', false],
      [null, false],
    ]);
  });

  it('a tube is commanded where its unit takes the command to send, and told what the site file says by now', async () => {
    let ids = 0;
    const deps = { ...house, newId: () => `tube-${ids++}` };
    const tubesWithUnits = storage.carriage.tubes.map((tube) => ({ ...tube, unit: 'CP-01' }));
    const commanded = { ...at, storage: { ...storage, carriage: { ...storage.carriage, tubes: tubesWithUnits } } };
    const says = (value: number | string) => ({ value, quality: 'good', sourceTime: house.clock() });
    const readings = { 'Act.CarrierState': says(3), 'Act.CarrierPos': says(2), 'Act.CarrierIdRead': says('carrier 7') };
    const driver = { commands: ['reset', 'send'], snapshot: () => ({ live: true, readings }) };
    const drivers = new Map([['CP-01', driver]]) as object as Parameters<typeof createTubeService>[0]['drivers'];
    const tubes = createTubeService({ ...deps, site: commanded, drivers });
    await openTubes(deps, at, drivers);
    expect((await tubes.tubes()).map(({ machine, carrier }) => [machine, carrier])).toEqual([[null, null]]);
    await openTubes(deps, commanded, drivers);
    expect(await tubes.tubes()).toMatchObject([
      { id: 'T-1', machine: 'CP-01', machineLive: true, carrier: { state: 'arrived', station: 'laboratory', read: 'carrier 7' }, orders: [] },
    ]);
    const settle = { type: 'transfer.settled', no: 1, found: 'nowhere', reason: 'searched' } as const;
    expect(await refusalOf(tubes.act(preparer, 'T-9', settle))).toEqual(['TUBE_UNKNOWN', 'tube']);
    expect(await refusalOf(tubes.act(preparer, 'T-1', settle))).toEqual(['ORDER_UNKNOWN', 'no']);
    // Its unit is taken away.
    await openTubes(deps, commanded, new Map());
    expect((await tubes.tubes()).map(({ machine, machineLive }) => [machine, machineLive])).toEqual([[null, null]]);
  });

  it('views are the same when they are projected again', async () => {
    const [again, journal] = [memoryViews(), new MemoryJournal()];
    journal.entries.push(...house.journal.entries);
    await new Projector(again, journal, packs.proceduresOf, alarmCatalogue).catchUp();
    for (const code of ['B-1', 'B-2'])
      expect(await again.get('storedBottles', idOf(code))).toEqual(await house.storage.bottle(idOf(code)));
  });
});
