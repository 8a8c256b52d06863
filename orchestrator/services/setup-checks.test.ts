import { decimalString as d, processId } from '../../workflows/kernel/brand.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';
import { order } from '../../workflows/setup-checks/setup.fixture.ts';
import { setupProcess, startSetup } from '../../workflows/setup-checks/setup.ts';
import { decodeBody } from '../engine/entry.ts';
import { MemoryJournal } from '../engine/testing/memory-journal.ts';
import { plainPng } from '../evidence/evidence.fixture.ts';
import { Projector } from '../views/projector.ts';
import { alarmCatalogue, caller, eventually, openHouse, packs } from './testing/house.ts';
import type { House } from './testing/house.ts';
import { memoryViews } from './testing/memory-stores.ts';

const id = setupProcess(order.sampleId);
/** Any process that listens. */
const parent = processId('customs-client/parent');
const [sampler, officer] = [caller('sampler'), caller('officer')];

function taken<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.message}`);
  return outcome.value;
}
const refusalOf = async (asked: Promise<Outcome<object>>) => {
  const outcome = await asked;
  return outcome.ok ? null : [outcome.refusal.code, outcome.refusal.field];
};
const grams = (value: string) => ({
  check: 'empty-run',
  value: { kind: 'measured' as const, value: d(value) },
  evidence: [],
});

describe('people check a sampler before it is armed', () => {
  let house: House;
  let photo: string;
  beforeAll(async () => {
    house = await openHouse();
    const begin = (input: object) => ({
      id: 'begin',
      at: house.clock(),
      actor: { kind: 'system', id: 'test' } as const,
      event: { type: 'process.start', input },
    });
    await house.engine.start('customs-client', parent, begin({}));
    const { definition, process, input } = startSetup({ ...order, parent });
    await house.engine.start(definition, process, begin(input));
    photo = taken(await house.evidence.store(sampler, plainPng)).sha256;
  });
  afterAll(() => house.stop());

  it('see what is to be done, under the sampling code alone', async () => {
    const [open] = await house.setups.open();
    expect(open).toMatchObject({
      id,
      sampler: 'GD-01',
      sampleCode: 'S-1',
      status: 'checking',
      waiting: [],
      records: [],
    });
    expect(open?.checks.map(({ id: check, state }) => [check, state])).toEqual([
      ['cleaned', 'to do'],
      ['empty-run', 'to do'],
      ['calibration', 'to do'],
    ]);
    expect(JSON.stringify(open)).not.toContain(parent);
  });

  it('are refused what is not there', async () => {
    const none = processId('setup-checks/none');
    expect(await house.setups.setup(none)).toBeNull();
    expect(await refusalOf(house.setups.doCheck(sampler, none, grams('3')))).toEqual(['NOT_FOUND', 'id']);
    const evidence = [photo, '0'.repeat(64)];
    expect(await refusalOf(house.setups.doCheck(sampler, id, { ...grams('3'), evidence }))).toEqual([
      'EVIDENCE_NOT_FOUND',
      'evidence',
    ]);
  });

  it('fail, mend, correct and confirm until the sampler is ready; the parent gets it all', async () => {
    const { setups } = house;
    expect(taken(await setups.doCheck(sampler, id, grams('14'))).checks[1]).toMatchObject({
      state: 'failed',
    });
    expect(
      taken(await setups.doCheck(sampler, id, { ...grams('40'), remedy: 'swept' })).checks[1],
    ).toMatchObject({
      state: 'failed',
      attempts: 2,
    });
    const misread = taken(await setups.correctCheck(sampler, id, { ...grams('4'), reason: 'misread' }));
    expect(misread.waiting).toEqual([{ record: 3, check: 'empty-run', notBy: 'sampler' }]);
    const confirmed = taken(await setups.settle(officer, id, { decision: 'CONFIRM', numbers: [3] }));
    expect(confirmed.checks[1]).toMatchObject({ state: 'passed', attempts: 2 });
    const cleaned = { check: 'cleaned', value: { kind: 'yes-no' as const, yes: true }, evidence: [photo] };
    taken(await setups.doCheck(sampler, id, cleaned));
    taken(
      await setups.settle(officer, id, { decision: 'DECLINE', numbers: [4], reason: 'Dust in the corner.' }),
    );
    taken(await setups.doCheck(sampler, id, cleaned));
    taken(await setups.settle(officer, id, { decision: 'CONFIRM', numbers: [5] }));
    const date = { check: 'calibration', value: { kind: 'date' as const, date: '2999-12-31' }, evidence: [] };
    expect(taken(await setups.doCheck(sampler, id, date))).toMatchObject({ status: 'ready', waiting: [] });

    expect(await setups.open()).toEqual([]);
    const finished = await eventually(async () =>
      (await house.journal.read(parent))
        .map(({ body }) => decodeBody(body).input.event)
        .find(({ type }) => type === 'setup.finished'),
    );
    expect(finished).toMatchObject({ outcome: 'ready', unitNo: 2 });
    expect(finished['records']).toHaveLength(6);
    expect(await refusalOf(setups.abandon(sampler, id, 'too late'))).toEqual(['NOT_POSSIBLE_NOW', undefined]);
  });

  it('views are the same when they are projected again', async () => {
    const [again, journal] = [memoryViews(), new MemoryJournal()];
    journal.entries.push(...house.journal.entries);
    await new Projector(again, journal, packs.proceduresOf, alarmCatalogue).catchUp();
    expect(await again.get('setups', id)).toEqual(await house.setups.setup(id));
  });
});
