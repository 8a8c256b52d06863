import request from 'supertest';
import { blindCode } from '../../../workflows/kernel/brand.ts';
import { refuse } from '../../../workflows/kernel/refusal.ts';
import type { AssayTaskView } from '../../views/model.ts';
import { declarationExample } from '../schemas/declaration.ts';
import { jsonBytes, jsonDigest, pdfBytes, pdfDigest } from '../testing/fake-services.ts';
import * as fixture from '../testing/fixtures.ts';
import { createTestEdge, password } from '../testing/test-edge.ts';
import type { TestEdge } from '../testing/test-edge.ts';

const encoded = encodeURIComponent;

describe('the workstation interface', () => {
  let edge: TestEdge;
  beforeEach(async () => {
    edge = await createTestEdge();
  });
  const asked = (method: string) => edge.services.asked.filter((one) => one.method === method);

  describe('session', () => {
    it('logs in and tells who I am', async () => {
      const answer = await request(edge.app)
        .post('/api/v1/session')
        .send({ user: 'analyst', password })
        .expect(201);
      expect(answer.body).toMatchObject({
        tokenType: 'Bearer',
        expiresAt: '2026-05-04T11:21:00.000Z',
        person: { id: 'analyst', roles: ['analyst'] },
      });
      expect(answer.headers['cache-control']).toBe('no-store');
      const me = await request(edge.app)
        .get('/api/v1/me')
        .set('Authorization', `Bearer ${answer.body.token}`);
      expect(me.body).toEqual({ id: 'analyst', name: 'Person analyst', roles: ['analyst'] });
    });

    it('says the same for an unknown user and a wrong password, then holds back', async () => {
      const attempt = (user: string) =>
        request(edge.app).post('/api/v1/session').send({ user, password: 'wrong' });
      const [unknown, wrong] = [await attempt('nobody'), await attempt('officer')];
      expect({ ...unknown.body, instance: '' }).toEqual({ ...wrong.body, instance: '' });
      expect(wrong.body).toMatchObject({ status: 401, code: 'LOGIN_FAILED' });
      for (let failure = 2; failure <= 5; failure += 1) await attempt('officer').expect(401);
      const held = await attempt('officer').expect(429);
      expect(held.headers['retry-after']).toBe('30');
    });

    it('answers an expired token and a foreign one with a challenge and a remedy', async () => {
      const header = await edge.as('officer');
      edge.clock.now = new Date(edge.clock.now.getTime() + 8 * 3600 * 1000 + 1000);
      const expired = await request(edge.app)
        .get('/api/v1/me')
        .set(...header);
      expect(expired.body).toMatchObject({ status: 401, code: 'TOKEN_EXPIRED', remedy: expect.any(String) });
      expect(expired.headers['www-authenticate']).toContain('error="invalid_token"');
      const foreign = await request(edge.app)
        .get('/api/v1/me')
        .set(...(await edge.asCustoms()));
      expect(foreign.body).toMatchObject({ status: 401, code: 'TOKEN_INVALID' });
    });
  });

  describe('consignments', () => {
    it('takes a declaration as it is, without inventing members', async () => {
      const answer = await request(edge.app)
        .post('/api/v1/consignments')
        .set(...(await edge.as('officer')))
        .send(declarationExample)
        .expect(201);
      expect(answer.headers['location']).toBe(`/api/v1/consignments/${encoded(fixture.consignmentId)}`);
      expect(asked('declare')).toEqual([{ method: 'declare', by: 'officer', what: declarationExample }]);
      expect(Object.keys(asked('declare')[0]?.what as object)).not.toContain('rulePack');
    });

    it('finds ids with a slash, percent-encoded, and loses no member of the view', async () => {
      const path = `/api/v1/consignments/${encoded(fixture.consignmentId)}`;
      expect(path).toContain('%2F');
      const one = await request(edge.app)
        .get(path)
        .set(...(await edge.as('officer')))
        .expect(200);
      expect(one.body).toEqual(fixture.consignment);
      const list = await request(edge.app)
        .get('/api/v1/consignments')
        .set(...(await edge.as('officer')));
      expect(list.body).toEqual({ items: [fixture.consignment] });
    });

    it('says what is not there', async () => {
      const answer = await request(edge.app)
        .get('/api/v1/consignments/X')
        .set(...(await edge.as('officer')));
      expect(answer.body).toMatchObject({ status: 404, code: 'CONSIGNMENT_NOT_FOUND' });
    });

    it('passes validity decisions, authorisations and preparation on with their person', async () => {
      const path = `/api/v1/consignments/${encoded(fixture.consignmentId)}`;
      const body = { unitNo: 1, decision: 'ACCEPT', reason: 'Belt was empty.' };
      const post = async (
        role: 'officer' | 'custodian' | 'preparer-of-certificates',
        to: string,
        what?: object,
      ) =>
        request(edge.app)
          .post(`${path}/${to}`)
          .set(...(await edge.as(role)))
          .send(what);
      expect((await post('officer', 'validity-decisions', body)).status).toBe(200);
      expect((await post('custodian', 'decode-authorisations')).status).toBe(200);
      expect((await post('preparer-of-certificates', 'certificate')).status).toBe(201);
      expect(edge.services.asked).toEqual([
        { method: 'decideValidity', by: 'officer', what: body },
        { method: 'authoriseDecoding', by: 'custodian', what: fixture.consignmentId },
        { method: 'prepareCertificate', by: 'preparer-of-certificates', what: fixture.consignmentId },
      ]);
    });

    it('shows the lineage to those who may decode', async () => {
      const path = `/api/v1/consignments/${encoded(fixture.consignmentId)}/lineage`;
      const answer = await request(edge.app)
        .get(path)
        .set(...(await edge.as('custodian')));
      expect(answer.body).toEqual({ items: [fixture.container] });
    });
  });

  describe('plant', () => {
    it('shows samplers their samplings and preparers their preparations', async () => {
      const seen = async (role: 'sampler' | 'preparer' | 'custodian') =>
        (
          await request(edge.app)
            .get('/api/v1/runs')
            .set(...(await edge.as(role)))
        ).body.items;
      expect(await seen('sampler')).toEqual([fixture.samplingRun]);
      expect(await seen('preparer')).toEqual([fixture.preparationRun]);
      expect(await seen('custodian')).toHaveLength(2);
    });

    it('commands a run only with a reason, and only of the own stage', async () => {
      const command = async (id: string, body: object) =>
        request(edge.app)
          .post(`/api/v1/runs/${encoded(id)}/commands`)
          .set(...(await edge.as('sampler')))
          .send(body);
      expect((await command(fixture.samplingRunId, { command: 'hold' })).body).toMatchObject({
        field: 'reason',
      });
      expect((await command(fixture.samplingRunId, { command: 'hold', reason: '  ' })).status).toBe(422);
      expect((await command(fixture.preparationRunId, { command: 'hold', reason: 'Blocked.' })).status).toBe(
        404,
      );
      expect(asked('commandRun')).toEqual([]);
      expect((await command(fixture.samplingRunId, { command: 'hold', reason: 'Blocked.' })).status).toBe(
        200,
      );
      expect(asked('commandRun')).toHaveLength(1);
    });

    it('shows readings with age, nothing stale as a value, and no blind code', async () => {
      const header = await edge.as('sampler');
      const live = await request(edge.app)
        .get('/api/v1/units')
        .set(...header);
      const { readings } = live.body.items[0];
      expect(readings['Act.BeltFlow']).toMatchObject({ value: 812.5, age: 2, stale: false });
      expect(readings['Act.CutterTemp']).toMatchObject({
        value: null,
        lastKnown: 0,
        quality: 'bad',
        age: null,
      });
      expect(JSON.stringify(live.body)).not.toContain('S-1');
      edge.services.operator.units = async () => [{ ...fixture.unit, live: false, reason: 'link-lost' }];
      const silent = await request(edge.app)
        .get('/api/v1/units')
        .set(...header);
      expect(silent.body.items[0].readings['Act.BeltFlow']).toMatchObject({
        value: null,
        lastKnown: 812.5,
        stale: true,
      });
    });
  });

  describe('bench', () => {
    const path = `/api/v1/bench/tasks/${fixture.assayCode}`;

    it('shows a task whole', async () => {
      const answer = await request(edge.app)
        .get(path)
        .set(...(await edge.as('analyst')))
        .expect(200);
      expect(answer.body).toEqual(fixture.assayTask);
    });

    it('lets nothing of the cargo out, whatever the house hands it', async () => {
      const cargo = {
        vessel: 'MV Example Star',
        importer: 'Example Energy',
        declarationNo: fixture.declarationNo,
      };
      const [item] = fixture.assayTask.items;
      if (item === undefined) throw new Error('the fixture has no item');
      const leaking: AssayTaskView & typeof cargo = {
        ...fixture.assayTask,
        ...cargo,
        items: [
          {
            ...item,
            ...cargo,
            definition: { ...item.definition, ...cargo },
            verdict: { ...item.verdict, ...cargo },
          },
        ],
      };
      edge.services.operator.assayTask = async () => leaking;
      edge.services.operator.assayTasks = async () => [leaking];
      edge.services.operator.enterDetermination = async () => ({ ok: true, value: leaking });
      edge.services.operator.reviewAssay = async () => ({ ok: true, value: leaking });
      const analyst = await edge.as('analyst');
      const answers = [
        await request(edge.app)
          .get('/api/v1/bench/tasks')
          .set(...analyst),
        await request(edge.app)
          .get(path)
          .set(...analyst),
        await request(edge.app)
          .post(`${path}/determinations`)
          .set(...analyst)
          .set('Idempotency-Key', 'b5a1d0ee-6f0c')
          .send({ item: 'A', value: '14.23' }),
        await request(edge.app)
          .post(`${path}/reviews`)
          .set(...(await edge.as('reviewer')))
          .send({ decision: 'ACCEPT' }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 201, 200]);
      for (const { text } of answers) expect(text).not.toMatch(/Example|importer|vessel|5316/);
    });

    it('makes the Idempotency-Key the id of the determination, own to its analyst', async () => {
      const post = async (key: string | null) => {
        const test = request(edge.app)
          .post(`${path}/determinations`)
          .set(...(await edge.as('analyst')));
        if (key !== null) void test.set('Idempotency-Key', key);
        return test.send({ item: 'A', value: '14.20' });
      };
      expect((await post(null)).body).toMatchObject({ status: 400, code: 'IDEMPOTENCY_KEY_MISSING' });
      expect((await post('short')).body).toMatchObject({ status: 400, code: 'IDEMPOTENCY_KEY_INVALID' });
      await post('b5a1d0ee-6f0c');
      await post('"b5a1d0ee-6f0c"');
      const what = { code: fixture.assayCode, id: 'analyst:b5a1d0ee-6f0c', item: 'A', value: '14.20' };
      expect(asked('enterDetermination').map((one) => one.what)).toEqual([what, what]);
    });

    it('returns items only with a reason', async () => {
      const review = async (body: object) =>
        request(edge.app)
          .post(`${path}/reviews`)
          .set(...(await edge.as('reviewer')))
          .send(body);
      expect((await review({ decision: 'RETURN', items: ['A'] })).body).toMatchObject({
        status: 422,
        field: 'reason',
      });
      expect((await review({ decision: 'RETURN', items: ['A'], reason: 'Spilled.' })).status).toBe(200);
    });

    it('answers what the house refuses: a reviewer reviewing own work is 403', async () => {
      const remedy = 'Ask another reviewer.';
      edge.services.operator.reviewAssay = async () =>
        refuse({ code: 'REVIEWER_SAME_PERSON', message: 'Own.', remedy });
      const answer = await request(edge.app)
        .post(`${path}/reviews`)
        .set(...(await edge.as('reviewer')))
        .send({ decision: 'ACCEPT' });
      expect(answer.body).toMatchObject({ status: 403, code: 'REVIEWER_SAME_PERSON', remedy });
    });

    it('does not know other codes', async () => {
      const answer = await request(edge.app)
        .get(`/api/v1/bench/tasks/${blindCode('A-UNKNOWN')}`)
        .set(...(await edge.as('analyst')));
      expect(answer.body).toMatchObject({ status: 404, code: 'TASK_NOT_FOUND' });
    });
  });

  describe('certificates', () => {
    const path = `/api/v1/certificates/${encoded(fixture.certificateId)}`;
    const approve = async (body: object) =>
      request(edge.app)
        .post(`${path}/approval`)
        .set(...(await edge.as('signatory')))
        .send(body);

    it('shows a certificate whole', async () => {
      const answer = await request(edge.app)
        .get(path)
        .set(...(await edge.as('signatory')))
        .expect(200);
      expect(answer.body).toEqual(fixture.preparedCertificate);
    });

    it('signs only with the password again, and tells the house nothing of it', async () => {
      const { draftDigest } = fixture;
      expect((await approve({ draftDigest })).body).toMatchObject({ status: 422, field: 'password' });
      expect((await approve({ draftDigest, password: 'wrong' })).body).toMatchObject({
        status: 403,
        code: 'REAUTHENTICATION_FAILED',
        field: 'password',
      });
      expect(asked('approveCertificate')).toEqual([]);
      expect((await approve({ draftDigest, password })).body).toMatchObject({ status: 'issued' });
      expect(asked('approveCertificate').map((one) => one.what)).toEqual([{ draftDigest }]);
    });

    it('holds a guesser at the signature back like one at the login', async () => {
      for (let failure = 1; failure <= 5; failure += 1)
        await approve({ draftDigest: fixture.draftDigest, password: 'x' });
      const held = await approve({ draftDigest: fixture.draftDigest, password });
      expect(held.body).toMatchObject({ status: 429, code: 'LOGIN_HELD_BACK' });
      expect(held.headers['retry-after']).toBe('30');
    });

    it('refuses a draft that has changed since it was shown', async () => {
      const answer = await approve({ draftDigest: 'aa'.repeat(32), password });
      expect(answer.body).toMatchObject({ status: 409, code: 'DRAFT_STALE' });
    });

    it('hands out paper and canonical JSON as issued, and neither before', async () => {
      const header = await edge.as('signatory');
      expect(
        (
          await request(edge.app)
            .get(`${path}/pdf`)
            .set(...header)
        ).body,
      ).toMatchObject({
        status: 409,
        code: 'CERTIFICATE_NOT_ISSUED',
      });
      await approve({ draftDigest: fixture.draftDigest, password });
      const pdf = await request(edge.app)
        .get(`${path}/pdf`)
        .set(...header)
        .expect(200);
      expect(pdf.headers).toMatchObject({ 'content-type': 'application/pdf', etag: `"${pdfDigest}"` });
      expect(pdf.headers['content-disposition']).toBe('attachment; filename=QL-2026-000001.pdf');
      expect(Buffer.compare(pdf.body, pdfBytes)).toBe(0);
      const json = await request(edge.app)
        .get(`${path}/json`)
        .set(...header)
        .expect(200);
      expect(json.text).toBe(jsonBytes.toString('utf8'));
      expect(json.headers['etag']).toBe(`"${jsonDigest}"`);
    });
  });

  it('answers 500 rather than something its document does not promise', async () => {
    edge.services.alarms.open = async () => [{ ...fixture.alarm, message: JSON.parse('null') }];
    const answer = await request(edge.app)
      .get('/api/v1/alarms')
      .set(...(await edge.as('preparer')));
    expect(answer.body).toMatchObject({ status: 500, code: 'INTERNAL_ERROR' });
  });
});
