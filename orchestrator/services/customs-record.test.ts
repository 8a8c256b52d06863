import { decimalString, instant, processId } from '../../workflows/kernel/brand.ts';
import { demonstrationShip as ship } from '../demo/ship.ts';
import { timerInput } from '../engine/timer-input.ts';
import { createCustomsRecordService } from './customs-record.ts';
import { removalReleased as released } from './testing/decision.fixture.ts';
import { caller, certified, eventually, inLaboratory, openHouse } from './testing/house.ts';
import type { House } from './testing/house.ts';
import { allCertificates } from './testing/listed.ts';

const client = { clientId: 'customs-demo', scopes: [], sandbox: false, certificate: 'thumbprint' };
const other = { ...client, clientId: 'customs-other', certificate: null };
const consignment = processId(`consignment/${ship.declarationNo}.${ship.goodsItem}`);

describe('dealings with customs', () => {
  let house: House;
  let number: string;
  const record = () => createCustomsRecordService(house);
  const differences = async () => (await record().differences({ limit: 10 })).items;
  const advice = async () => {
    const found = await house.customs.advice(ship.declarationNo);
    const item = found?.items[0];
    if (!found || !item) throw new Error('there is no advice');
    return { version: found.version, ...item };
  };
  const decide = (id: string, changed: object) =>
    house.customs.decide(client, ship.declarationNo, { ...released, id, ...changed });

  beforeAll(async () => {
    house = await openHouse();
    number = await certified(house, await inLaboratory(house, ship));
  });
  afterAll(() => house.stop());

  it('find a certificate by whatever it cites, and nothing by what it does not', async () => {
    const certificate = await house.customs.certificate(number);
    const { billOfLading } = ship.transport;
    const cites = [
      ['declarationNo', ship.declarationNo],
      ['billOfLading', billOfLading],
      ['inspectionOrderNo', ship.inspectionOrderNo ?? ''],
    ] as const;
    for (const [by, value] of cites) {
      expect(await house.customs.certificatesOf(by, value)).toEqual([certificate]);
      expect(await house.customs.certificatesOf(by, `${value}0`)).toEqual([]);
    }
    expect(await house.customs.certificatesOf('declarationNo', billOfLading)).toEqual([]);
  });

  it('keep a record of every pull, by certificate and by client, page by page', async () => {
    const pdf = { what: 'pdf', number, version: 1, rendering: 'pdf', digest: 'd', status: 206 } as const;
    const list = {
      what: 'list',
      number: null,
      version: null,
      rendering: null,
      digest: null,
      status: 200,
    } as const;
    await house.customs.recordPull(client, pdf);
    await house.customs.recordPull(client, list);
    await house.customs.recordPull(other, { ...pdf, status: 304 });
    const rows = await record().pulls('all', 0, 10);
    const who = { client: 'customs-demo', certificate: 'thumbprint' };
    expect(rows).toMatchObject([
      { ...who, ...pdf },
      { ...who, ...list },
      { client: 'customs-other', certificate: null, status: 304 },
    ]);
    const [first, second, third] = rows;
    expect(await record().pulls({ number }, 0, 10)).toEqual([first, third]);
    expect(await record().pulls({ client: 'customs-demo' }, 0, 10)).toEqual([first, second]);
    expect(await record().pulls('all', first?.cursor ?? 0, 1)).toEqual([second]);
    expect(await record().pulls({ number: `${number}0` }, 0, 10)).toEqual([]);
  });

  it('show a pull that was once recorded by itself, with what was said of it then', async () => {
    const before = (await record().pulls('all', 0, 500)).length;
    await house.engine.submit(processId('customs-client/customs-demo'), {
      id: 'a pull of before',
      at: instant('2026-03-01T00:00:00.000Z'),
      actor: { kind: 'customs', id: 'customs-demo' },
      event: { type: 'pull.recorded', what: 'certificate', digest: 'd' },
    });
    expect((await record().pulls('all', 0, 500)).slice(before)).toMatchObject([
      { client: 'customs-demo', what: 'certificate', digest: 'd', number: null, status: null, certificate: null },
    ]);
  });

  it('keep each of many pulls that come at once, in the order they came', async () => {
    const before = (await record().pulls('all', 0, 500)).at(-1)?.cursor ?? 0;
    const many = Array.from({ length: 600 }, (_, no) => ({
      ...{ what: `list ${no}`, number: null, version: null, rendering: null, digest: null },
      status: 200 as const,
    }));
    const sizeBefore = (await house.journal.head()).position;
    await Promise.all(many.map((pull) => house.customs.recordPull(client, pull)));
    expect((await house.journal.head()).position - sizeBefore).toBeLessThan(10);
    const first = await record().pulls('all', before, 500);
    const rest = await record().pulls('all', first.at(-1)?.cursor ?? 0, 500);
    expect([...first, ...rest].map(({ what }) => what)).toEqual(many.map(({ what }) => what));
  });

  it('write off what is released, say what remains, and refuse more than there is', async () => {
    const half = decimalString('1000');
    const rest = String(Number(ship.declaredMass) - 1000);
    expect(await decide('half', { quantity: half })).toMatchObject({
      ok: true,
      value: { quantity: half, remaining: rest },
    });
    expect(await decide('more', { quantity: ship.declaredMass })).toMatchObject({
      ok: false,
      refusal: { code: 'QUANTITY_EXCEEDED', field: 'quantity' },
    });
    expect((await advice()).writeOff).toMatchObject([
      { gate: 'removal', by: 'declared', released: '1000', remaining: rest },
      { gate: 'use', released: '0', remaining: ship.declaredMass },
    ]);
  });

  it('report where a decision departs from the advice until it is put right', async () => {
    expect((await advice()).differences).toEqual([]);
    await decide('refused', { outcome: 'REFUSED' });
    expect((await advice()).differences).toEqual([
      { decision: 'refused', gate: 'removal', advice: 'RELEASE', outcome: 'REFUSED', departure: 'STRICTER' },
    ]);
    expect(await differences()).toMatchObject([
      { declarationNo: ship.declarationNo, goodsItem: 1, departure: 'STRICTER', decision: { officer: 'O1' } },
    ]);
    await decide('back', { outcome: 'CANCELLED', supersedes: 'refused' });
    expect(await differences()).toEqual([]);
    const { decisions } = await advice();
    expect(decisions.map(({ id, stands }) => [id, stands])).toEqual([
      ['half', true],
      ['refused', false],
      ['back', false],
    ]);
  });

  it('hold what is in the archive once its certificate is withdrawn, and report that customs released it', async () => {
    await decide('use', { gate: 'use' });
    const closed = await house.engine.find(consignment);
    const [timer] = closed?.state?.timers ?? [];
    if (!timer) throw new Error('nothing leads to the archive');
    await house.engine.submit(
      consignment,
      timerInput(consignment, timer, instant('2027-01-01T00:00:00.000Z')),
    );
    await eventually(async () => (await house.operator.consignment(consignment))?.status === 'archived');
    const before = await advice();
    expect(before).toMatchObject({ certificateNo: number, gates: [{ advice: 'RELEASE' }, {}] });

    const [certificate] = await allCertificates(house.operator);
    if (!certificate) throw new Error('there is no certificate');
    await house.operator.proposeWithdrawal(caller('checker'), certificate.id, { reason: 'mixed up' });
    await house.operator.settleWithdrawal(caller('signatory'), certificate.id, { decision: 'CONFIRM' });
    const after = await advice();
    expect(after.version).toBeGreaterThan(before.version);
    expect(after).toMatchObject({ certificateNo: null, gates: [{ advice: 'HOLD' }, { advice: 'HOLD' }] });
    expect((await differences()).map(({ decision, departure }) => [decision.id, departure])).toEqual(
      [
        ['half', 'LAXER'],
        ['use', 'LAXER'],
      ],
    );
    // The archive records the news, and the advice stays.
    await eventually(async () => (await advice()).version === before.version + 2);
    expect((await advice()).gates).toEqual(after.gates);
    const told = (await house.customs.changes(0, 100, 0)).map(({ type }) => type);
    expect(told.slice(-2)).toEqual(['certificate.withdrawn', 'advice.changed']);
  });
});
