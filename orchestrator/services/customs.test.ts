import { demonstrationShip as ship } from '../demo/ship.ts';
import { certified, inLaboratory, openHouse } from './testing/house.ts';
import type { House } from './testing/house.ts';

const client = { clientId: 'customs-demo', scopes: [] };
const decision = {
  id: 'decision-0001',
  goodsItem: 1,
  gate: 'removal',
  outcome: 'RELEASED',
  officer: 'O1',
  quantity: null,
  remark: null,
} as const;

describe('the customs service', () => {
  let house: House;
  let number: string;
  beforeAll(async () => {
    house = await openHouse();
    const id = await inLaboratory(house, ship);
    const early = await house.customs.advice(ship.declarationNo);
    expect(early?.items[0]?.gates.map(({ gate, advice }) => [gate, advice])).toEqual([
      ['removal', 'PENDING'],
      ['use', 'PENDING'],
    ]);
    number = await certified(house, id, async () => {
      const judged = await house.customs.advice(ship.declarationNo);
      expect(judged?.items[0]?.gates.map(({ advice }) => advice)).not.toContain('RELEASE');
    });
  });
  afterAll(() => house.stop());

  it('advises at both gates once results are out, and its version grows', async () => {
    const advice = await house.customs.advice(ship.declarationNo);
    expect(advice?.items).toMatchObject([
      {
        goodsItem: 1,
        certificateNo: number,
        gates: [{ gate: 'removal', advice: 'RELEASE' }, { gate: 'use' }],
      },
    ]);
    expect(await house.customs.advice('unknown')).toBeNull();
  });

  it('gives an issued certificate by number and by declaration, with the digests of its bytes', async () => {
    const certificate = await house.customs.certificate(number);
    expect(await house.customs.certificatesOf(ship.declarationNo)).toEqual([certificate]);
    expect(certificate && (await house.customs.blob(certificate.pdf.sha256))).toEqual(
      Buffer.from('the printed certificate'),
    );
    expect(await house.customs.certificate('NONE')).toBeNull();
  });

  it('takes an acknowledgement of what was issued, once', async () => {
    const certificate = await house.customs.certificate(number);
    const acknowledgement = {
      id: 'ack-0001',
      status: 'RECEIVED',
      message: null,
      digest: certificate?.json.sha256 ?? '',
    } as const;
    const first = await house.customs.acknowledge(client, number, acknowledgement);
    expect(first).toMatchObject({ ok: true, value: { id: 'ack-0001', client: 'customs-demo' } });
    expect(await house.customs.acknowledge(client, number, acknowledgement)).toEqual(first);
    const [view] = await house.operator.certificates();
    expect(view?.acknowledgements).toHaveLength(1);
    const foreign = await house.customs.acknowledge(client, number, {
      ...acknowledgement,
      id: 'ack-0002',
      digest: 'f'.repeat(64),
    });
    expect(foreign).toMatchObject({ ok: false, refusal: { code: 'DIGEST_MISMATCH', field: 'digest' } });
    expect(await house.customs.acknowledge(client, 'NONE', acknowledgement)).toMatchObject({
      ok: false,
      refusal: { code: 'NOT_FOUND' },
    });
  });

  it('takes a decision once; the same id with another content changes nothing', async () => {
    const before = (await house.customs.advice(ship.declarationNo))?.version ?? 0;
    const first = await house.customs.decide(client, ship.declarationNo, decision);
    expect(first).toMatchObject({ ok: true, value: decision });
    expect(await house.customs.decide(client, ship.declarationNo, decision)).toEqual(first);
    await house.customs.decide(client, ship.declarationNo, { ...decision, outcome: 'REFUSED' });
    const advice = await house.customs.advice(ship.declarationNo);
    expect(advice?.items[0]?.decisions).toMatchObject([{ id: 'decision-0001', outcome: 'RELEASED' }]);
    expect(advice?.version).toBe(before + 1);
  });

  it('refuses a decision on what is not inspected', async () => {
    expect(
      await house.customs.decide(client, ship.declarationNo, {
        ...decision,
        id: 'decision-0002',
        goodsItem: 9,
      }),
    ).toMatchObject({ ok: false, refusal: { code: 'GOODS_ITEM_NOT_FOUND', field: 'goodsItem' } });
  });

  it('lets a client wait for the next change', async () => {
    const seen = (await house.customs.changes(0, 100, 0)).at(-1)?.cursor ?? 0;
    const waiting = house.customs.changes(seen, 10, 4000);
    await house.customs.decide(client, ship.declarationNo, { ...decision, id: 'decision-0003' });
    expect(await waiting).toMatchObject([{ cursor: seen + 1, type: 'decision.recorded' }]);
    expect(await house.customs.changes(seen + 1, 10, 20)).toEqual([]);
  });

  it('keeps a record of every pull', async () => {
    const before = house.journal.entries.length;
    for (const what of ['pdf', 'json']) await house.customs.recordPull(client, { what, digest: 'd' });
    const pulls = await house.views.find<{ client: string; what: string }>('pulls', {
      index: 'customs-client/customs-demo',
    });
    expect(pulls.map(({ what }) => what)).toEqual(['pdf', 'json']);
    expect(house.journal.entries).toHaveLength(before + 3);
  });
});
