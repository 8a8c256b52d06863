import { createHash } from 'node:crypto';
import type { Instrument } from '../../config/site/instrument-schema.ts';
import type { BlindCode } from '../../workflows/kernel/brand.ts';
import { demonstrationShip as ship } from '../demo/ship.ts';
import { caller, inLaboratory, openHouse } from '../services/testing/house.ts';
import type { House } from '../services/testing/house.ts';
import { createInstrumentResults } from './import.ts';
import type { ImportReport } from './import.ts';
import { createInstrumentList } from './list.ts';
import { analyser, bytesOf, furnace, someCode } from './testing.fixture.ts';
import { allAssays } from '../services/testing/listed.ts';

const head = 'Sample,Test,Result,Unit,Run';
const analyst = caller('analyst1');

describe('a file of results at the bench', () => {
  let house: House;
  /** Coal bottles that are tested for more than moisture. */
  let one: BlindCode;
  let other: BlindCode;
  beforeEach(async () => {
    house = await openHouse();
    await inLaboratory(house, ship);
    const bottles = (await allAssays(house.operator)).filter(({ items }) => items.length > 1);
    [one = someCode, other = someCode] = bottles.map(({ code }) => code);
  });
  afterEach(() => house.stop());

  const take = async (
    bytes: Buffer,
    {
      instrument = furnace,
      by = analyst,
      operator = house.operator,
    }: { instrument?: Instrument; by?: typeof analyst; operator?: typeof house.operator } = {},
  ): Promise<ImportReport> => {
    const outcome = await createInstrumentResults({ ...house, operator, instruments: [instrument] }).take(
      by,
      instrument.id,
      bytes,
    );
    if (!outcome.ok) throw new Error(outcome.refusal.message);
    return outcome.value;
  };
  const entered = async (code: BlindCode, item = 'A') =>
    (await house.operator.assayTask(code))?.items.find(({ definition }) => definition.item === item)
      ?.determinations ?? [];
  const faults = (report: ImportReport) => report.faults.map(({ line, field, code }) => [line, field, code]);
  const position = async () => (await house.journal.head()).position;

  it('is entered for the analyst, and its bytes are kept', async () => {
    const bytes = bytesOf(head, `${one},ASH,10.60,%,1`, `${one},ASH,10.58,%,2`, `${other},VOL,33.20,wt%,3`);
    const report = await take(bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(report).toEqual({
      instrument: 'furnace',
      sha256,
      analyst: 'analyst1',
      status: 'taken',
      determinations: 3,
      entered: 3,
      before: 0,
      faults: [],
    });
    expect(await entered(one)).toMatchObject([
      { value: '10.60', analyst: 'analyst1' },
      { value: '10.58', analyst: 'analyst1' },
    ]);
    expect(await entered(other, 'V')).toMatchObject([{ value: '33.20' }]);
    expect((await house.blobs.get(sha256))?.equals(bytes)).toBe(true);
  });

  it('is told with its instrument as the last one taken in, and only where something was entered', async () => {
    const listed = async () => (await createInstrumentList(house.views, [furnace, analyser]).list()).map(({ id, lastFile }) => [id, lastFile?.sha256]);
    expect(await listed()).toEqual([[furnace.id, undefined], [analyser.id, undefined]]);
    const bytes = bytesOf(head, `${one},ASH,10.60,%,1`);
    const { sha256 } = await take(bytes);
    expect(await listed()).toEqual([[furnace.id, sha256], [analyser.id, undefined]]);
    await take(bytesOf(head, `${one},NOBODYS,10.60,%,1`));
    expect(await listed()).toEqual([[furnace.id, sha256], [analyser.id, undefined]]);
  });

  it('comes from an analyser in LIS2-A2 as well', async () => {
    const records = ['H|\\^&', 'P|1', `O|1|${one}`, 'R|1|^^^ASH|10.60|%||N||F', 'L|1|N'];
    expect(await take(Buffer.from(records.join('\r')), { instrument: analyser })).toMatchObject({
      status: 'taken',
      entered: 1,
    });
    expect(await entered(one)).toMatchObject([{ value: '10.60' }]);
  });

  it('changes nothing the second time, whoever sends it', async () => {
    const bytes = bytesOf(head, `${one},ASH,10.60,%,1`, `${one},ASH,10.58,%,2`);
    await take(bytes);
    const before = await position();
    expect(await take(bytes, { by: caller('analyst2') })).toMatchObject({
      status: 'repeated',
      entered: 0,
      before: 2,
      faults: [],
    });
    expect(await position()).toBe(before);
  });

  it('is refused whole, with every row that is wrong, and leaves no trace', async () => {
    const bytes = bytesOf(
      head,
      `${one},ASH,10.60,%,1`,
      `${someCode},ASH,10.60,%,2`,
      `${one},ASH,1060,%,3`,
      `${one},ASH,10.58,%,4`,
      `${one},ASH,10.59,%,5`,
      `${other},ASH,ten,%,6`,
    );
    const before = await position();
    const report = await take(bytes);
    expect(report).toMatchObject({ status: 'refused', entered: 0 });
    expect(faults(report)).toEqual([
      [3, 'Sample', 'SAMPLE_UNKNOWN'],
      [4, 'Result', 'DETERMINATION_OUT_OF_RANGE'],
      [6, 'Test', 'DETERMINATION_NOT_NEEDED'],
      [7, 'Result', 'NOT_A_NUMBER'],
    ]);
    expect(await position()).toBe(before);
    expect(await house.blobs.get(report.sha256 ?? '')).toBeNull();
  });

  it('may not have an item that is not ordered, nor one whose unit is mapped wrongly', async () => {
    const items = {
      ASH: { item: 'A', unit: 'g/kg', unitInFile: '%' },
      X: { item: 'not-an-item', unit: '%' },
    };
    const report = await take(bytesOf(head, `${one},ASH,10.60,%,1`, `${one},X,1,%,2`), {
      instrument: { ...furnace, items },
    });
    expect(faults(report)).toEqual([
      [2, 'Test', 'UNIT_NOT_OF_ITEM'],
      [3, 'Test', 'ITEM_NOT_ORDERED'],
    ]);
  });

  it('holding what an earlier file held is not taken for further determinations', async () => {
    await take(bytesOf(head, `${one},ASH,10.60,%,1`));
    const report = await take(bytesOf(head, `${one},ASH,10.60,%,1`, `${one},ASH,10.60,%,2`));
    expect(faults(report)).toEqual([[2, null, 'RESULT_TAKEN_BEFORE']]);
    expect(await entered(one)).toHaveLength(1);
    expect(await take(bytesOf(head, `${one},ASH,10.60,%,2`))).toMatchObject({ status: 'taken' });
    expect(await entered(one)).toHaveLength(2);
  });

  it('is not taken again as the file of another instrument', async () => {
    const bytes = bytesOf(head, `${one},ASH,10.60,%,1`);
    await take(bytes);
    const report = await take(bytes, { instrument: { ...furnace, id: 'spare-furnace' } });
    expect(faults(report)).toEqual([[2, null, 'RESULT_TAKEN_BEFORE']]);
  });

  it('that was broken off is finished when it comes again', async () => {
    const bytes = bytesOf(head, `${one},ASH,10.60,%,1`, `${other},ASH,10.58,%,2`, `${one},ASH,10.58,%,3`);
    let left = 2;
    const operator: typeof house.operator = {
      ...house.operator,
      enterDetermination: async (...asked) => {
        if (left-- === 0) throw new Error('the server is stopping');
        return house.operator.enterDetermination(...asked);
      },
    };
    await expect(take(bytes, { operator })).rejects.toThrow('the server is stopping');
    expect(await take(bytes)).toMatchObject({ status: 'taken', entered: 1, before: 2 });
    expect(await entered(one)).toHaveLength(2);
    expect(await entered(other)).toHaveLength(1);
  });

  it('tells what is missing when somebody enters by hand at the same moment', async () => {
    let overtaken = false;
    const operator: typeof house.operator = {
      ...house.operator,
      enterDetermination: async (...asked) => {
        if (!overtaken)
          for (const id of ['h1', 'h2'])
            await house.operator.enterDetermination(caller('analyst2'), one, {
              id,
              item: 'A',
              value: '10.60',
            });
        overtaken = true;
        return house.operator.enterDetermination(...asked);
      },
    };
    const report = await take(bytesOf(head, `${one},ASH,10.60,%,1`, `${other},ASH,10.58,%,2`), { operator });
    expect(report).toMatchObject({ status: 'partly-taken', entered: 1, before: 0 });
    expect(faults(report)).toEqual([[2, 'Test', 'DETERMINATION_NOT_NEEDED']]);
  });

  it('is checked file by file: two at once cannot both be the second determination', async () => {
    await take(bytesOf(head, `${one},ASH,10.60,%,1`));
    const results = createInstrumentResults({ ...house, instruments: [furnace] });
    const both = await Promise.all(
      ['2', '3'].map((run) => results.take(analyst, 'furnace', bytesOf(head, `${one},ASH,10.60,%,${run}`))),
    );
    expect(both.map((outcome) => outcome.ok && outcome.value.status)).toEqual(['taken', 'refused']);
  });

  it('keeps its analyst from reviewing it', async () => {
    const task = await house.operator.assayTask(one);
    const items = Object.fromEntries(
      (task?.items ?? []).map(({ definition }) => [
        definition.item,
        { item: definition.item, unit: 'unit' in definition ? definition.unit : '' },
      ]),
    );
    const values: Readonly<Record<string, string>> = {
      M: '5.30',
      A: '10.60',
      V: '33.20',
      St: '0.55',
      Qgr: '24860',
      H: '3.95',
      Hg: '0.080',
      As: '3',
      P: '0.012',
      Cl: '0.030',
      F: '95',
    };
    const rows = Object.entries(items).flatMap(([item, { unit }]) =>
      [1, 2].map((run) => `${one},${item},${values[item]},${unit},${run}`),
    );
    expect(await take(bytesOf(head, ...rows), { instrument: { ...furnace, items } })).toMatchObject({
      status: 'taken',
      entered: rows.length,
    });
    const own = await house.operator.reviewAssay(analyst, one, { decision: 'ACCEPT' });
    expect(own).toMatchObject({ ok: false, refusal: { code: 'REVIEWER_SAME_PERSON' } });
    const review = await house.operator.reviewAssay(caller('reviewer'), one, { decision: 'ACCEPT' });
    expect(review).toMatchObject({ ok: true, value: { status: 'approved' } });
  });

  it('says nothing of the cargo in its report, nor does an unknown instrument', async () => {
    const report = await take(
      bytesOf(head, `${one},ASH,10.60,%,1`, `${someCode},ASH,1,%,2`, `${other},ASH,1060,%,3`),
    );
    const unknown = await createInstrumentResults({ ...house, instruments: [furnace] }).take(
      analyst,
      'none',
      Buffer.alloc(0),
    );
    expect(unknown).toMatchObject({ ok: false, refusal: { code: 'INSTRUMENT_NOT_FOUND' } });
    const text = JSON.stringify([report, unknown]);
    for (const telling of [ship.declarationNo, ship.transport.vessel, ship.customer.name, 'consignment/'])
      expect(text).not.toContain(telling);
    expect(report.faults).toHaveLength(2);
  });
});
