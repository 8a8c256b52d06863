import { demonstrationShip as ship } from '../demo/ship.ts';
import {
  alarmCatalogue,
  caller,
  certified,
  eventually,
  inLaboratory,
  openHouse,
  packs,
  testBottle,
} from '../services/testing/house.ts';
import type { House } from '../services/testing/house.ts';
import { memoryViews } from '../services/testing/memory-stores.ts';
import { decodeBody } from '../engine/entry.ts';
import { MemoryJournal } from '../engine/testing/memory-journal.ts';
import { Projector } from './projector.ts';
import { allAssays, allCertificates, allRuns } from '../services/testing/listed.ts';

/** Everything an analyst must not learn, from every corner of the house. */
async function identifying({ operator, journal }: House): Promise<readonly string[]> {
  const inputs = journal.entries.map(({ body }) => decodeBody(body).input.event);
  const codes = inputs.flatMap((event) =>
    event.type === 'codes.drawn' && event['stage'] !== 'assay' ? (event['codes'] as string[]) : [],
  );
  const containers = await Promise.all((await operator.consignments({ limit: 10 })).items.map(({ id }) => operator.lineage(id)));
  const seals = containers.flat().flatMap(({ seal }) => seal ?? []);
  const {
    declarationNo,
    inspectionOrderNo,
    commodity,
    transport,
    consignee,
    consignor,
    customer,
    declaredMass,
    sampler,
    preparationLine,
  } = ship;
  const { vessel, voyage, billOfLading, portOfLoading } = transport;
  const words = [
    declarationNo,
    inspectionOrderNo ?? '',
    commodity.name.zh,
    commodity.name.en,
    commodity.hsCode,
    vessel,
    voyage,
    billOfLading,
    portOfLoading,
  ];
  return [
    ...words,
    consignee.name,
    consignor.name,
    customer.name,
    declaredMass,
    sampler,
    preparationLine,
    'consignment',
    ...codes,
    ...seals,
  ];
}

/** The journal as it was when it had so many entries. */
function beginningOf({ journal }: House, entries: number): MemoryJournal {
  const beginning = new MemoryJournal();
  beginning.entries.push(...journal.entries.slice(0, entries));
  return beginning;
}

