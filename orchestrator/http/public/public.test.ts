import request from 'supertest';
import { jsonDigest } from '../testing/fake-services.ts';
import { certificateNo } from '../testing/consignment.fixture.ts';
import { fixtureTime } from '../testing/shared.fixture.ts';
import { createTestEdge } from '../testing/test-edge.ts';
import { digestFrom } from './digest.ts';

const path = `/verify/${encodeURIComponent(certificateNo)}`;

describe('the page behind the QR code', () => {
  it('tells number, kind, date and digest of a valid certificate, in both languages', async () => {
    const { app } = await createTestEdge();
    const { text } = await request(app)
      .get(path)
      .expect(200)
      .expect('Content-Type', /^text\/html/);
    for (const shown of ['有效', 'Valid', certificateNo, 'Quality certificate', '2026-05-04', jsonDigest]) {
      expect(text).toContain(shown);
    }
  });

  it('tells the day of issue as the paper has it, by the clocks of the port', async () => {
    const { app } = await createTestEdge({
      publicStatus: async (number) => ({
        number,
        status: 'valid',
        kind: { zh: '品质证书', en: 'Quality certificate' },
        issuedAt: '2026-05-04T16:30:00.000Z',
        digest: jsonDigest,
        replacedBy: null,
      }),
    });
    const { text } = await request(app).get(path).expect(200);
    expect(text).toContain('2026-05-05 (UTC+08:00)');
  });

  it('compares the digest, and shows no green beside a paper that differs', async () => {
    const { app } = await createTestEdge();
    const compared = async (digest: string) => (await request(app).get(path).query({ digest })).text;
    expect(await compared(jsonDigest)).toContain('摘要一致');
    expect(await compared(jsonDigest.toUpperCase())).toContain('The digest matches');
    expect(await compared('ab'.repeat(32))).toContain('摘要不一致');
    expect(await compared('hello')).toContain('摘要无法识别');
    const short = Buffer.from(jsonDigest, 'hex').toString('base64url');
    expect(await compared(short)).toContain('摘要一致');
    expect(await compared(jsonDigest)).toContain('class="verdict good" role="status"><strong>有效');
    expect(await compared('ab'.repeat(32))).toContain('class="verdict caution" role="status"><strong>有效');
  });

  it.each([
    ['replaced', '已换证'],
    ['withdrawn', '已撤销'],
  ] as const)('says so when a certificate is %s', async (status, words) => {
    const { app } = await createTestEdge({
      publicStatus: async (number) => ({
        number,
        status,
        kind: { zh: '品质证书', en: 'Quality certificate' },
        issuedAt: fixtureTime,
        digest: jsonDigest,
        replacedBy: status === 'replaced' ? 'QL/2026/000002' : null,
      }),
    });
    const { text } = await request(app).get(path).expect(200);
    expect(text).toContain(words);
    expect(text.includes('/verify/QL%2F2026%2F000002')).toBe(status === 'replaced');
  });

  it('tells programs the same as data, and a problem where there is no such certificate', async () => {
    const { app } = await createTestEdge();
    const asked = (at: string) => request(app).get(at).set('Accept', 'application/json');
    expect((await asked(path).expect(200).expect('Vary', /Accept/)).body).toEqual({
      number: certificateNo,
      kind: { zh: '品质证书', en: 'Quality certificate' },
      status: 'valid',
      issuedAt: fixtureTime,
      digest: jsonDigest,
      replacedBy: null,
    });
    const { body } = await asked('/verify/QL%2F2026%2F999999').expect(404);
    expect(body).toMatchObject({ code: 'CERTIFICATE_NOT_FOUND' });
  });

  it('knows what it does not know, and gives text from the address back as text', async () => {
    const { app } = await createTestEdge();
    const evil = '<script>alert(1)</script>"\'';
    const { text } = await request(app)
      .get(`/verify/${encodeURIComponent(evil)}`)
      .query({ digest: evil })
      .expect(404);
    expect(text).toContain('查无此证');
    expect(text).not.toContain('<script');
    expect(text).toContain('&lt;script&gt;');
  });

  it('has a form for paper without a reader', async () => {
    const { app } = await createTestEdge();
    expect((await request(app).get('/verify')).text).toContain('<form action="/verify"');
    const { text } = await request(app)
      .get('/verify')
      .query({ number: certificateNo, digest: jsonDigest })
      .expect(200);
    expect(text).toContain('摘要一致');
  });
});

describe('the roots of the record', () => {
  it('are there for everyone', async () => {
    const { app } = await createTestEdge();
    const { body } = await request(app).get('/.well-known/journal-roots.json?limit=1').expect(200);
    expect(body).toEqual({ items: [expect.objectContaining({ size: 8, root: jsonDigest, timeStamp: null })] });
    await request(app).get('/.well-known/journal-roots.json?before=x').expect(422);
  });
});

describe('the front door', () => {
  it('links to what there is and needs no script', async () => {
    const { app } = await createTestEdge();
    const { text } = await request(app).get('/about').expect(200);
    expect(text).not.toContain('<script');
    const links = [...text.matchAll(/href="(\/[^"]*)"/g)].map((match) => match[1] ?? '');
    expect(links).toEqual(expect.arrayContaining(['/docs', '/openapi.json', '/public/page.css']));
    for (const link of links.filter((one) => one !== '/readyz')) await request(app).get(link).expect(200);
  });
});

describe('health', () => {
  it('tells alive from ready, and what is not well', async () => {
    const journal = { name: 'journal', ok: false, detail: 'the last commit failed 3 s ago' };
    const { app } = await createTestEdge({
      health: (about) => ({ live: true, ready: false, checks: about === 'ready' ? [journal] : [] }),
    });
    await request(app).get('/healthz').expect(200, { status: 'ok', checks: [] });
    await request(app)
      .get('/readyz')
      .expect(503, { status: 'failing', checks: [journal] });
  });
});

describe('digestFrom', () => {
  it('takes hex in any case with blanks, and Base64url', () => {
    const hex = 'ab'.repeat(32);
    expect(digestFrom(hex.toUpperCase().replaceAll(/(.{8})/g, '$1 '))).toBe(hex);
    expect(digestFrom(Buffer.from(hex, 'hex').toString('base64url'))).toBe(hex);
    expect(digestFrom(hex.slice(1))).toBeNull();
  });
});
