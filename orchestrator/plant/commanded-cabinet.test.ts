import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { Berth } from '../../plc-adapters/testing/berth.ts';
import { tagMap } from '../../plc-adapters/testing/tag-maps.ts';
import { blindCode, decimalString as d, instant, processId, unitId } from '../../workflows/kernel/brand.ts';
import { plantUnitDefinition } from '../../workflows/plant-unit/machine.ts';
import { storageCabinetDefinition } from '../../workflows/storage/cabinet.ts';
import { storageDefinition } from '../../workflows/storage/machine.ts';
import { transportDefinition } from '../../workflows/transport/machine.ts';
import { pneumaticTubeDefinition } from '../../workflows/transport/tube.ts';
import type { CarriageEvent } from '../../workflows/transport/carriage.ts';
import { bottleStart, putAway } from '../../workflows/storage/storage.fixture.ts';
import { processExecutors } from '../effects/processes.ts';
import { unitExecutors } from '../effects/units.ts';
import { MemoryJournal } from '../engine/testing/memory-journal.ts';
import { potDefinition } from '../engine/testing/pot.ts';
import { input, openBench, pot } from '../engine/testing/workbench.ts';
import { openCabinets } from '../services/storage-cabinets.ts';
import { createStorageService } from '../services/storage.ts';
import { createTransportService } from '../services/transport.ts';
import type { TransportService } from '../services/transport.ts';
import { createTubeService, openTubes } from '../services/tubes.ts';
import type { TubeService, TubeView } from '../services/tubes.ts';
import type { CabinetView, StorageAct, StorageService } from '../services/storage.ts';
import { alarmCatalogue, caller, eventually, packs, site as houseSite } from '../services/testing/house.ts';
import { memoryViews } from '../services/testing/memory-stores.ts';
import { Projector } from '../views/projector.ts';
import { PlantService } from './plant-service.ts';

// A real plant and real connections; a busy machine takes its time.
jest.setTimeout(60_000);

const unit = unitId('SC-01');
const tube = unitId('PT-01');
const { users } = houseSite;
const site = {
  timeZone: 'Asia/Shanghai',
  users,
  storage: {
    massTolerancePercent: d('0.5'),
    cabinets: [{ id: 'A', name: { zh: '柜', en: 'Cabinet' }, slots: 40, unit }],
    carriage: { overdue_min: 30, carriers: ['carrier 7'], tubes: [{ id: 'T-1', stations: ['line', 'laboratory'], unit: tube }] },
  },
};
const [preparer, custodian, officer] = [caller('technician'), caller('custodian1'), caller('officer')];
const idOf = (code: string) => processId(`storage/${code}`);

