import { demonstrationShip as ship } from '../demo/ship.ts';
import { processId } from '../../workflows/kernel/brand.ts';
import type { CertificateView } from '../views/model.ts';
import { collections } from '../views/projection.ts';
import { removalReleased } from './testing/decision.fixture.ts';
import { caller, certified, eventually, inLaboratory, openHouse, signed } from './testing/house.ts';
import type { House } from './testing/house.ts';
import { allCertificates } from './testing/listed.ts';

const client = { clientId: 'customs-demo', scopes: [], sandbox: false, certificate: null };
const decision = { id: 'decision-0001', ...removalReleased };

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
    expect(await house.customs.certificatesOf('declarationNo', ship.declarationNo)).toEqual([certificate]);
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
    const [view] = await allCertificates(house.operator);
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

  it('tells who follows of a certificate that is amended, and links both', async () => {
    const id = processId(`consignment/${ship.declarationNo}.${ship.goodsItem}`);
    const seen = (await house.customs.changes(0, 100, 0)).at(-1)?.cursor ?? 0;
    const amendment = {
      reason: 'The consignee was misspelt.',
      corrections: { consignee: { name: 'ACME Energy' } },
    };
    const prepared = await house.operator.amendCertificate(caller('preparer'), id, amendment);
    if (!prepared.ok) throw new Error(prepared.refusal.message);
    const second = await signed(house.operator, prepared.value);
    await eventually(async () => (await house.customs.certificate(number))?.status === 'replaced');
    expect(await house.customs.certificate(number)).toMatchObject({ replacedBy: second, replaces: null });
    expect(await house.customs.certificate(second)).toMatchObject({ status: 'issued', replaces: number });
    expect(await house.customs.publicStatus(number)).toMatchObject({
      status: 'replaced',
      replacedBy: second,
    });
    expect(
      (await house.customs.changes(seen, 100, 0)).map(({ type, certificateNo }) => [type, certificateNo]),
    ).toEqual([
      ['certificate.issued', second],
      ['certificate.replaced', number],
    ]);
    number = second;
  });

  it('issues a document of another kind beside it: signed by whom the kind names, and told customs', async () => {
    const { operator, customs } = house;
    const id = processId(`consignment/${ship.declarationNo}.${ship.goodsItem}`);
    const seen = (await customs.changes(0, 100, 0)).at(-1)?.cursor ?? 0;
    const asked = { kind: 'CY', remark: null, measurement: null, notice: null, treatment: null, replaces: null };
    const refusalOf = async (kind: string) => operator.prepareDocument(caller('preparer'), id, { ...asked, kind });
    expect(await refusalOf('77')).toMatchObject({ refusal: { code: 'CERTIFICATE_KIND_UNKNOWN', field: 'kind' } });
    expect(await refusalOf('11')).toMatchObject({ refusal: { code: 'CERTIFICATE_KIND_IS_MAIN', field: 'kind' } });
    expect(await refusalOf('12')).toMatchObject({ refusal: { code: 'DOCUMENT_NOT_DUE', field: 'kind' } });

    const prepared = await operator.prepareDocument(caller('preparer'), id, asked);
    const process = prepared.ok ? prepared.value.documents.at(-1)?.process : undefined;
    if (!process) throw new Error('no document was begun');
    const { draftDigest } = await eventually(() => operator.certificate(process));
    await operator.reviewCertificate(caller('checker'), process, { decision: 'ACCEPT', draftDigest });
    const clerk = caller('clerk', 'certificate-reviewer');
    expect(await operator.approveCertificate(clerk, process, { draftDigest })).toMatchObject({
      refusal: { code: 'SIGNATORY_NOT_ENTITLED' },
    });
    const officer = caller('officer', 'officer');
    expect(await operator.approveCertificate(officer, process, { draftDigest })).toMatchObject({ ok: true });
    const voucher = await eventually(async () => {
      const last = (await operator.consignment(id))?.documents.at(-1);
      return last?.status === 'issued' && last;
    });
    expect(voucher).toMatchObject({ number: 'DEMO2026-CY-000001', kind: { code: 'CY', title: { zh: '采样凭单' } } });
    expect(await customs.certificate('DEMO2026-CY-000001')).toMatchObject({
      status: 'issued',
      kind: { code: 'CY' },
      json: { sha256: voucher.digest },
    });
    expect((await customs.changes(seen, 100, 0)).map(({ type, certificateNo }) => [type, certificateNo])).toEqual([
      ['certificate.issued', 'DEMO2026-CY-000001'],
    ]);
    expect((await operator.consignment(id))?.certificateNo).toBe(number);
  });

  it('holds at both gates once a certificate is withdrawn, and waits for customs to take notice', async () => {
    const [view] = await house.views.find<CertificateView>(collections.certificates, { index: number });
    if (!view) throw new Error('there is no certificate');
    const seen = (await house.customs.changes(0, 100, 0)).at(-1)?.cursor ?? 0;
    const reason = 'The samples were mixed up.';
    await house.operator.proposeWithdrawal(caller('checker'), view.id, { reason });
    const settled = await house.operator.settleWithdrawal(caller('signatory'), view.id, {
      decision: 'CONFIRM',
    });
    expect(settled).toMatchObject({ ok: true, value: { status: 'withdrawn', noticeOutstanding: true } });
    await eventually(async () => (await house.customs.changes(seen, 100, 0)).length >= 2);
    expect((await house.customs.changes(seen, 100, 0)).map(({ type }) => type)).toEqual([
      'certificate.withdrawn',
      'advice.changed',
    ]);
    const advice = await house.customs.advice(ship.declarationNo);
    expect(advice?.items[0]?.gates.map(({ advice: word }) => word)).toEqual(['HOLD', 'HOLD']);
    expect(await house.customs.certificate(number)).toMatchObject({
      status: 'withdrawn',
      withdrawn: { reason },
    });

    const digest = view.files?.json ?? '';
    const notice = { id: 'ack-0009', status: 'RECEIVED', message: null, digest } as const;
    expect(await house.customs.acknowledge(client, number, notice)).toMatchObject({
      ok: true,
      value: { of: 'withdrawn' },
    });
    expect(await house.operator.certificate(view.id)).toMatchObject({ noticeOutstanding: false });
  });
});
