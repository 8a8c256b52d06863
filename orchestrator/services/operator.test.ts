import { blindCode, processId } from '../../workflows/kernel/brand.ts';
import { demonstrationShip as ship } from '../demo/ship.ts';
import { caller, certified, inLaboratory, openHouse, testBottle } from './testing/house.ts';
import type { House } from './testing/house.ts';
import { allAssays, allCertificates, allRuns } from './testing/listed.ts';

describe('the operators’ service', () => {
  let house: House;
  let id: Awaited<ReturnType<typeof inLaboratory>>;
  beforeAll(async () => {
    house = await openHouse();
    id = await inLaboratory(house, ship);
  });
  afterAll(() => house.stop());

  const refusedWith = (code: string) => ({ ok: false, refusal: { code } });

  it('refuses what there is not', async () => {
    const nobody = caller('nobody');
    const { operator } = house;
    expect(
      await operator.commandRun(nobody, processId('coal-sampling/none'), { command: 'hold', reason: 'r' }),
    ).toMatchObject(refusedWith('NOT_FOUND'));
    expect(
      await operator.enterDetermination(nobody, blindCode('NONE'), { id: 'x', item: 'A', value: '1' }),
    ).toMatchObject(refusedWith('NOT_FOUND'));
    expect(await operator.reviewAssay(nobody, blindCode('NONE'), { decision: 'ACCEPT' })).toMatchObject(
      refusedWith('NOT_FOUND'),
    );
    expect(await operator.prepareCertificate(nobody, processId('consignment/none'))).toMatchObject(
      refusedWith('NOT_FOUND'),
    );
    expect(await operator.assayTask(blindCode('NONE'))).toBeNull();
  });

  it('does not prepare a certificate before there are results', async () => {
    expect(await house.operator.prepareCertificate(caller('preparer'), id)).toMatchObject(
      refusedWith('NOT_POSSIBLE_NOW'),
    );
  });

  it('does not command a run that has ended', async () => {
    const [run] = await allRuns(house.operator);
    expect(
      run && (await house.operator.commandRun(caller('sampler'), run.id, { command: 'abort', reason: 'r' })),
    ).toMatchObject(refusedWith('NOT_POSSIBLE_NOW'));
  });

  it('has all items of a bottle determined again when a return names none', async () => {
    const { operator } = house;
    const task = (await allAssays(operator)).find(({ items }) => items.length > 1);
    if (!task) throw new Error('no bottle with several items');
    await testBottle(operator, task.code);
    const back = await operator.reviewAssay(caller('reviewer'), task.code, {
      decision: 'RETURN',
      reason: 'balance out of calibration',
    });
    expect(back).toMatchObject({ ok: true, value: { status: 'testing' } });
    const rounds = back.ok
      ? back.value.items.map(({ round, determinations }) => [round, determinations.length])
      : [];
    expect(rounds).toEqual(task.items.map(() => [2, 0]));
  });

  it('has only the named item determined again', async () => {
    const { operator } = house;
    const task = (await allAssays(operator)).find(
      ({ items }) => items.length > 1 && items.every(({ round }) => round === 1),
    );
    if (!task) throw new Error('no such bottle');
    await testBottle(operator, task.code);
    const back = await operator.reviewAssay(caller('reviewer'), task.code, {
      decision: 'RETURN',
      items: ['A'],
      reason: 'spilt',
    });
    expect(
      back.ok && back.value.items.filter(({ round }) => round === 2).map(({ definition }) => definition.item),
    ).toEqual(['A']);
  });

  it('puts the reviewer’s word on items without a known precision to the process', async () => {
    const { operator } = house;
    const task = (await allAssays(operator)).find(
      ({ status, items }) => status === 'testing' && items.length > 1,
    );
    if (!task) throw new Error('no such bottle');
    await testBottle(operator, task.code);
    const accepted = await operator.reviewAssay(caller('reviewer'), task.code, {
      decision: 'ACCEPT',
      withoutPrecision: ['A'],
    });
    expect(accepted).toMatchObject({
      ok: false,
      refusal: { code: 'PRECISION_IS_KNOWN', field: 'withoutPrecision' },
    });
  });

  it('takes a determination once, however often it is sent', async () => {
    const { operator } = house;
    const task = (await allAssays(operator)).find(
      ({ status, items }) => status === 'testing' && items.length === 1,
    );
    if (!task) throw new Error('no such bottle');
    const once = { id: 'same-key', item: 'Mt', value: '14.2' };
    await operator.enterDetermination(caller('analyst'), task.code, once);
    const again = await operator.enterDetermination(caller('analyst'), task.code, once);
    expect(again).toMatchObject({ ok: true, value: { items: [{ determinations: [{ value: '14.2' }] }] } });
  });
});

describe('a certificate in the operators’ service', () => {
  it('is issued by three persons, numbered, and found by its bytes', async () => {
    const house = await openHouse();
    try {
      const number = await certified(house, await inLaboratory(house, ship));
      const [view] = await allCertificates(house.operator);
      expect(view).toMatchObject({ number, status: 'issued' });
      const json = view?.files && (await house.operator.blob(view.files.json));
      expect(JSON.parse(String(json))).toMatchObject({ number, declarationNo: ship.declarationNo });
      const again =
        view &&
        (await house.operator.approveCertificate(caller('other', 'signatory'), view.id, {
          draftDigest: view.draftDigest,
        }));
      expect(again).toMatchObject({ ok: false, refusal: { code: 'NOT_POSSIBLE_NOW' } });
    } finally {
      await house.stop();
    }
  });
});
