import request from 'supertest';
import type { Role } from '../../services/contract.ts';
import { createTestEdge } from '../testing/test-edge.ts';
import type { TestEdge } from '../testing/test-edge.ts';
import { webhookId } from '../testing/webhook.fixture.ts';

const path = '/api/v1/customs-webhooks';
const reason = 'its receiver was taken over';

describe("customs systems' webhooks at the workstation", () => {
  let edge: TestEdge;
  beforeAll(async () => void (edge = await createTestEdge()));
  const get = async (from: string, role: Role = 'administrator') =>
    request(edge.app)
      .get(from)
      .set(...(await edge.as(role)));
  const post = async (body: object, id = webhookId) =>
    request(edge.app)
      .post(`${path}/${id}/commands`)
      .set(...(await edge.as('administrator')))
      .send(body);

  it('are listed with how far they are behind, and read with their dead letters', async () => {
    const { body } = await get(path);
    expect(body.items).toMatchObject([
      {
        client: 'gacc',
        address: 'https://customs.example/quaylab?…',
        behind: 4,
        deadLetters: 1,
        suspended: { by: '管理员' },
        lastDelivery: { failures: 3, status: 503 },
      },
    ]);
    const one = await get(`${path}/${webhookId}`);
    expect(one.body).toMatchObject({ behind: 4, deadLetters: [{ cursor: 16 }] });
    expect(one.body).not.toHaveProperty('url');
    expect((await get(`${path}/${webhookId}/deliveries?limit=1`)).body).toMatchObject({
      items: [{ no: 7 }],
      next: null,
    });
  });

  it('take what an administrator does, under his name, and why where it touches what customs gets', async () => {
    for (const body of [
      { command: 'ping' },
      { command: 'resend', cursor: 16 },
      { command: 'replay', after: 3, reason },
      { command: 'suspend', reason },
      { command: 'reinstate', reason },
    ])
      expect((await post(body)).status).toBe(200);
    const asked = edge.services.asked.filter(({ method }) => method === 'commandCustomsWebhook');
    expect(asked.map(({ what }) => what)).toEqual([
      { id: webhookId, type: 'ping.asked' },
      { id: webhookId, type: 'letter.resent', cursor: 16 },
      { id: webhookId, type: 'subscription.replayed', after: 3, reason },
      { id: webhookId, type: 'subscription.suspended', reason },
      { id: webhookId, type: 'subscription.reinstated', reason },
    ]);
    expect(new Set(asked.map(({ by }) => by))).toEqual(new Set(['administrator']));
  });

  it.each([
    { command: 'suspend' },
    { command: 'replay', after: 3 },
    { command: 'resend' },
    { command: 'pause' },
    { command: 'delete' },
  ])('do not take $command so', async (body) => {
    expect((await post(body)).status).toBe(422);
  });

  it('are of nobody else, and those that are not there a 404', async () => {
    expect((await get(path, 'officer')).body.code).toBe('ROLE_MISSING');
    for (const from of [`${path}/nobody`, `${path}/nobody/deliveries`])
      expect((await get(from)).body.code).toBe('WEBHOOK_NOT_FOUND');
    expect((await post({ command: 'ping' }, 'nobody')).body.code).toBe('WEBHOOK_NOT_FOUND');
  });
});
