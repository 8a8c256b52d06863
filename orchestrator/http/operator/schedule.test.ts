import request from 'supertest';
import * as plant from '../testing/plant.fixture.ts';
import * as shared from '../testing/shared.fixture.ts';
import { createTestEdge } from '../testing/test-edge.ts';
import type { TestEdge } from '../testing/test-edge.ts';

describe('turns at the units of plant', () => {
  let edge: TestEdge;
  beforeEach(async () => {
    edge = await createTestEdge();
  });
  type Role = Parameters<TestEdge['as']>[0];
  const get = async (role: Role, path: string) =>
    request(edge.app)
      .get(path)
      .set(...(await edge.as(role)));
  const change = { run: plant.preparationRunId, urgency: 'urgent', reason: 'The berth is needed tonight.' };
  const post = async (role: Role, body: object) =>
    request(edge.app)
      .post('/api/v1/units/CS-01/turns')
      .set(...(await edge.as(role)))
      .send(body);
  const asked = () => edge.services.asked.filter(({ method }) => method === 'changeTurn');

  it.each([
    ['sampler', plant.samplingRunId, null],
    ['preparer', null, plant.preparationRunId],
    ['officer', plant.samplingRunId, plant.preparationRunId],
  ] as const)('shows a %s the plan ahead, by the names he may know', async (role, running, planned) => {
    const { body } = await get(role, '/api/v1/schedule?hours=12');
    const { now, until } = plant.scheduleAhead;
    const bar = { unit: 'CS-01', to: null };
    expect(body).toEqual({
      now,
      until,
      items: [
        { ...bar, definition: 'coal-sampling', run: running, kind: 'running', from: now, reason: null, late: false },
        { ...bar, definition: 'coal-preparation', run: planned, kind: 'planned', from: null, reason: 'urgent', late: true },
      ],
    });
  });

  it.each(['0', '73', 'all', '1.5'])('refuses to look %s hours ahead', async (hours) => {
    const { status, body } = await get('officer', `/api/v1/schedule?hours=${hours}`);
    expect([status, body.field]).toEqual([422, 'hours']);
  });

  it('looks 12 hours ahead when nobody says how many', async () => {
    const hours: number[] = [];
    edge.services.schedule.ahead = async (asked) => {
      hours.push(asked);
      return plant.scheduleAhead;
    };
    await get('officer', '/api/v1/schedule');
    expect(hours).toEqual([12]);
  });

  it.each([
    ['sampler', null, null],
    ['preparer', plant.preparationRunId, '2026-05-04T10:00:00.000Z'],
  ] as const)('tells a %s how who waits has his place', async (role, run, dueAt) => {
    const { body } = await get(role, '/api/v1/units');
    const waitsFor = { kind: 'room', zh: '等待设备空位', en: 'waits for room' };
    expect(body.items[0].waiting).toEqual([
      { definition: 'coal-preparation', run, urgency: 'urgent', dueAt, since: shared.fixtureTime, reason: 'urgent', waitsFor, position: 1 },
    ]);
  });

  it.each(['officer', 'administrator', 'preparer'] as const)('takes the word of a %s on who is next', async (role) => {
    const answer = await post(role, { ...change, dueAt: '2026-05-04T18:00:00+08:00' });
    expect(answer.body.items).toMatchObject([{ run: plant.preparationRunId, position: 1 }]);
    const what = { unit: 'CS-01', ...change, dueAt: '2026-05-04T10:00:00.000Z' };
    expect(asked()).toEqual([{ method: 'changeTurn', by: role, what }]);
  });

  it('leaves when it is due alone unless told, and takes that nothing is due', async () => {
    await post('officer', change);
    await post('officer', { ...change, dueAt: null });
    expect(asked().map(({ what }) => what)).toEqual([
      { unit: 'CS-01', ...change },
      { unit: 'CS-01', ...change, dueAt: null },
    ]);
  });

  it('has no run of another stage for a sampler, whether or not it is there', async () => {
    for (const run of [plant.preparationRunId, 'coal-preparation/NONE']) {
      const { status, body } = await post('sampler', { ...change, run });
      expect([status, body.code]).toEqual([404, 'RUN_NOT_FOUND']);
    }
    expect(asked()).toEqual([]);
  });

  it.each([
    [{ run: plant.preparationRunId, urgency: 'urgent' }, 'reason'],
    [{ ...change, urgency: 'at once' }, 'urgency'],
    [{ ...change, dueAt: '2026-05-04' }, 'dueAt'],
    [{ ...change, dueAt: '2026-05-04T18:00:00' }, 'dueAt'],
  ])('names the field of a change that cannot be: %j', async (body, field) => {
    const answer = await post('officer', body);
    expect([answer.status, answer.body.field]).toEqual([422, field]);
    expect(asked()).toEqual([]);
  });
});
