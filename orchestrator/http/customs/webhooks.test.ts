import request from 'supertest';
import { createTestEdge } from '../testing/test-edge.ts';
import type { TestEdge } from '../testing/test-edge.ts';
import { webhookId, webhookSecretOfTest } from '../testing/webhook.fixture.ts';

const path = '/customs/v1/webhooks';
const url = 'https://customs.example/hook';

describe('webhooks over HTTP', () => {
  let edge: TestEdge;
  beforeAll(async () => (edge = await createTestEdge()));
  const post = async (to: string, body: object, key = 'key-of-test-1') =>
    request(edge.app)
      .post(to)
      .set(...(await edge.asCustoms('webhooks.manage', 'certificates.read')))
      .set('Idempotency-Key', key)
      .send(body);
  const get = async (from: string) =>
    request(edge.app)
      .get(from)
      .set(...(await edge.asCustoms('webhooks.manage', 'certificates.read')));

  it('are made under a key, which gives the same again and is refused for another address', async () => {
    const made = await post(path, { url });
    expect([made.status, made.body.secret, made.body.url]).toEqual([201, webhookSecretOfTest, url]);
    expect((await post(path, { url })).body).toEqual(made.body);
    const other = await post(path, { url: `${url}/other` });
    expect([other.status, other.body.code]).toEqual([409, 'IDEMPOTENCY_CONFLICT']);
    const plain = await post(path, { url: 'http://customs.example/' }, 'key-of-test-2');
    expect([plain.status, plain.body.code, plain.body.field]).toEqual([
      422,
      'WEBHOOK_URL_UNENCRYPTED',
      'url',
    ]);
  });

  it('are listed and read without their secret, with letters and deliveries', async () => {
    const list = await get(path);
    const one = await get(`${path}/${webhookId}`);
    expect([list.status, one.status]).toEqual([200, 200]);
    expect(list.body.items).toEqual([one.body]);
    expect(one.body.deadLetters).toHaveLength(1);
    expect(one.text).not.toContain('whsec_');
    const lines = await get(`${path}/${webhookId}/deliveries?limit=5`);
    expect(lines.body.items).toMatchObject([{ no: 7, kind: 'failed', status: 503 }]);
    expect((await get(`${path}/${webhookId}/deliveries?before=7`)).body.items).toEqual([]);
  });

  it('take commands, each with what it needs', async () => {
    for (const body of [
      { command: 'pause' },
      { command: 'replay', after: 3 },
      { command: 'resend', cursor: 16 },
    ])
      expect((await post(`${path}/${webhookId}/commands`, body)).status).toBe(200);
    const asked = edge.services.asked
      .filter(({ method }) => method === 'commandWebhook')
      .map(({ what }) => what);
    expect(asked).toEqual([
      { id: webhookId, type: 'subscription.paused' },
      { id: webhookId, type: 'subscription.replayed', after: 3 },
      { id: webhookId, type: 'letter.resent', cursor: 16 },
    ]);
    for (const body of [{ command: 'replay' }, { command: 'pause', after: 1 }, { command: 'stop' }])
      expect((await post(`${path}/${webhookId}/commands`, body)).status).toBe(422);
  });

  it('get new secrets', async () => {
    const rotated = await post(`${path}/${webhookId}/secrets`, {});
    expect([rotated.status, rotated.body.secret]).toEqual([201, webhookSecretOfTest]);
    expect((await post(`${path}/${webhookId}/secrets`, { overlap_h: 169 })).status).toBe(422);
    expect(edge.log.join('\n')).not.toContain('whsec_');
  });

  it('that are not there are a 404 for every operation, and without the scope a 403', async () => {
    for (const from of [`${path}/nobody`, `${path}/nobody/deliveries`])
      expect((await get(from)).body.code).toBe('WEBHOOK_NOT_FOUND');
    for (const [to, body] of [
      ['secrets', {}],
      ['commands', { command: 'ping' }],
    ] as const)
      expect((await post(`${path}/nobody/${to}`, body)).body.code).toBe('WEBHOOK_NOT_FOUND');
    const without = await request(edge.app)
      .get(path)
      .set(...(await edge.asCustoms('certificates.read')));
    expect([without.status, without.body.code]).toEqual([403, 'SCOPE_MISSING']);
  });

  it('are in the document, with what they send', async () => {
    const { body } = await request(edge.app).get('/openapi.json');
    expect(body.webhooks.feedRow.post.requestBody.content['application/json'].schema).toEqual({
      $ref: '#/components/schemas/WebhookMessage',
    });
    expect(Object.keys(body.paths).filter((each: string) => each.startsWith(path))).toHaveLength(5);
  });
});
