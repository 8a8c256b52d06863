import { createHash } from 'node:crypto';
import request from 'supertest';
import type { Pull } from '../../../workflows/customs-client/pull.ts';
import { jsonBytes, jsonDigest, pdfBytes, pdfDigest } from '../testing/fake-services.ts';
import { advice, certificateNo, changes, declarationNo, difference, pulls } from '../testing/consignment.fixture.ts';
import { clientSecret, createTestEdge } from '../testing/test-edge.ts';
import type { TestEdge } from '../testing/test-edge.ts';

const tokenPath = '/customs/v1/oauth/token';
const digestOf = (bytes: Buffer) => `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`;
const certificatePath = `/customs/v1/certificates/${encodeURIComponent(certificateNo)}`;

describe('the customs interface', () => {
  let edge: TestEdge;
  beforeEach(async () => {
    edge = await createTestEdge();
  });
  const asked = (method: string) => edge.services.asked.filter((one) => one.method === method);
  const get = async (path: string, headers: Record<string, string> = {}) =>
    request(edge.app)
      .get(path)
      .set(...(await edge.asCustoms()))
      .set(headers);

  describe('token', () => {
    const ask = (form: object) => request(edge.app).post(tokenPath).type('form').send(form);

    it('is granted for the client credentials, by Basic or form, and never cached', async () => {
      const basic = await request(edge.app)
        .post(tokenPath)
        .auth('gacc', clientSecret)
        .type('form')
        .send({ grant_type: 'client_credentials' });
      expect(basic.status).toBe(200);
      expect(basic.body).toEqual({
        access_token: expect.any(String),
        token_type: 'Bearer',
        expires_in: 900,
        scope: 'certificates.read certificates.acknowledge decisions.write orders.write webhooks.manage',
      });
      expect(basic.headers['cache-control']).toBe('no-store');
      const form = { grant_type: 'client_credentials', client_id: 'gacc', client_secret: clientSecret };
      expect((await ask({ ...form, scope: 'decisions.write' })).body.scope).toBe('decisions.write');
    });

    it('is refused in the words of RFC 6749', async () => {
      const form = { grant_type: 'client_credentials', client_id: 'gacc', client_secret: clientSecret };
      const wrong = await ask({ ...form, client_secret: 'wrong' });
      expect([wrong.status, wrong.body.error]).toEqual([401, 'invalid_client']);
      expect(wrong.headers['www-authenticate']).toMatch(/^Basic /);
      const other = await ask({ ...form, grant_type: 'password' });
      expect([other.status, other.body.error]).toEqual([400, 'unsupported_grant_type']);
      const more = await ask({ ...form, scope: 'certificates.read everything' });
      expect([more.status, more.body.error]).toEqual([400, 'invalid_scope']);
      const twice = await request(edge.app)
        .post(tokenPath)
        .type('form')
        .send('grant_type=client_credentials&scope=a&scope=b&client_id=gacc');
      expect([twice.status, twice.body.error]).toEqual([400, 'invalid_request']);
      const none = await ask({ client_id: 'gacc', client_secret: clientSecret });
      expect([none.status, none.body.error]).toEqual([400, 'invalid_request']);
      const json = await request(edge.app)
        .post(tokenPath)
        .auth('gacc', clientSecret)
        .send({ grant_type: 'x' });
      expect([json.status, json.body.error]).toEqual([400, 'invalid_request']);
      const empty = await request(edge.app).post(tokenPath).auth('gacc', clientSecret);
      expect([empty.status, empty.body.error]).toEqual([400, 'invalid_request']);
    });

    it('opens only what its scope says', async () => {
      const header = await edge.asCustoms('certificates.acknowledge');
      const answer = await request(edge.app)
        .get('/customs/v1/changes')
        .set(...header);
      expect(answer.body).toMatchObject({ status: 403, code: 'SCOPE_MISSING' });
      expect(answer.headers['www-authenticate']).toBe(
        'Bearer realm="quaylab", error="insufficient_scope", scope="certificates.read"',
      );
    });

    it('lives 15 minutes and the leeway of a minute, and an operator’s does not open this door', async () => {
      const operator = await request(edge.app)
        .get('/customs/v1/changes')
        .set(...(await edge.as('administrator')));
      expect(operator.body).toMatchObject({ status: 401, code: 'TOKEN_INVALID' });
      await get('/customs/v1/changes');
      edge.clock.now = new Date(edge.clock.now.getTime() + 960_000);
      expect((await get('/customs/v1/changes')).body).toMatchObject({ status: 401, code: 'TOKEN_EXPIRED' });
    });
  });

  describe('feed', () => {
    it('pages by cursor and says where to go on', async () => {
      const first = await get('/customs/v1/changes?limit=2');
      expect(first.body).toEqual({ changes: changes.slice(0, 2), next: 2 });
      const second = await get(`/customs/v1/changes?after=${first.body.next}&limit=2`);
      expect(second.body).toEqual({ changes: changes.slice(2), next: 3 });
      const none = await get('/customs/v1/changes?after=3&wait=30');
      expect(none.body).toEqual({ changes: [], next: 3 });
      expect(asked('changes').map((one) => one.what)).toEqual([
        { after: 0, limit: 2, waitMs: 0 },
        { after: 2, limit: 2, waitMs: 0 },
        { after: 3, limit: 100, waitMs: 30_000 },
      ]);
      // The look that found nothing gave nothing out.
      expect(asked('recordPull')).toHaveLength(2);
    });

    it.each(['wait=31', 'limit=0', 'limit=501', 'after=-1', 'after=1e3', 'wait=', 'after=1&after=2'])(
      'refuses ?%s',
      async (query) => {
        expect((await get(`/customs/v1/changes?${query}`)).body).toMatchObject({
          status: 422,
          field: query.split('=')[0],
        });
      },
    );
  });

  describe('certificates', () => {
    it('gives the canonical bytes as JSON unless asked for PDF', async () => {
      const json = await get(certificatePath);
      expect(json.text).toBe(jsonBytes.toString('utf8'));
      expect(json.headers).toMatchObject({
        'content-type': 'application/json',
        etag: `"${jsonDigest}"`,
        vary: 'Accept',
        'cache-control': 'private, no-cache',
        'quaylab-certificate-status': 'issued',
        'content-location': `${certificatePath}/versions/1`,
      });
      const pdf = await get(certificatePath, { Accept: 'application/pdf' });
      expect(Buffer.compare(pdf.body, pdfBytes)).toBe(0);
      expect(pdf.headers).toMatchObject({ 'content-type': 'application/pdf', etag: `"${pdfDigest}"` });
      expect(pdf.headers['content-digest']).toBe(digestOf(pdf.body));
    });

    it.each([
      ['application/json', 'application/json'],
      ['application/pdf', 'application/pdf'],
      ['application/xml', 'application/xml'],
      ['application/jose', 'application/jose'],
      ['*/*', 'application/json'],
      ['application/*', 'application/json'],
      ['application/json;q=0.5, application/pdf', 'application/pdf'],
      ['application/jose, application/xml;q=0.9', 'application/jose'],
      ['text/html, application/xml;q=0.9, */*;q=0.1', 'application/xml'],
      ['application/json;q=0, */*', 'application/pdf'],
      ['text/html, image/*', null],
      ['application/json;q=0', null],
    ])('to a client that accepts %s gives %s', async (accept, type) => {
      const answer = await get(certificatePath, { Accept: accept });
      if (type) expect([answer.status, answer.headers['content-type']]).toEqual([200, type]);
      else expect(answer.body).toMatchObject({ status: 406, code: 'NOT_ACCEPTABLE', field: 'Accept' });
      expect(answer.headers['vary']).toBe('Accept');
    });

    it('names the renderings there are to one that asks for XML of a kind eCert does not know', async () => {
      const issued = edge.services.issued.get(certificateNo);
      if (!issued) throw new Error('the fixture is issued');
      edge.services.issued.set(certificateNo, { ...issued, xml: null });
      const answer = await get(certificatePath, { Accept: 'application/xml' });
      expect(answer.body).toMatchObject({ status: 406, code: 'NOT_ACCEPTABLE' });
      expect(JSON.stringify(answer.body)).toContain('application/json, application/pdf, application/jose;');
      const either = await get(certificatePath, { Accept: 'application/xml, application/pdf;q=0.5' });
      expect([either.status, either.headers['content-type']]).toEqual([200, 'application/pdf']);
      edge.services.issued.set(certificateNo, issued);
    });

    it('answers 304 to a client that has the bytes, not to one that has the other rendering', async () => {
      const same = await get(certificatePath, { 'If-None-Match': `"x", "${jsonDigest}"` });
      expect([same.status, same.text]).toEqual([304, '']);
      expect(same.headers['etag']).toBe(`"${jsonDigest}"`);
      expect((await get(certificatePath, { 'If-None-Match': `"${pdfDigest}"` })).status).toBe(200);
    });

    it('gives the part asked for, for as long as the client has the rest of the same', async () => {
      const range = (value: string, more: object = {}) =>
        get(certificatePath, { Accept: 'application/pdf', Range: value, ...more });
      const part = await range('bytes=5-9');
      expect([part.status, part.body]).toEqual([206, pdfBytes.subarray(5, 10)]);
      expect(part.headers).toMatchObject({
        'content-range': `bytes 5-9/${pdfBytes.length}`,
        'content-length': '5',
        etag: `"${pdfDigest}"`,
        'content-digest': digestOf(pdfBytes.subarray(5, 10)),
        'repr-digest': digestOf(pdfBytes),
      });
      expect((await range('bytes=-4')).body).toEqual(pdfBytes.subarray(-4));
      expect((await range('bytes=20-999999')).body).toEqual(pdfBytes.subarray(20));
      expect((await range('bytes=5-9', { 'If-Range': `"${pdfDigest}"` })).status).toBe(206);
      for (const whole of [
        await range('bytes=5-9', { 'If-Range': `"${jsonDigest}"` }),
        await range('bytes=0-1,5-9'),
        await range('lines=1-2'),
        await range('bytes=nine'),
      ])
        expect([whole.status, whole.body]).toEqual([200, pdfBytes]);
      const outside = await range(`bytes=${pdfBytes.length}-`, { Accept: 'application/pdf' });
      expect([outside.status, outside.headers['content-range']]).toEqual([416, `bytes */${pdfBytes.length}`]);
      expect(asked('recordPull').map(({ what }) => (what as Pull).status)).toEqual([206, 206, 206, 206, 200, 200, 200, 200]);
    });

    it('tells by HEAD what GET would give, and sends nothing', async () => {
      const head = await request(edge.app)
        .head(certificatePath)
        .set(...(await edge.asCustoms()))
        .set({ Accept: 'application/pdf', Range: 'bytes=0-1' });
      expect([head.status, head.body]).toEqual([200, {}]);
      expect(head.headers).toMatchObject({
        'content-length': String(pdfBytes.length),
        etag: `"${pdfDigest}"`,
        'accept-ranges': 'bytes',
      });
    });

    it('refuses bytes the client does not mean', async () => {
      const other = await get(certificatePath, { 'If-Match': `"${pdfDigest}"` });
      expect(other.body).toMatchObject({ status: 412, code: 'PRECONDITION_FAILED', field: 'If-Match' });
      for (const meant of [`"x", "${jsonDigest}"`, '*'])
        expect((await get(certificatePath, { 'If-Match': meant })).status).toBe(200);
    });

    it('is found by what it cites, by one thing at a time', async () => {
      const search = (query: string) => get(`/customs/v1/certificates?${query}`);
      for (const query of [`declarationNo=${declarationNo}`, 'billOfLading=NEWC-88123', 'inspectionOrderNo=ZX2026-0417'])
        expect((await search(query)).body.items).toMatchObject([{ number: certificateNo }]);
      expect((await search('billOfLading=ZX2026-0417')).body).toEqual({ items: [] });
      const refused = { status: 422, code: 'SEARCH_NOT_ONE' };
      expect((await search('')).body).toMatchObject({ ...refused, field: 'declarationNo' });
      expect((await search('declarationNo=a&billOfLading=b')).body).toMatchObject({ ...refused, field: 'billOfLading' });
    });

    it('lets versions be kept for ever and points to where the status is', async () => {
      const version = await get(`${certificatePath}/versions/1`);
      expect(version.text).toBe(jsonBytes.toString('utf8'));
      expect(version.headers['cache-control']).toBe('private, max-age=31536000, immutable');
      expect(version.headers['link']).toBe(`<${certificatePath}>; rel="latest-version"`);
      expect((await get(`${certificatePath}/versions/2`)).body).toMatchObject({ status: 404 });
      expect((await get(`${certificatePath}/versions/0`)).body).toMatchObject({ status: 422, field: 'n' });
    });

    it.each(['replaced', 'withdrawn'] as const)(
      'gives a %s certificate with its status, not a 404',
      async (status) => {
        const issued = edge.services.issued.get(certificateNo);
        if (issued === undefined) throw new Error('no certificate');
        edge.services.issued.set(certificateNo, { ...issued, status });
        const answer = await get(certificatePath);
        expect(answer.status).toBe(200);
        expect(answer.headers['quaylab-certificate-status']).toBe(status);
        expect(answer.headers['link']).toBe(
          `</customs/v1/certificates?declarationNo=${declarationNo}>; rel="collection"`,
        );
        const search = await get(`/customs/v1/certificates?declarationNo=${declarationNo}`);
        expect(search.body.items[0]).toMatchObject({
          number: certificateNo,
          status,
          pdf: { sha256: pdfDigest, href: `${certificatePath}/versions/1` },
        });
      },
    );

    it('leaves an audit row for each pull, with the digest', async () => {
      await get(certificatePath, { Accept: 'application/pdf' });
      await get(`${certificatePath}/versions/1`);
      await get(certificatePath, { 'If-None-Match': `"${jsonDigest}"` });
      const pulled = (rendering: string, type: string, digest: string, status: number) => ({
        by: 'gacc',
        what: {
          what: `certificate ${certificateNo} version 1 ${type}`,
          number: certificateNo,
          version: 1,
          rendering,
          digest,
          status,
        },
      });
      expect(asked('recordPull').map(({ by, what }) => ({ by, what }))).toEqual([
        pulled('pdf', 'application/pdf', pdfDigest, 200),
        pulled('json', 'application/json', jsonDigest, 200),
        pulled('json', 'application/json', jsonDigest, 304),
      ]);
    });

    it('gives nothing when the audit row cannot be written', async () => {
      edge.services.customs.recordPull = () => Promise.reject(new Error('disk full'));
      const answer = await get(certificatePath);
      expect(answer.body).toMatchObject({ status: 500 });
      expect(answer.headers['etag']).toBeUndefined();
    });

    it('never sends bytes that are not what was issued', async () => {
      edge.services.blobs.set(jsonDigest, Buffer.from('{"number":"forged"}'));
      const answer = await get(certificatePath);
      expect(answer.body).toMatchObject({ status: 500, code: 'INTERNAL_ERROR' });
      expect(answer.text).not.toContain('forged');
    });

    it('does not know other numbers', async () => {
      expect((await get('/customs/v1/certificates/QL%2F2026%2F999999')).body).toMatchObject({
        status: 404,
        code: 'CERTIFICATE_NOT_FOUND',
      });
    });
  });

  describe('acknowledgements', () => {
    const acknowledge = async (body: object, key = 'ack-00000001') =>
      request(edge.app)
        .post(`${certificatePath}/acknowledgements`)
        .set(...(await edge.asCustoms()))
        .set('Idempotency-Key', key)
        .send(body);

    it('are recorded once per key, under the client’s own id', async () => {
      const first = await acknowledge({ status: 'RECEIVED', digest: pdfDigest });
      expect(first.status).toBe(201);
      expect(first.body).toMatchObject({
        id: 'gacc:ack-00000001',
        client: 'gacc',
        message: null,
        digest: pdfDigest,
      });
      expect((await acknowledge({ status: 'RECEIVED', digest: pdfDigest })).body).toEqual(first.body);
      expect((await acknowledge({ status: 'REJECTED', digest: pdfDigest })).body).toMatchObject({
        status: 409,
        code: 'IDEMPOTENCY_CONFLICT',
      });
    });

    it('must name the digest of a rendering that was issued', async () => {
      const answer = await acknowledge({ status: 'RECEIVED', digest: 'ab'.repeat(32) });
      expect(answer.body).toMatchObject({ status: 422, code: 'DIGEST_MISMATCH', field: 'digest' });
      expect(asked('acknowledge')).toEqual([]);
      expect((await acknowledge({ status: 'LOST', digest: pdfDigest })).body).toMatchObject({
        field: 'status',
      });
    });
  });

  describe('release advice', () => {
    const path = `/customs/v1/release-advice/${declarationNo}`;
    const decide = async (body: object, key = 'decision-0001') =>
      request(edge.app)
        .post(`${path}/decisions`)
        .set(...(await edge.asCustoms()))
        .set('Idempotency-Key', key)
        .send(body);
    const release = { goodsItem: 1, gate: 'removal', outcome: 'RELEASED', officer: '5316-021' };

    it('tells both gates with the decisions beside them', async () => {
      expect((await get(path)).body).toEqual(advice);
      expect(asked('recordPull')).toHaveLength(1);
      expect((await get('/customs/v1/release-advice/unknown')).status).toBe(404);
    });

    it('takes a decision once; the same key with another body is a conflict', async () => {
      const first = await decide(release);
      expect(first.status).toBe(201);
      expect(first.body).toMatchObject({
        ...release,
        id: 'gacc:decision-0001',
        quantity: null,
        remark: null,
      });
      expect((await decide(release)).body).toEqual(first.body);
      expect((await decide({ ...release, outcome: 'REFUSED' })).body).toMatchObject({
        status: 409,
        code: 'IDEMPOTENCY_CONFLICT',
        detail: expect.stringContaining('outcome'),
      });
    });

    it('keeps keys of two customs systems apart', async () => {
      await decide(release);
      const other = await request(edge.app)
        .post(tokenPath)
        .auth('other', clientSecret)
        .type('form')
        .send({ grant_type: 'client_credentials' });
      const answer = await request(edge.app)
        .post(`${path}/decisions`)
        .set('Authorization', `Bearer ${other.body.access_token}`)
        .set('Idempotency-Key', 'decision-0001')
        .send({ ...release, outcome: 'REFUSED' });
      expect(answer.body).toMatchObject({ id: 'other:decision-0001', outcome: 'REFUSED' });
    });

    it('passes on what the house refuses', async () => {
      const receipt = await decide({ ...release, supersedes: 'gacc:first-decision' }, 'decision-0002');
      expect(receipt.body).toMatchObject({ supersedes: 'gacc:first-decision', correction: false, remaining: '0' });
      expect((await decide({ ...release, quantity: '0' })).body).toMatchObject({
        status: 422,
        code: 'QUANTITY_NOT_POSITIVE',
      });
    });
  });

  describe('what people read of it', () => {
    const read = async (role: 'administrator' | 'officer', path: string) =>
      request(edge.app)
        .get(`/api/v1/${path}`)
        .set(...(await edge.as(role)));

    it('is every pull, page by page, for administrators', async () => {
      const page = await read('administrator', `customs-pulls?number=${encodeURIComponent(certificateNo)}&after=4&limit=1`);
      expect(page.body).toEqual({ items: [pulls[1]], next: 9 });
      expect((await read('administrator', 'customs-pulls?client=gacc&after=9')).body).toEqual({ items: [], next: 9 });
      const [, last] = asked('pulls');
      expect(last?.what).toEqual({ of: { client: 'gacc' }, after: 9, limit: 100 });
      expect((await read('administrator', 'customs-pulls?client=a&number=b')).body).toMatchObject({
        status: 422,
        code: 'SEARCH_NOT_ONE',
      });
      expect((await read('officer', 'customs-pulls')).body).toMatchObject({ status: 403, code: 'ROLE_MISSING' });
    });

    it('is where decisions depart from the advice, for officers', async () => {
      expect((await read('officer', 'decision-differences')).body).toEqual({ items: [difference], next: null });
    });

    it('is the advice on a declaration, as customs reads it', async () => {
      const { body } = await read('officer', `release-advice/${declarationNo}`);
      expect(body).toEqual((await get(`/customs/v1/release-advice/${declarationNo}`)).body);
      expect((await read('officer', 'release-advice/000')).body).toMatchObject({ status: 404, code: 'DECLARATION_NOT_FOUND' });
    });
  });
});