describe('a cabinet that stores and retrieves by command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-cabinet-run-'));
  const berth = new Berth(folder);
  const clock = () => instant(new Date().toISOString());
  const [journal, views] = [new MemoryJournal(), memoryViews()];
  let ids = 0;
  let storage: StorageService;
  let transport: TransportService;
  let tubes: TubeService;
  let stop = async (): Promise<void> => undefined;

  /** Our server, as it begins on what the journal says. */
  async function open(): Promise<void> {
    const projector = new Projector(views, journal, packs.proceduresOf, alarmCatalogue);
    await projector.catchUp();
    const definitions = [plantUnitDefinition, storageDefinition, storageCabinetDefinition, transportDefinition, pneumaticTubeDefinition, potDefinition()];
    const { engine, run } = openBench({ journal, definitions, clock, onCommitted: (batch) => projector.committed(batch) });
    const drivers = new Map([
      [unit, berth.driver(tagMap('storage-cabinet'), unit)],
      [tube, berth.driver(tagMap('pneumatic-tube'), tube)],
    ]);
    const runner = run({ ...processExecutors(engine, clock), ...unitExecutors({ engine, drivers, clock }) });
    await engine.recover();
    await engine.start('pot', pot, input('pot', { type: 'process.start', input: {} }));
    for (const code of ['B-1', 'B-2', 'B-3', 'B-4', 'B-5']) {
      const { process, input: of } = bottleStart(code);
      const order = { ...(of as { order: object }).order, parent: pot };
      await engine.start('storage', process, input(`begin ${code}`, { type: 'process.start', input: { order } }));
    }
    const deps = { engine, views, clock, newId: () => `id-${ids++}` };
    await openCabinets(deps, site, drivers);
    await openTubes(deps, site, drivers);
    storage = createStorageService({ ...deps, site, drivers });
    transport = createTransportService({ ...deps, site, drivers });
    tubes = createTubeService({ ...deps, site, drivers });
    const plant = new PlantService({ engine, drivers, clock, log: pino({ level: 'silent' }) });
    await plant.start();
    stop = async () => {
      await plant.stop();
      await runner.stop();
      await engine.stop();
    };
  }
  beforeAll(async () => {
    // The gripper's way takes 400 ms.
    await berth.open(150, 100, { units: ['SC-01', 'PT-01'], faultyLink: true });
    await open();
  });
  afterAll(async () => {
    await stop();
    await berth.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const act = async (code: string, event: object, by = preparer) => {
    const outcome = await storage.act(by, idOf(code), event as StorageAct);
    if (!outcome.ok) throw new Error(outcome.refusal.code);
  };
  const bottle = async (code: string) => {
    const seen = await storage.bottle(idOf(code));
    if (!seen) throw new Error(`there is no ${code}`);
    return seen;
  };
  const reaches = (code: string, status: string) =>
    eventually(async () => {
      const seen = await bottle(code);
      return seen.status === status && seen;
    });
  const cabinet = async (): Promise<CabinetView> => {
    const [only] = await storage.cabinets();
    if (!only) throw new Error('there is no cabinet');
    return only;
  };
  const given = (name: string, sampleId: string) =>
    berth.log.lines.filter(({ event }) => event.event === 'command' && event['name'] === name && event['sampleId'] === sampleId).length;
  /** The PLC calls the third slot occupied, or empty again; on from when we have heard it. */
  const occupyThird = async (stands: boolean) => {
    berth.plant.plant.disturb(unit, 'slot', stands);
    await eventually(async () => (await cabinet()).slots[2]?.plc === (stands ? 'occupied' : 'empty'));
  };
  const settle = async (carriedOut: boolean) => {
    const [order] = await eventually(async () => {
      const { orders } = await cabinet();
      return orders[0]?.status === 'unanswered' && orders;
    });
    const settled = await storage.actOnCabinet(preparer, 'A', { type: 'order.settled', no: order?.no ?? 0, carriedOut, reason: 'I looked.' });
    if (!settled.ok) throw new Error(settled.refusal.code);
    return order?.problem?.code;
  };

  it('puts a bottle away when its machine has done it, brought into its working state first', async () => {
    await act('B-1', putAway());
    expect((await bottle('B-1')).status).toBe('claiming');
    await reaches('B-1', 'stored');
    expect(given('store', 'B-1')).toBe(1);
    const slot = await eventually(async () => {
      const [first] = (await cabinet()).slots;
      return first?.label !== null && first;
    });
    expect(slot).toMatchObject({ code: 'B-1', plc: 'occupied', label: 'B-1', differs: false });
  });

  it('a server that dies in the middle of an order finds its end, and nothing is done twice', async () => {
    await act('B-2', putAway({ slot: 2 }));
    await eventually(async () => given('store', 'B-2') === 1);
    await stop();
    await open();
    await reaches('B-2', 'stored');
    expect(given('store', 'B-2')).toBe(1);
  });

  it('says in words why not, and the bottle stays with its bearer', async () => {
    await occupyThird(true);
    await act('B-3', putAway({ slot: 3 }));
    const refused = await reaches('B-3', 'awaited');
    expect(refused.slotRefusal).toMatchObject({ code: 'SLOT_OCCUPIED', message: expect.stringContaining('says its machine') as string });
    await occupyThird(false);
  });

  it('knows nothing of an order that a fault broke off: an alarm calls, and a person looks and says', async () => {
    berth.plant.plant.disturb(unit, 'gripper', true);
    await act('B-3', putAway({ slot: 3 }));
    expect(await settle(false)).toBe('FAULT');
    expect((await reaches('B-3', 'awaited')).slotRefusal?.code).toBe('ORDER_NOT_CARRIED_OUT');
    const alarms = await views.find<{ readonly code: string; readonly unit: string }>('alarms');
    expect(alarms).toContainEqual(expect.objectContaining({ code: 'CABINET_ORDER_UNANSWERED', unit }));
    berth.plant.plant.disturb(unit, 'gripper', false);
  });

  it('a label that is another than the bottle’s breaks its custody', async () => {
    berth.plant.plant.disturb(unit, 'label', true);
    await act('B-3', putAway({ slot: 3 }));
    const stored = await reaches('B-3', 'stored');
    expect([stored.quarantined, stored.findings.map(({ code }) => code)]).toEqual([true, ['LABEL_MISMATCH']]);
    const scanned = await storage.actOnCabinet(preparer, 'A', { type: 'cabinet.scan' });
    expect(scanned.ok).toBe(true);
    const { lastScan } = await eventually(async () => {
      const now = await cabinet();
      return now.lastScan && now;
    });
    expect(lastScan).toMatchObject({ refusal: null, differences: [{ slot: 3, recorded: 'B-3', read: 'B-3-OTHER' }] });
    berth.plant.plant.disturb(unit, 'label', false);
  });

  it('gives a bottle out', async () => {
    await act('B-1', { type: 'bottle.fetch', reason: 're-inspection' }, officer);
    const out = await reaches('B-1', 'out');
    expect([out.slot, given('retrieve', 'B-1')]).toEqual([null, 1]);
    const shown = await eventually(async () => {
      const [first] = (await cabinet()).slots;
      return first?.plc === 'empty' && first;
    });
    expect(shown).toMatchObject({ code: null, differs: false });
  });

  it('is settled by who looks while it is out of reach; when it is back its slot contradicts him, and nothing is done again', async () => {
    await act('B-4', putAway({ slot: 4 }));
    await eventually(async () => given('store', 'B-4') === 1);
    berth.plant.setLink('cut');
    await eventually(async () => (await cabinet()).machineLive === false);
    const no = (await cabinet()).orders[0]?.no ?? 0;
    const said = await storage.actOnCabinet(preparer, 'A', { type: 'order.settled', no, carriedOut: false, reason: 'It is in the hatch.' });
    expect(said.ok).toBe(true);
    expect((await reaches('B-4', 'awaited')).slotRefusal?.code).toBe('ORDER_NOT_CARRIED_OUT');
    berth.plant.setLink('whole');
    const contradictions = await eventually(async () => {
      const now = await cabinet();
      return now.contradictions.length > 0 && now.contradictions;
    });
    expect(contradictions).toMatchObject([
      { no, code: 'B-4', slot: 4, carriedOut: false, by: preparer.name, shown: { occupied: true, label: 'B-4' } },
    ]);
    const alarms = await views.find<{ readonly code: string }>('alarms');
    expect(alarms).toContainEqual(expect.objectContaining({ code: 'CABINET_WORD_CONTRADICTED', unit }));
    expect([given('store', 'B-4'), (await cabinet()).orders]).toEqual([1, []]);
  });

  it('needs a second person who says that it was carried out, while it is out of reach', async () => {
    await act('B-5', putAway({ slot: 5 }));
    await eventually(async () => given('store', 'B-5') === 1);
    berth.plant.setLink('cut');
    await eventually(async () => (await cabinet()).machineLive === false);
    const no = (await cabinet()).orders[0]?.no ?? 0;
    await storage.actOnCabinet(preparer, 'A', { type: 'order.settled', no, carriedOut: true, reason: 'It lies in slot 5.' });
    expect((await cabinet()).orders).toMatchObject([{ no, status: 'with-machine', proposal: { by: preparer.name } }]);
    const own = await storage.actOnCabinet(preparer, 'A', { type: 'order.confirmed', no });
    expect(own.ok ? null : own.refusal.code).toBe('ORDER_SAME_PERSON');
    await storage.actOnCabinet(custodian, 'A', { type: 'order.confirmed', no });
    await reaches('B-5', 'stored');
    berth.plant.setLink('whole');
    await eventually(async () => (await cabinet()).slots[4]?.label === 'B-5');
    expect([given('store', 'B-5'), (await cabinet()).contradictions.length]).toEqual([1, 1]);
  });

  describe('and a tube beside it', () => {
    const code = blindCode('B-1');
    const whole = { code, seal: 'R-1', gross_kg: d('0.85') };
    const carriage = async (id: ReturnType<typeof processId>) => {
      const seen = await transport.carriage(id);
      if (!seen) throw new Error(`there is no ${id}`);
      return seen;
    };
    const comes = (id: ReturnType<typeof processId>, status: string) =>
      eventually(async () => {
        const seen = await carriage(id);
        return seen.status === status && seen;
      });
    const tell = async (id: ReturnType<typeof processId>, event: CarriageEvent, by = preparer) => {
      const outcome = await transport.act(by, id, event);
      if (!outcome.ok) throw new Error(outcome.refusal.code);
    };
    const theTube = async (): Promise<TubeView> => {
      const [only] = await tubes.tubes();
      if (!only) throw new Error('there is no tube');
      return only;
    };
    /** The bottle is out of its cabinet, released, and put into the carrier. */
    const send = async () => {
      const container = { code, parent: null, consignment: pot, kind: 'retained', mass: '0.75', place: 'line', seal: 'R-1', at: clock() };
      await views.put([{ collection: 'containers', key: code, doc: container }], await views.position());
      const means = { kind: 'tube', tube: 'T-1', urgency: 'normal' } as const;
      const asked = await transport.request(preparer, { codes: [code], from: 'line', to: 'laboratory', means, receiver: null });
      if (!asked.ok) throw new Error(asked.refusal.code);
      const { id } = asked.value;
      await tell(id, { type: 'carriage.released', containers: [{ ...whole, tare_kg: d('0.1') }] });
      await tell(id, { type: 'carriage.taken', carrier: 'carrier 7', trayInPlace: true });
      return id;
    };
    const station = (no: number) => berth.plant.plant.units.find((each) => each.unit === tube)?.image.number(`Act.StationState[${no}]`);
    const sends = () => berth.log.lines.filter(({ event }) => event.event === 'command' && event['name'] === 'send').length;

    it('sends a carriage that is put in; its moments are the tube’s, and both sides sign', async () => {
      const id = await send();
      const arrived = await comes(id, 'arrived');
      expect(arrived).toMatchObject({ byMachine: true, taken: { by: preparer.name, carrier: 'carrier 7' }, received: null });
      expect((arrived.loaded?.at ?? '') <= (arrived.taken?.at ?? '') && (arrived.taken?.at ?? '') <= (arrived.arrivedAt ?? '')).toBe(true);
      expect((await theTube()).orders).toEqual([]);
      const own = await transport.act(preparer, id, { type: 'carriage.received', containers: [whole], missing: [], condition: 'dry' });
      expect(own.ok ? null : own.refusal.code).toBe('CARRIAGE_SAME_PERSON');
      await tell(id, { type: 'carriage.received', containers: [whole], missing: [], condition: 'dry' }, custodian);
      expect((await comes(id, 'received')).findings).toEqual([]);
    });

    it('loses a carrier: an alarm calls, the carriage is missing, and a person says where it is', async () => {
      // People have taken out what came.
      await eventually(async () => station(2) === 0);
      berth.plant.plant.disturb(tube, 'lost', true);
      const before = sends();
      const id = await send();
      await comes(id, 'missing');
      const { orders, carrier } = await theTube();
      expect([orders[0]?.status, orders[0]?.problem?.code, carrier]).toEqual(['unanswered', 'FAULT', { state: 'lost', station: null, read: 'carrier 7' }]);
      const alarms = (await views.find<{ readonly code: string }>('alarms')).map((alarm) => alarm.code);
      expect(alarms).toEqual(expect.arrayContaining(['TUBE_ORDER_UNANSWERED', 'CARRIAGE_MISSING']));
      berth.plant.plant.disturb(tube, 'lost', false);
      const settled = await tubes.act(preparer, 'T-1', { type: 'transfer.settled', no: orders[0]?.no ?? 0, found: 'departure', reason: 'I took it out.' });
      expect(settled.ok).toBe(true);
      const back = await comes(id, 'released');
      expect([back.tubeRefusal?.code, back.taken, sends() - before]).toEqual(['CARRIER_RETURNED', null, 1]);
    });
  });
});
