import { decimalString as d, processId } from '../../workflows/kernel/brand.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';
import { order, steps, told } from '../../workflows/sample-handling/handling.fixture.ts';
import { decodeBody } from '../engine/entry.ts';
import { plainPng, secret, telltalePng } from '../evidence/evidence.fixture.ts';
import { MemoryJournal } from '../engine/testing/memory-journal.ts';
import { Projector } from '../views/projector.ts';
import { openMatters } from './hand-over.ts';
import { alarmCatalogue, caller, eventually, openHouse, packs } from './testing/house.ts';
import type { House } from './testing/house.ts';
import { memoryViews } from './testing/memory-stores.ts';

const id = processId('sample-handling/P-1');
/** Any process that listens. */
const parent = processId('customs-client/parent');
const [preparer, witness, custodian] = [caller('preparer'), caller('witness'), caller('custodian')];
const confirm = (number: number) => ({ decision: 'CONFIRM' as const, numbers: [number] });

function taken<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.message}`);
  return outcome.value;
}
const refusalOf = async (asked: Promise<Outcome<object>>) => {
  const outcome = await asked;
  return outcome.ok ? null : [outcome.refusal.code, outcome.refusal.field];
};

describe('people handle a sample', () => {
  let house: House;
  let photo: string;
  beforeAll(async () => {
    house = await openHouse();
    const actor = { kind: 'system', id: 'test' } as const;
    const begin = (input: object) => ({
      id: 'begin',
      at: house.clock(),
      actor,
      event: { type: 'process.start', input },
    });
    await house.engine.start('customs-client', parent, begin({}));
    await house.engine.start('sample-handling', id, begin({ order: { ...order, parent } }));
    photo = taken(await house.evidence.store(preparer, telltalePng)).sha256;
  });
  afterAll(() => house.stop());

  it('see what is next, under the preparation code alone', async () => {
    const [open] = await house.handling.open();
    expect(open).toMatchObject({
      id,
      sampleCode: 'P-1',
      status: 'due',
      tasks: [{ what: 'do', step: 'receive', record: null, dueBy: null, notBy: null, onlyBy: null }],
    });
    const shown = JSON.stringify(open);
    for (const hidden of [parent, ...order.containers.map(({ seal }) => seal)])
      expect(shown).not.toContain(hidden);
    expect(await house.handling.handling(processId('sample-handling/none'))).toBeNull();
  });

  it('hand over what is to be done by the names of the steps', async () => {
    const sight = { plant: true, bench: false, cargo: false, ofProcess: () => true, ofAlarm: () => false };
    const matters = (await openMatters(house.views, sight)).filter(({ what }) => what === 'handling');
    const { zh, en } = steps.receive.name;
    expect(matters.map(({ text }) => text)).toEqual([{ zh: `${zh}（待做）`, en: `${en} (to do)` }]);
  });

  it('are refused what is not there', async () => {
    const none = processId('sample-handling/none');
    expect(
      await refusalOf(house.handling.doStep(preparer, none, { step: 'receive', data: told.receive })),
    ).toEqual(['NOT_FOUND', 'id']);
    const certificate = await house.blobs.put(Buffer.from('an issued certificate'));
    for (const sha256 of ['0'.repeat(64), certificate]) {
      const data = { ...told.receive, evidence: [photo, sha256] };
      expect(await refusalOf(house.handling.doStep(preparer, id, { step: 'receive', data }))).toEqual([
        'EVIDENCE_NOT_FOUND',
        'data.evidence',
      ]);
    }
    expect(await house.evidence.find(certificate)).toBeNull();
  });

  it('tell the steps, witness each other, correct and hand over; the parent gets it all', async () => {
    const { handling } = house;
    const proposed = taken(await handling.doStep(preparer, id, { step: 'receive', data: told.receive }));
    expect(proposed.tasks).toEqual([
      { what: 'confirm', step: 'receive', record: 1, dueBy: null, notBy: 'preparer', onlyBy: null },
    ]);
    expect(await refusalOf(handling.settle(preparer, id, confirm(1)))).toEqual([
      'INTERVENTION_SAME_PERSON',
      'numbers',
    ]);
    const received = taken(await handling.settle(witness, id, confirm(1)));
    expect(received).toMatchObject({ status: 'timed', tasks: [{ step: 'weigh' }] });
    const minutes =
      (Date.parse(String(received.tasks[0]?.dueBy)) - Date.parse(String(received.records[0]?.second?.at))) /
      60_000;
    expect(minutes).toBe(steps.weigh.withinMinutes);

    const misread = { ...told.weigh, gross_kg: d('15.5') };
    expect(
      taken(await handling.doStep(preparer, id, { step: 'weigh', data: misread })).findings,
    ).toMatchObject([{ code: 'MASS_STEP_weigh' }]);
    taken(await handling.correctStep(preparer, id, { step: 'weigh', data: told.weigh, reason: 'misread' }));
    expect(taken(await handling.settle(witness, id, confirm(3))).findings).toEqual([]);

    for (const step of ['mix', 'divide', 'fill'] as const)
      taken(await handling.doStep(preparer, id, { step, data: told[step] }));
    const declined = await handling.settle(witness, id, {
      decision: 'DECLINE',
      numbers: [6],
      reason: 'I saw another seal.',
    });
    expect(taken(declined).records[5]).toMatchObject({
      status: 'declined',
      by: 'Name of preparer',
      second: { by: 'Name of witness' },
    });
    taken(await handling.doStep(preparer, id, { step: 'fill', data: told.fill }));
    taken(await handling.settle(witness, id, confirm(7)));
    taken(await handling.doStep(preparer, id, { step: 'photo', data: { ...told.photo, evidence: [photo] } }));
    const given = taken(await handling.doStep(preparer, id, { step: 'hand-over', data: told['hand-over'] }));
    expect(given.tasks).toMatchObject([
      { what: 'confirm', record: 9, notBy: 'preparer', onlyBy: 'custodian' },
    ]);
    expect(await refusalOf(handling.settle(witness, id, confirm(9)))).toEqual([
      'HANDOVER_NOT_PERMITTED',
      'numbers',
    ]);
    expect(taken(await handling.settle(custodian, id, confirm(9)))).toMatchObject({
      status: 'handled',
      tasks: [],
    });

    expect(await handling.open()).toEqual([]);
    const finished = await eventually(async () =>
      (await house.journal.read(parent))
        .map(({ body }) => decodeBody(body).input.event)
        .find(({ type }) => type === 'handling.finished'),
    );
    expect(finished).toMatchObject({
      outcome: 'handled',
      unitNo: 2,
      findings: [],
      bottles: [
        { kind: 'laboratory', seal: 'L-1' },
        { kind: 'retained', seal: 'R-1' },
      ],
    });
    expect(finished['steps']).toHaveLength(9);
  });

  it('can abandon one that is not ended, and only that', async () => {
    expect(await refusalOf(house.handling.abandon(preparer, id, 'too late'))).toEqual([
      'NOT_POSSIBLE_NOW',
      undefined,
    ]);
  });

  it('views are the same when they are projected again', async () => {
    const [again, journal] = [memoryViews(), new MemoryJournal()];
    journal.entries.push(...house.journal.entries);
    await new Projector(again, journal, packs.proceduresOf, alarmCatalogue).catchUp();
    expect(await again.get('handlings', id)).toEqual(await house.handling.handling(id));
    expect(await again.get('evidence', photo)).not.toBeNull();
  });
});

describe('evidence', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.stop());

  it('is kept without what tells the place, and given back as it is kept', async () => {
    const stored = taken(await house.evidence.store(caller('preparer'), telltalePng));
    expect(stored).toMatchObject({ mediaType: 'image/png', bytes: plainPng.length });
    const found = await house.evidence.find(stored.sha256);
    expect(found).toEqual({ mediaType: 'image/png', bytes: plainPng });
    expect(found?.bytes.toString('latin1')).not.toContain(secret);
  });

  it('is the same however often it is stored; the journal has who brought it first', async () => {
    const [first, again] = [
      await house.evidence.store(caller('a'), plainPng),
      await house.evidence.store(caller('b'), telltalePng),
    ];
    expect(again).toEqual(first);
    const { sha256 } = taken(first);
    const entries = await house.journal.read(processId(`evidence/${sha256}`));
    expect(entries.map(({ body }) => decodeBody(body).input.actor.id)).toEqual(['preparer']);
  });

  it.each([
    ['no picture', Buffer.from('<html>'), ['MEDIA_TYPE_UNSUPPORTED', undefined]],
    ['half a picture', plainPng.subarray(0, 20), ['EVIDENCE_UNREADABLE', 'body']],
  ])('refuses %s', async (_case, bytes, expected) => {
    expect(await refusalOf(house.evidence.store(caller('preparer'), bytes))).toEqual(expected);
  });

  it('that is lost from the store is a fault, and no missing file', async () => {
    const { sha256 } = taken(
      await house.evidence.store(caller('preparer'), Buffer.from('%PDF-1.7 to be lost')),
    );
    house.blobs.get = async () => null;
    await expect(house.evidence.find(sha256)).rejects.toThrow(`evidence ${sha256} is missing`);
  });
});
