import type { ConsignmentContext } from '../../workflows/consignment/record.ts';
import type { BlindCode, ProcessId } from '../../workflows/kernel/brand.ts';
import type { LaboratoryReport } from '../../workflows/laboratory-comparison/comparison.ts';
import { demonstrationShip as ship } from '../demo/ship.ts';
import { laboratoryComparison } from '../http/schemas/laboratory-comparison.ts';
import { createJourneyService } from './journey.ts';
import { contextOf } from './support.ts';
import { caller, eventually, inLaboratory, openHouse, testBottle } from './testing/house.ts';
import type { House } from './testing/house.ts';
import { allAssays } from './testing/listed.ts';

const other = caller('second-reviewer');
const report = (reportNo: string, ash: string): LaboratoryReport => ({
  laboratory: 'Laboratory 2',
  reportNo,
  reportedOn: '2026-03-05',
  values: [{ item: 'A', basis: 'd', results: [ash] }],
});

describe('a sample that another laboratory tests, too', () => {
  let house: House;
  let cargo: ProcessId;
  let codes: readonly BlindCode[];
  let bottle: BlindCode;
  beforeAll(async () => {
    house = await openHouse();
    cargo = await inLaboratory(house, ship);
    const tasks = await allAssays(house.operator);
    codes = tasks.map(({ code }) => code);
    const analysis = tasks.find(({ items }) => items.some(({ definition }) => definition.item === 'A'));
    if (!analysis) throw new Error('no bottle is tested for ash');
    bottle = analysis.code;
  });
  afterAll(() => house.stop());

  const enter = (reportNo: string, ash: string, code = bottle) =>
    house.laboratoryComparison.enterReport(other, code, report(reportNo, ash));
  const unitOfBottle = async () =>
    (await contextOf<ConsignmentContext>(house, cargo))?.units.find(({ assays }) =>
      assays.some(({ code }) => code === bottle),
    );

  it('is compared once its own results are approved, and not before', async () => {
    expect(await enter('R-1', '11.20')).toMatchObject({ refusal: { code: 'ASSAY_NOT_APPROVED' } });
    expect(await enter('R-1', '11.20', 'NONE' as BlindCode)).toMatchObject({
      refusal: { code: 'NOT_FOUND' },
    });
    for (const code of codes) {
      await testBottle(house.operator, code);
      await house.operator.reviewAssay(caller('reviewer'), code, { decision: 'ACCEPT' });
    }
    expect(
      await house.laboratoryComparison.enterReport(other, bottle, { ...report('R-1', 'x') }),
    ).toMatchObject({ refusal: { code: 'NOT_A_NUMBER' } });
    expect(await house.laboratoryComparison.comparison(bottle)).toBeNull();
    // The coal of every test has A,d 11.19.
    expect(await enter('R-1', '11.20')).toMatchObject({ value: { verdict: 'AGREE', code: bottle } });
    expect(await unitOfBottle()).toMatchObject({ validity: 'VALID' });
  });

  it('is doubted when the two disagree, with an alarm that names no bottle; the retained one is the referee', async () => {
    await eventually(async () => (await house.operator.consignment(cargo))?.status === 'decoding');
    expect(await enter('R-2', '12.30')).toMatchObject({ value: { verdict: 'DISAGREE' } });
    await eventually(async () => (await unitOfBottle())?.validity === 'SUSPECT');
    const [alarm] = (await house.alarms.open()).filter(({ code }) => code === 'LABORATORIES_DISAGREE');
    expect(alarm?.message.en).toMatch(/disagree with ours: A \(entry/);
    expect(JSON.stringify(alarm?.message)).not.toContain(bottle);

    const unitNo = (await unitOfBottle())?.no ?? 0;
    const order = {
      type: 'resampling.ordered',
      unitNo,
      way: 'reserve',
      reason: 'two laboratories disagree',
    } as const;
    expect(await house.inspection.tell(caller('officer'), cargo, order)).toMatchObject({ ok: true });
    const referee = await eventually(async () =>
      (await allAssays(house.operator)).find(({ code }) => !codes.includes(code)),
    );
    expect(referee.items.map(({ definition }) => definition.item)).toContain('A');
  });

  it('tells in the journey of its cargo how each comparison ended', async () => {
    const journey = await createJourneyService(house).ofConsignment(cargo);
    const told = journey?.events.filter(({ step }) => step === 'laboratories-compared');
    expect(told?.map(({ details }) => details)).toEqual([
      { code: bottle, verdict: 'AGREE' },
      { code: bottle, verdict: 'DISAGREE' },
    ]);
  });

  it('leaves the server whole, and without whose it is', async () => {
    const { items: all } = await house.laboratoryComparison.comparisons('DISAGREE', { limit: 10 });
    expect(laboratoryComparison.parse(all[0])).toEqual(JSON.parse(JSON.stringify(all[0])));
    expect(await house.laboratoryComparison.comparisons('AGREE', { limit: 10 })).toEqual({ items: [], next: null });
    expect(JSON.stringify(all)).not.toContain('consignment/');
  });
});