describe('views', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
    const id = await inLaboratory(house, ship);
    await certified(house, id);
    const decision = {
      goodsItem: 1,
      outcome: 'RELEASED',
      officer: 'O1',
      quantity: null,
      remark: null,
      supersedes: null,
      correction: false,
    } as const;
    const client = { clientId: 'customs-demo', scopes: [], sandbox: false, certificate: null };
    for (const gate of ['removal', 'use'] as const)
      await house.customs.decide(client, ship.declarationNo, { ...decision, id: `decision-${gate}`, gate });
    await house.customs.recordPull(client, {
      what: 'certificate',
      number: null,
      version: null,
      rendering: null,
      digest: 'd',
      status: 200,
    });
  });
  afterAll(() => house.stop());

  it('show a consignment that went all the way', async () => {
    const [view] = (await house.operator.consignments({ limit: 1 })).items;
    expect(view).toMatchObject({
      status: 'closed',
      outstanding: [],
      decodeAuthorisedBy: ['Name of custodian1', 'Name of custodian2'],
    });
    expect((await allRuns(house.operator)).map(({ status }) => status)).toEqual([
      'finished',
      'finished',
      'finished',
      'finished',
    ]);
    expect(await allCertificates(house.operator)).toMatchObject([
      {
        status: 'issued',
        preparedBy: 'Name of preparer',
        reviewedBy: 'Name of checker',
        approvedBy: 'Name of signatory',
      },
    ]);
  });

  it.each([1, 7, 500])(
    'are the same when the journal is projected again, %i entries at a time',
    async (page) => {
      const again = memoryViews();
      const journal = beginningOf(house, Infinity);
      const { tail } = journal;
      journal.tail = (position) => tail.call(journal, position, page);
      expect(await new Projector(again, journal, packs.proceduresOf, alarmCatalogue).catchUp()).toBe(house.journal.entries.length);
      expect(again.dump()).toEqual(house.views.dump());
    },
  );

  it('are the same when the projection was broken off anywhere and taken up again', async () => {
    const again = memoryViews();
    for (const reached of [3, 40, 41, 90, Infinity])
      await new Projector(again, beginningOf(house, reached), packs.proceduresOf, alarmCatalogue).catchUp();
    expect(again.dump()).toEqual(house.views.dump());
  });

  it('show nothing of what a definition wrote that this program does not know, and all of it to the program that does', async () => {
    const again = memoryViews();
    const without = (isKnown: (definition: string) => boolean) =>
      new Projector(again, beginningOf(house, Infinity), packs.proceduresOf, alarmCatalogue, isKnown);
    const entries = house.journal.entries.length;
    const older = (definition: string) => !definition.startsWith('certificate@');
    expect(await without(older).catchUp()).toBe(entries);
    expect([await again.count('certificates'), await again.count('consignments')]).toEqual([0, 1]);
    expect(await again.count('auditDefinitions')).toBe(await house.views.count('auditDefinitions'));
    expect(await without(older).catchUp()).toBe(0);
    expect(await without(() => true).catchUp()).toBe(entries);
    expect(again.dump()).toEqual(house.views.dump());
  });

  it('let customs follow every change, in order and without gap', async () => {
    const changes = await house.customs.changes(0, 100, 0);
    expect(changes.map(({ cursor }) => cursor)).toEqual([1, 2, 3, 4]);
    expect(changes.map(({ type }) => type)).toEqual([
      'advice.changed',
      'certificate.issued',
      'decision.recorded',
      'decision.recorded',
    ]);
    expect(await house.customs.changes(2, 1, 0)).toMatchObject([{ cursor: 3 }]);
  });

  it('show an analyst nothing of the cargo, nor another stage’s code', async () => {
    const payload = JSON.stringify(await allAssays(house.operator));
    const forbidden = await identifying(house);
    expect(forbidden.length).toBeGreaterThan(25);
    expect(forbidden.filter((word) => word !== '' && payload.includes(word))).toEqual([]);
    expect(payload).toContain('"determinations"');
  });

  it('have a lineage in which every bottle has its gross sample, and every gross sample the lot', async () => {
    const [view] = (await house.operator.consignments({ limit: 1 })).items;
    const containers = view ? await house.operator.lineage(view.id) : [];
    const parents = new Set(containers.map(({ code }) => code));
    expect(containers.map(({ kind }) => kind).sort()).toHaveLength(1 + 2 + 8);
    expect(containers.filter(({ parent }) => parent !== null && !parents.has(parent))).toEqual([]);
  });
});

describe('alarms', () => {
  it('of a process that knows the cargo do not say which it is', async () => {
    const house = await openHouse();
    try {
      const id = await inLaboratory(house, ship);
      const event = { type: 'codes.drawn', stage: 'preparation', ref: 99, codes: [ship.declarationNo] };
      await house.engine.submit(id, {
        id: 'bad',
        at: house.clock(),
        actor: { kind: 'system', id: 'test' },
        event,
      });
      const alarm = await eventually(async () =>
        (await house.alarms.open()).find(({ code }) => code === 'PROCESS_ON_HOLD'),
      );
      expect(alarm).toMatchObject({ priority: 1, process: null, unit: null, clearedAt: null });
      expect(JSON.stringify(await house.alarms.open())).not.toContain(ship.declarationNo);
      const position = house.journal.entries.find(({ inputId }) => inputId === 'bad')?.position;
      expect(alarm.message.en).toContain(`entry ${position} of the journal`);
      // What is on hold takes no requests, and nobody else is disturbed.
      expect(await house.operator.authoriseDecoding(caller('custodian1'), id)).toMatchObject({
        ok: false,
        refusal: { code: 'PROCESS_ON_HOLD' },
      });
      const [task] = await allAssays(house.operator);
      if (task) await testBottle(house.operator, task.code);
      expect((await allAssays(house.operator)).filter(({ status }) => status === 'in-review')).toHaveLength(
        1,
      );
    } finally {
      await house.stop();
    }
  });
});
