import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { readKeyFile } from '../../reports/signing/jwks.ts';
import { verifyJws } from '../../reports/signing/jws.ts';
import { customsOperations } from '../http/customs/operations.ts';
import { orderExample } from '../http/schemas/inspection-order.ts';
import { certificateNo } from '../http/testing/consignment.fixture.ts';
import { fixtureTime } from '../http/testing/shared.fixture.ts';
import { clientSecret, createTestEdge } from '../http/testing/test-edge.ts';
import type { TestEdge } from '../http/testing/test-edge.ts';
import { openSandboxCertificates } from './certificates.ts';
import type { SandboxCertificates } from './certificates.ts';
import { createSandboxes } from './customs-sandbox.ts';
import { sandboxDeclarations } from './specimens.ts';
import { secretInFolder } from '../../reports/signing/testing/secret-in-folder.ts';

/** Four papers are set and signed, perhaps on a machine that is busy. */
const papersTake_ms = 120_000;
const statusUrl = 'https://lab.example/verify';

describe('the sandbox of customs clients', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-sandbox-'));
  let certificates: SandboxCertificates;
  let edge: TestEdge;
  let bearer: string;
  beforeAll(async () => {
    certificates = await openSandboxCertificates(folder, secretInFolder(join(folder, 'secrets')), statusUrl);
    edge = await createTestEdge({
      sandboxOf: createSandboxes({ certificates: async () => certificates, clock: () => fixtureTime }),
    });
    const form = { grant_type: 'client_credentials' };
    const granted = await request(edge.app)
      .post('/customs/v1/oauth/token')
      .auth('sandbox', clientSecret)
      .type('form')
      .send(form);
    bearer = `Bearer ${granted.body.access_token}`;
  }, papersTake_ms);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const get = (path: string, headers: Record<string, string> = {}) =>
    request(edge.app).get(`/customs/v1${path}`).set('Authorization', bearer).set(headers);
  const post = (path: string, key: string, body: object) =>
    request(edge.app)
      .post(`/customs/v1${path}`)
      .set({ Authorization: bearer, 'Idempotency-Key': key })
      .send(body);

  it('tells a feed with a certificate that is valid, one that is replaced, and one that is withdrawn', async () => {
    const { headers, body } = await get('/changes');
    expect(headers['quaylab-sandbox']).toBe('true');
    const told = body.changes.map((row: Record<string, unknown>) => [
      row['cursor'],
      row['type'],
      row['certificateNo'],
    ]);
    expect(told).toEqual([
      [1, 'certificate.issued', 'SANDBOX-000001'],
      [2, 'certificate.issued', 'SANDBOX-000002'],
      [3, 'certificate.issued', 'SANDBOX-000003'],
      [4, 'certificate.replaced', 'SANDBOX-000002'],
      [5, 'certificate.issued', 'SANDBOX-000004'],
      [6, 'certificate.withdrawn', 'SANDBOX-000004'],
    ]);
    const standing = await Promise.all(
      [1, 2, 3, 4].map((serial) => get(`/certificates/SANDBOX-00000${serial}`)),
    );
    expect(standing.map((answer) => answer.headers['quaylab-certificate-status'])).toEqual([
      'issued',
      'replaced',
      'issued',
      'withdrawn',
    ]);
    expect(standing[1]?.headers['link']).toContain('SANDBOX-000003>; rel="successor-version"');
    const found = await get('/certificates?billOfLading=SANDBOX-BL-2');
    expect(found.body.items.map(({ number }: { number: string }) => number)).toEqual([
      'SANDBOX-000002',
      'SANDBOX-000003',
    ]);
  });

  it('gives real renderings, marked as a demonstration, that prove themselves by keys of their own', async () => {
    const jws = await get('/certificates/SANDBOX-000003', { Accept: 'application/jose' }).buffer();
    const keys = await readKeyFile((await get('/sandbox/jwks.json')).text);
    if (!keys.ok) throw new Error(keys.refusal.message);
    const text = Buffer.isBuffer(jws.body) ? jws.body.toString('ascii') : jws.text;
    const verified = await verifyJws(text, keys.value);
    expect(verified).toMatchObject({
      ok: true,
      value: {
        certificate: {
          number: 'SANDBOX-000003',
          laboratory: { demonstration: true },
          replaces: { number: 'SANDBOX-000002' },
        },
        signedBy: expect.objectContaining({ keyId: keys.value[0]?.keyId }),
      },
    });
    const pdf = await get('/certificates/SANDBOX-000001', { Accept: 'application/pdf' });
    expect(pdf.body.subarray(0, 5).toString()).toBe('%PDF-');
    const own = (await request(edge.app).get('/.well-known/jwks.json')).text;
    expect(own).not.toContain(keys.value[0]?.keyId);
  });

  it('issues once: whoever starts the server anew finds the same bytes', async () => {
    const again = await openSandboxCertificates(folder, secretInFolder(join(folder, 'secrets')), statusUrl);
    expect(again.issued.map(({ files }) => files)).toEqual(certificates.issued.map(({ files }) => files));
    expect(again.publicKeys).toEqual(certificates.publicKeys);
  });

  it('takes acknowledgements and orders as the house does, once each', async () => {
    const digest = certificates.issued[0]?.files.pdf;
    const path = '/certificates/SANDBOX-000001/acknowledgements';
    const first = await post(path, 'ack-00000001', { status: 'RECEIVED', digest });
    expect(first.body).toMatchObject({ id: 'sandbox:ack-00000001', status: 'RECEIVED', of: 'issued' });
    expect((await post(path, 'ack-00000001', { status: 'RECEIVED', digest })).body).toEqual(first.body);
    expect((await post(path, 'ack-00000001', { status: 'REJECTED', digest })).body.code).toBe(
      'IDEMPOTENCY_CONFLICT',
    );
    expect(
      (await post(path, 'ack-00000002', { status: 'RECEIVED', digest: 'ab'.repeat(32) })).body.code,
    ).toBe('DIGEST_MISMATCH');
    const order = await post('/inspection-orders', 'order-000001', orderExample);
    expect([order.status, order.body.status]).toEqual([201, 'waiting']);
    expect((await post('/inspection-orders', 'order-000001', orderExample)).body).toEqual(order.body);
  });

  it('advises and takes decisions by the rules of the house, and tells them in the feed', async () => {
    const path = `/release-advice/${sandboxDeclarations.valid}`;
    const before = (await get(path)).body;
    expect(before.items[0].gates.map(({ advice }: { advice: string }) => advice)).toEqual([
      'RELEASE',
      'RELEASE',
    ]);
    const release = {
      goodsItem: 1,
      gate: 'removal',
      outcome: 'RELEASED',
      officer: '5316-021',
      quantity: '4000',
    };
    const waiting = get('/changes?after=6&wait=20').then(({ body }) => body);
    const decided = await post(`${path}/decisions`, 'decision-0001', release);
    expect(decided.body).toMatchObject({ id: 'sandbox:decision-0001', remaining: '5999.8' });
    expect(await waiting).toMatchObject({ changes: [{ cursor: 7, type: 'decision.recorded' }], next: 7 });
    expect((await post(`${path}/decisions`, 'decision-0001', release)).body).toEqual(decided.body);
    const more = await post(`${path}/decisions`, 'decision-0002', { ...release, quantity: '6000' });
    expect(more.body).toMatchObject({ status: 422, code: 'QUANTITY_EXCEEDED' });
    const after = (await get(path)).body;
    expect(after.version).toBe(before.version + 1);
    expect(after.items[0].decisions).toMatchObject([{ id: 'sandbox:decision-0001', stands: true }]);

    const held = (await get(`/release-advice/${sandboxDeclarations.withdrawn}`)).body.items[0];
    expect(held.certificateNo).toBeNull();
    expect(held.gates.map(({ advice }: { advice: string }) => advice)).toEqual(['HOLD', 'HOLD']);
  });

  it('knows nothing real, asks the house nothing, and each client has its own', async () => {
    const real = await get(`/certificates/${encodeURIComponent(certificateNo)}`);
    expect([real.status, real.headers['quaylab-sandbox']]).toEqual([404, 'true']);
    const [name, token] = await edge.asCustoms();
    const outside = (path: string) => request(edge.app).get(`/customs/v1${path}`).set(name, token);
    expect(edge.services.asked).toEqual([]);
    expect((await outside('/certificates/SANDBOX-000001')).status).toBe(404);
    expect((await outside('/changes')).headers['quaylab-sandbox']).toBeUndefined();
    expect((await outside('/sandbox/jwks.json')).body.code).toBe('NOT_PERMITTED');

    const other = edge.deps.sandboxOf('another client');
    expect((await other.customs.changes(6, 10, 0)).length).toBe(0);
  });

  it('refuses what it has not, rather than to hand it to the house', async () => {
    const inHouse = [
      'listChanges',
      'searchCertificates',
      'getReleaseAdvice',
      'placeInspectionOrder',
      'getSandboxKeys',
    ];
    const reading = customsOperations(edge.deps).filter(
      ({ access, method, path }) => access.kind === 'customs' && method === 'get' && !path.includes('{'),
    );
    expect(reading.length).toBeGreaterThan(2);
    for (const { id, path } of reading) {
      const { body } = await get(path.replace('/customs/v1', ''));
      if (!inHouse.includes(id))
        expect({ id, code: body.code }).toEqual({ id, code: 'SANDBOX_NOT_PERMITTED' });
    }
    expect(edge.services.asked.filter(({ by }) => by === 'sandbox')).toEqual([]);
  });
});
