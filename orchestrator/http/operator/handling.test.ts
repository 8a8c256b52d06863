import { createHash } from 'node:crypto';
import request from 'supertest';
import { plainPng } from '../../evidence/evidence.fixture.ts';
import type { Role } from '../../services/contract.ts';
import type { HandlingView } from '../../views/handling-view.ts';
import { handling, handlingId } from '../testing/handling.fixture.ts';
import { createTestEdge } from '../testing/test-edge.ts';
import type { TestEdge } from '../testing/test-edge.ts';

const base = '/api/v1/handlings';
const path = `${base}/${encodeURIComponent(handlingId)}`;
const weighed = { kind: 'weigh', balanceId: 'W-1', gross_kg: '10.5', tare_kg: '0.50' };

describe('the workstation interface: handling', () => {
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

  it('shows a handling whole, and whom each task waits for', async () => {
    const roles = { do: ['preparer'], confirm: ['sampler', 'preparer', 'officer', 'custodian'] };
    const whole = {
      ...handling,
      tasks: handling.tasks.map((task) => ({ ...task, roles: roles[task.what] })),
    };
    expect((await get('preparer', path)).body).toEqual(whole);
    expect((await get('officer', base)).body).toEqual({ items: [whole], next: null });
  });

  it('lets nothing of the cargo out, whatever the house hands it', async () => {
    const cargo = {
      vessel: 'MV Example Star',
      parent: 'consignment/5316.1',
      declarationNo: '5316',
      unitNo: 7777,
    };
    const leaking: HandlingView & typeof cargo = {
      ...handling,
      ...cargo,
      steps: handling.steps.map((each) => ({ ...each, ...cargo })),
      tasks: handling.tasks.map((each) => ({ ...each, ...cargo })),
      records: handling.records.map((each) => ({ ...each, ...cargo, data: { ...each.data, ...cargo } })),
      bottles: handling.bottles.map((each) => ({ ...each, ...cargo })),
      findings: handling.findings.map((each) => ({ ...each, ...cargo })),
      balance: handling.balance.map((each) => ({ ...each, ...cargo })),
    };
    const house = edge.services.handling;
    house.open = async () => [leaking];
    house.handling = async () => leaking;
    for (const method of ['doStep', 'correctStep', 'settle', 'abandon'] as const)
      house[method] = async () => ({ ok: true, value: leaking });
    const answers = [
      await get('preparer', base),
      await get('sampler', path),
      await post('preparer', 'steps', { step: 'weigh', data: weighed }),
      await post('preparer', 'corrections', { step: 'weigh', data: weighed, reason: 'misread' }),
      await post('sampler', 'settlements', { decision: 'CONFIRM', numbers: [1] }),
      await post('officer', 'abandonment', { reason: 'spilled' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    for (const { text } of answers) expect(text).not.toMatch(/Example|consignment|vessel|5316|7777/);
  });

  it('hands on what is told as it is, and who told it', async () => {
    await post('preparer', 'steps', { step: 'weigh', data: weighed });
    await post('preparer', 'corrections', { step: 'weigh', data: weighed, reason: 'misread' });
    await post('custodian', 'settlements', { decision: 'DECLINE', numbers: [2], reason: 'not so' });
    await post('officer', 'abandonment', { reason: 'spilled' });
    const data = { ...weighed, evidence: [] };
    const id = handlingId;
    expect(asked()).toEqual([
      { method: 'doStep', by: 'preparer', what: { id, step: 'weigh', data } },
      { method: 'correctStep', by: 'preparer', what: { id, step: 'weigh', data, reason: 'misread' } },
      {
        method: 'settleHandling',
        by: 'custodian',
        what: { id, decision: 'DECLINE', numbers: [2], reason: 'not so' },
      },
      { method: 'abandonHandling', by: 'officer', what: { id, reason: 'spilled' } },
    ]);
  });

  it.each<[string, object, string]>([
    ['a misspelt unit', { ...weighed, gross_g: '10500' }, 'data.gross_g'],
    ['a missing tare', { kind: 'weigh', balanceId: 'W-1', gross_kg: '10.5' }, 'data.tare_kg'],
    ['a float', { ...weighed, gross_kg: 10.5 }, 'data.gross_kg'],
    ['a number with a comma', { ...weighed, gross_kg: '10,5' }, 'data.gross_kg'],
    ['no balance', { ...weighed, balanceId: ' ' }, 'data.balanceId'],
    ['evidence by name', { ...weighed, evidence: ['photo.jpg'] }, 'data.evidence.0'],
  ])('refuses %s, by its name', async (_case, data, field) => {
    const answer = await post('preparer', 'steps', { step: 'weigh', data });
    expect(answer.body).toMatchObject({ status: 422, code: 'VALIDATION_FAILED', field });
    expect(asked()).toEqual([]);
  });

  it('does not know other handlings', async () => {
    expect((await get('preparer', `${base}/none`)).body).toMatchObject({
      status: 404,
      code: 'HANDLING_NOT_FOUND',
    });
  });

  it('shows a sampler what he is to witness, and not the codes of the others', async () => {
    expect((await get('sampler', path)).status).toBe(200);
    expect((await get('sampler', base)).body).toMatchObject({ status: 403, code: 'ROLE_MISSING' });
    expect((await get('analyst', path)).body).toMatchObject({ status: 403, code: 'ROLE_MISSING' });
  });

  describe('evidence', () => {
    const send = async (type: string | null, bytes: Buffer | string) => {
      const test = request(edge.app)
        .post('/api/v1/evidence')
        .set(...(await edge.as('preparer')));
      return type === null ? test : test.set('Content-Type', type).send(bytes);
    };

    it('is stored as bytes and given back unchanged, as a file to save', async () => {
      const sha256 = createHash('sha256').update(plainPng).digest('hex');
      const answer = await send('image/png', plainPng);
      expect([answer.status, answer.body]).toEqual([
        201,
        { sha256, mediaType: 'image/png', bytes: plainPng.length },
      ]);
      const file = await get('officer', `/api/v1/evidence/${sha256}`);
      expect([file.status, Buffer.from(file.body as Buffer).equals(plainPng)]).toEqual([200, true]);
      expect(file.headers).toMatchObject({
        'content-type': 'image/png',
        'content-disposition': `attachment; filename=${sha256}.png`,
        'x-content-type-options': 'nosniff',
      });
    });

    it.each<[string, string | null, Buffer | string, number, string]>([
      ['another type', 'image/gif', 'GIF89a', 415, 'MEDIA_TYPE_UNSUPPORTED'],
      ['a picture that is none', 'image/png', 'GIF89a', 415, 'MEDIA_TYPE_UNSUPPORTED'],
      ['no type', null, '', 415, 'MEDIA_TYPE_UNSUPPORTED'],
      ['nothing', 'image/png', '', 422, 'FILE_MISSING'],
      ['too much', 'image/png', Buffer.alloc(10 * 1024 * 1024 + 1), 413, 'BODY_TOO_LARGE'],
    ])('refuses %s', async (_case, type, bytes, status, code) => {
      const { body } = await send(type, bytes);
      expect(body).toMatchObject({ status, code });
      if (code === 'BODY_TOO_LARGE') expect(body.detail).toContain('10485760 bytes');
    });

    it('is documented as bytes of its types, with what can go wrong', async () => {
      const { body } = await request(edge.app).get('/openapi.json');
      const { requestBody, responses } = body.paths['/api/v1/evidence'].post;
      expect(Object.keys(requestBody.content)).toEqual(['image/jpeg', 'image/png', 'application/pdf']);
      expect(Object.keys(responses)).toEqual(['201', '400', '401', '403', '413', '415', '422', '500']);
    });

    it('takes a file as large as may be', async () => {
      expect((await send('image/png', Buffer.alloc(10 * 1024 * 1024))).status).toBe(201);
    });

    it('does not know other files, and no names that are no digest', async () => {
      expect((await get('preparer', `/api/v1/evidence/${'0'.repeat(64)}`)).body).toMatchObject({
        status: 404,
        code: 'EVIDENCE_NOT_FOUND',
      });
      expect((await get('preparer', '/api/v1/evidence/photo.jpg')).body).toMatchObject({
        status: 422,
        field: 'sha256',
      });
    });
  });
});
