import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { Berth } from '../../plc-adapters/testing/berth.ts';
import { tagMap } from '../../plc-adapters/testing/tag-maps.ts';
import { decimalString as d, instant, processId, unitId } from '../../workflows/kernel/brand.ts';
import { plantUnitDefinition } from '../../workflows/plant-unit/machine.ts';
import { storageCabinetDefinition } from '../../workflows/storage/cabinet.ts';
import { storageDefinition } from '../../workflows/storage/machine.ts';
import { bottleStart, putAway } from '../../workflows/storage/storage.fixture.ts';
import { processExecutors } from '../effects/processes.ts';
import { unitExecutors } from '../effects/units.ts';
import { MemoryJournal } from '../engine/testing/memory-journal.ts';
import { potDefinition } from '../engine/testing/pot.ts';
import { input, openBench, pot } from '../engine/testing/workbench.ts';
import { openCabinets } from '../services/storage-cabinets.ts';
import { createStorageService } from '../services/storage.ts';
import type { CabinetView, StorageAct, StorageService } from '../services/storage.ts';
import { alarmCatalogue, caller, eventually, packs } from '../services/testing/house.ts';
import { memoryViews } from '../services/testing/memory-stores.ts';
import { Projector } from '../views/projector.ts';
import { PlantService } from './plant-service.ts';

// A real plant and real connections; a busy machine takes its time.
jest.setTimeout(60_000);

const unit = unitId('SC-01');
const site = {
  timeZone: 'Asia/Shanghai',
  storage: { massTolerancePercent: d('0.5'), cabinets: [{ id: 'A', name: { zh: '柜', en: 'Cabinet' }, slots: 40, unit }] },
};
const [preparer, officer] = [caller('technician'), caller('officer')];
const idOf = (code: string) => processId(`storage/${code}`);

describe('a cabinet that stores and retrieves by command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-cabinet-run-'));
  const berth = new Berth(folder);
  const clock = () => instant(new Date().toISOString());
  const [journal, views] = [new MemoryJournal(), memoryViews()];
  let ids = 0;
  let storage: StorageService;
  let stop = async (): Promise<void> => undefined;

  /** Our server, as it begins on what the journal says. */
  async function open(): Promise<void> {
    const projector = new Projector(views, journal, packs.proceduresOf, alarmCatalogue);
    await projector.catchUp();
    const definitions = [plantUnitDefinition, storageDefinition, storageCabinetDefinition, potDefinition()];
    const { engine, run } = openBench({ journal, definitions, clock, onCommitted: (batch) => projector.committed(batch) });
    const drivers = new Map([[unit, berth.driver(tagMap('storage-cabinet'), unit)]]);
    const runner = run({ ...processExecutors(engine, clock), ...unitExecutors({ engine, drivers, clock }) });
    await engine.recover();
    await engine.start('pot', pot, input('pot', { type: 'process.start', input: {} }));
    for (const code of ['B-1', 'B-2', 'B-3']) {
      const { process, input: of } = bottleStart(code);
      const order = { ...(of as { order: object }).order, parent: pot };
      await engine.start('storage', process, input(`begin ${code}`, { type: 'process.start', input: { order } }));
    }
    const deps = { engine, views, clock, newId: () => `id-${ids++}` };
    await openCabinets(deps, site, drivers);
    storage = createStorageService({ ...deps, site, drivers });
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
    await berth.open(150, 100, { units: ['SC-01'] });
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
});
