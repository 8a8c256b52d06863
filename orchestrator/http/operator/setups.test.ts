import request from 'supertest';
import type { Role } from '../../services/contract.ts';
import type { SetupView } from '../../views/setup-view.ts';
import { setup, setupId } from '../testing/setup.fixture.ts';
import { createTestEdge } from '../testing/test-edge.ts';
import type { TestEdge } from '../testing/test-edge.ts';

const base = '/api/v1/setups';
const path = `${base}/${encodeURIComponent(setupId)}`;
const measured = { check: 'empty-run', value: { kind: 'measured', value: '4' } };

describe('the workstation interface: set-up checks', () => {
  let edge: TestEdge;
  beforeEach(async () => {
    edge = await createTestEdge();
  });
  const asked = () => edge.services.asked;
  const post = async (role: Role, where: string, body: object) =>
    request(edge.app)
      .post(`${path}/${where}`)
      .set(...(await edge.as(role)))
      .send(body);
  const get = async (role: Role, where: string) =>
    request(edge.app)
      .get(where)
      .set(...(await edge.as(role)));

  it('shows a set-up whole', async () => {
    expect((await get('sampler', path)).body).toEqual(setup);
    expect((await get('officer', base)).body).toEqual({ items: [setup], next: null });
    expect((await get('sampler', `${base}/none`)).body).toMatchObject({
      status: 404,
      code: 'SETUP_NOT_FOUND',
    });
  });

  it('lets nothing of the cargo out, whatever the house hands it', async () => {
    const cargo = { vessel: 'MV Example Star', parent: 'consignment/5316.1', unitNo: 7777 };
    const leaking: SetupView & typeof cargo = {
      ...setup,
      ...cargo,
      checks: setup.checks.map((each) => ({ ...each, ...cargo })),
      waiting: setup.waiting.map((each) => ({ ...each, ...cargo })),
      records: setup.records.map((each) => ({ ...each, ...cargo, value: { ...each.value, ...cargo } })),
    };
    const house = edge.services.setups;
    house.open = async () => [leaking];
    house.setup = async () => leaking;
    for (const method of ['doCheck', 'correctCheck', 'settle', 'abandon'] as const)
      house[method] = async () => ({ ok: true, value: leaking });
    const answers = [
      await get('sampler', base),
      await get('sampler', path),
      await post('sampler', 'checks', measured),
      await post('sampler', 'corrections', { ...measured, reason: 'misread' }),
      await post('officer', 'settlements', { decision: 'CONFIRM', numbers: [1] }),
      await post('officer', 'abandonment', { reason: 'worn' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    for (const { text } of answers) expect(text).not.toMatch(/Example|consignment|vessel|5316|7777/);
  });

  it('hands on what is told as it is, and who told it', async () => {
    const id = setupId;
    await post('sampler', 'checks', { ...measured, remedy: 'swept' });
    await post('sampler', 'corrections', { ...measured, reason: 'misread' });
    await post('officer', 'settlements', { decision: 'DECLINE', numbers: [2], reason: 'not so' });
    await post('officer', 'abandonment', { reason: 'worn' });
    expect(asked()).toEqual([
      { method: 'doCheck', by: 'sampler', what: { id, ...measured, evidence: [], remedy: 'swept' } },
      { method: 'correctCheck', by: 'sampler', what: { id, ...measured, evidence: [], reason: 'misread' } },
      {
        method: 'settleSetup',
        by: 'officer',
        what: { id, decision: 'DECLINE', numbers: [2], reason: 'not so' },
      },
      { method: 'abandonSetup', by: 'officer', what: { id, reason: 'worn' } },
    ]);
  });

  it.each<[string, object, string]>([
    ['a float', { ...measured, value: { kind: 'measured', value: 4 } }, 'value.value'],
    ['a comma', { ...measured, value: { kind: 'measured', value: '4,0' } }, 'value.value'],
    ['no such day', { check: 'x', value: { kind: 'date', date: '2026-02-30' } }, 'value.date'],
    ['no kind', { check: 'x', value: { yes: true } }, 'value.kind'],
    ['an unknown field', { ...measured, note: 'x' }, 'note'],
    ['evidence by name', { ...measured, evidence: ['photo.jpg'] }, 'evidence.0'],
  ])('refuses %s, by its name', async (_case, body, field) => {
    const answer = await post('sampler', 'checks', body);
    expect(answer.body).toMatchObject({ status: 422, code: 'VALIDATION_FAILED', field });
    expect(asked()).toEqual([]);
  });
});
