import request from 'supertest';
import * as fixture from '../testing/plant.fixture.ts';
import { createTestEdge } from '../testing/test-edge.ts';
import type { TestEdge } from '../testing/test-edge.ts';

describe('alarms over HTTP', () => {
  let edge: TestEdge;
  beforeEach(async () => {
    edge = await createTestEdge();
  });
  const path = `/api/v1/alarms/${fixture.alarm.id}`;

it('shows alarms', async () => {
  const answer = await request(edge.app)
    .get('/api/v1/alarms')
    .set(...(await edge.as('preparer')));
  expect(answer.body).toEqual({ items: [fixture.alarm], next: null });
});

it('has the worst of an avalanche on its first page, and all of it on its pages, each once', async () => {
  const calm = { ...fixture.alarm, priority: 3 as const, state: 'acknowledged' as const, firstOut: false };
  const avalanche = [...Array(7).keys()].map((no) => ({ ...calm, id: `a${no}`, raisedAt: fixture.alarm.raisedAt }));
  const worst = { ...calm, id: 'z', priority: 1 as const, state: 'unacknowledged' as const };
  const { services } = edge;
  const { app, as } = await createTestEdge({ alarms: { ...services.alarms, open: async () => [...avalanche, worst] } });
  const bearer = await as('preparer');
  const seen: string[][] = [];
  let after: string | null = '';
  while (after !== null) {
    const answer: request.Response = await request(app)
      .get('/api/v1/alarms')
      .query({ limit: 3, ...(after && { after }) })
      .set(...bearer);
    seen.push(answer.body.items.map(({ id }: { id: string }) => id));
    after = answer.body.next as string | null;
  }
  expect(seen).toEqual([['z', 'a0', 'a1'], ['a2', 'a3', 'a4'], ['a5', 'a6']]);
});

it('shows nobody an alarm with the code of another stage', async () => {
  const seen = await Promise.all(
    (['sampler', 'preparer', 'officer'] as const).map(async (role) => {
      const answer = await request(edge.app)
        .get('/api/v1/alarms')
        .set(...(await edge.as(role)));
      return JSON.stringify(answer.body).includes(fixture.alarm.process ?? 'a process');
    }),
  );
  expect(seen).toEqual([false, true, true]);
});

  it.each([
    ['acknowledge', undefined, ['acknowledgeAlarm', fixture.alarm.id]],
    ['shelve', { minutes: 60, reason: 'being calibrated' }, ['shelveAlarm', { id: fixture.alarm.id, minutes: 60, reason: 'being calibrated' }]],
    ['unshelve', { reason: 'calibrated' }, ['unshelveAlarm', { id: fixture.alarm.id, reason: 'calibrated' }]],
  ])('%s goes to the house in the name of who asks', async (what, body, [method, told]) => {
    const answer = await request(edge.app)
      .post(`${path}/${what}`)
      .set(...(await edge.as('preparer')))
      .send(body);
    expect([answer.status, answer.body]).toEqual([200, fixture.alarm]);
    expect(edge.services.asked).toEqual([{ method, by: 'preparer', what: told }]);
  });

  it.each(['acknowledge', 'shelve', 'unshelve'])('%s of an alarm of another stage is as of one that is not there', async (what) => {
    const answer = await request(edge.app)
      .post(`${path}/${what}`)
      .set(...(await edge.as('sampler')))
      .send({ minutes: 1, reason: 'because' });
    expect([answer.status, edge.services.asked]).toEqual([what === 'shelve' || what === 'acknowledge' ? 404 : 422, []]);
  });

  it('shelving without a reason or for no time is refused with the fields', async () => {
    const answer = await request(edge.app)
      .post(`${path}/shelve`)
      .set(...(await edge.as('preparer')))
      .send({ minutes: 0 });
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map(({ field }: { field: string }) => field).sort()).toEqual(['minutes', 'reason']);
  });

  it('gives the figures of the last day when not told how many hours', async () => {
    const answer = await request(edge.app)
      .get('/api/v1/alarms/statistics')
      .set(...(await edge.as('sampler')));
    expect(answer.body).toEqual({ ...fixture.alarmStatistics, limits: { shelving_min: 480, stale_h: 24 } });
  });
});
