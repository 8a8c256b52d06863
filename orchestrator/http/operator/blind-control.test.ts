import { hash } from '@node-rs/argon2';
import request from 'supertest';
import { createIdentity } from '../../identity/identity.ts';
import { sessionsInMemory } from '../../identity/testing/sessions-in-memory.ts';
import type { Role } from '../../services/contract.ts';
import {
  controlId,
  controlPointOfA,
  controlRatesNow,
  openControl,
  scoredControl,
} from '../testing/blind-control.fixture.ts';
import { fixtureTime } from '../testing/shared.fixture.ts';
import { createTestEdge, password } from '../testing/test-edge.ts';
import type { TestEdge } from '../testing/test-edge.ts';

const controls = '/api/v1/blind-controls';
const results = '/api/v1/blind-control-results';
const rates = '/api/v1/blind-control-rates';
const pathOf = (id: string) => `${controls}/${encodeURIComponent(id)}`;
const labelled = { act: 'LABELLED', portion_kg: '0.060', seal: 'S-1', rest_kg: '0.062', restSeal: 'S-2' };

/** A small laboratory, where one person has the keys, reviews and tests. */
async function edgeWhereOneDoesAll(): Promise<TestEdge> {
  const passwordHash = await hash(password, { memoryCost: 64, timeCost: 1 });
  return createTestEdge({
    identity: createIdentity({
      users: [{ id: 'custodian', name: 'All', roles: ['custodian', 'reviewer', 'analyst'], passwordHash }],
      clientOf: async () => null,
      signingKey: { alg: 'HS256', secret: new Uint8Array(32).fill(7) },
      clock: () => new Date(fixtureTime),
      ...sessionsInMemory(),
    }),
  });
}

describe('the workstation interface: blind controls', () => {
  let edge: TestEdge;
  beforeAll(async () => {
    edge = await createTestEdge();
  });
  beforeEach(() => {
    edge.services.asked.length = 0;
  });
  const get = async (role: Role, where: string, at = edge) =>
    request(at.app)
      .get(where)
      .set(...(await at.as(role)));
  const label = async (body: object, at = edge, id: string = openControl.id) =>
    request(at.app)
      .post(`${pathOf(id)}/labelling`)
      .set(...(await at.as('custodian')))
      .send(body);

  it('shows a custodian what is to be divided, and all that came of what was', async () => {
    expect((await get('custodian', controls)).body).toEqual({ items: [scoredControl, openControl], next: null });
    expect((await get('custodian', pathOf(openControl.id))).body).toEqual(openControl);
    const [{ counted, ...group }] = controlRatesNow.groups as [(typeof controlRatesNow.groups)[number]];
    const { group: _name, ...counts } = counted;
    expect((await get('administrator', rates)).body).toEqual({
      ...controlRatesNow,
      groups: [{ ...group, counted: counts }],
    });
  });

  it('shows a reviewer what is scored, as points of a chart and with the working, and nothing before', async () => {
    expect((await get('reviewer', results)).body).toEqual({ items: [controlPointOfA], next: null });
    expect((await get('reviewer', pathOf(controlId))).body).toEqual(scoredControl);
    const open = await get('reviewer', pathOf(openControl.id));
    const none = await get('reviewer', pathOf('blind-sample/none'));
    expect([open.status, open.body.code]).toEqual([404, 'BLIND_CONTROL_NOT_FOUND']);
    expect([none.status, none.body.code]).toEqual([open.status, open.body.code]);
  });

  it('never tells who tests which bottle is a control', async () => {
    const one = await edgeWhereOneDoesAll();
    const answers = [await get('custodian', controls, one), await get('custodian', results, one)];
    for (const { status, text } of answers) {
      expect(status).toBe(200);
      expect(text).not.toMatch(/K-1|K-2|A-1/);
    }
    expect(answers[0]?.body.items).toHaveLength(1);
    expect(answers[1]?.body.items).toMatchObject([{ item: 'A', verdict: 'warning', score: '1.41' }]);
    for (const id of [controlId, openControl.id])
      expect((await get('custodian', pathOf(id), one)).status).toBe(404);
    expect((await label(labelled, one)).status).toBe(404);
    expect((await get('custodian', rates, one)).body).toEqual({ groups: [], materials: [] });
    expect(one.services.asked.filter(({ method }) => method === 'actOnControl')).toEqual([]);
  });

  it('hands on what a custodian tells', async () => {
    expect((await label(labelled)).body).toEqual(openControl);
    await label({ act: 'LABELLED', portion_kg: '0.05', seal: null });
    await label({ act: 'GIVE_UP', reason: 'the bottle is empty' });
    const { act: _, ...filled } = labelled;
    const id = openControl.id;
    expect(edge.services.asked.map(({ what }) => what)).toEqual([
      { id, type: 'control.labelled', ...filled },
      { id, type: 'control.labelled', portion_kg: '0.05', seal: null, rest_kg: null, restSeal: null },
      { id, type: 'control.given-up', reason: 'the bottle is empty' },
    ]);
  });

  it('finds points by what and when', async () => {
    const query = 'item=A&kind=duplicate&group=g&material=m&verdict=action&from=2026-05-04T08:00:00%2B08:00';
    await get('reviewer', `${results}?${query}`);
    await get('custodian', `${controls}?status=toLabel&kind=reference`);
    expect(edge.services.asked.map(({ what }) => what)).toEqual([
      {
        item: 'A',
        kind: 'duplicate',
        group: 'g',
        material: 'm',
        verdict: 'action',
        from: '2026-05-04T00:00:00.000Z',
        limit: 200,
      },
      { status: 'toLabel', kind: 'reference', limit: 100 },
    ]);
    expect((await get('reviewer', `${results}?verdict=bad`)).body).toMatchObject({
      status: 422,
      field: 'verdict',
    });
  });

  it.each<[string, object, string]>([
    ['a float', { ...labelled, portion_kg: 0.06 }, 'portion_kg'],
    ['a comma', { ...labelled, rest_kg: '0,06' }, 'rest_kg'],
    ['an unknown field', { ...labelled, code: 'K-1' }, 'code'],
    ['no reason', { act: 'GIVE_UP', reason: ' ' }, 'reason'],
    ['no act', { portion_kg: '0.06' }, 'act'],
  ])('refuses %s, by its name', async (_case, body, field) => {
    expect((await label(body)).body).toMatchObject({ status: 422, code: 'VALIDATION_FAILED', field });
    expect(edge.services.asked).toEqual([]);
  });
});
