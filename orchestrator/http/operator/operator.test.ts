import request from 'supertest';
import { demonstrationShips } from '../../demo/ship.ts';
import { declarationExample } from '../schemas/declaration.ts';
import * as fixture from '../testing/consignment.fixture.ts';
import * as plant from '../testing/plant.fixture.ts';
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
      expect(me.body).toMatchObject({ id: 'analyst', name: 'Person analyst', roles: ['analyst'] });
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
      edge.clock.now = new Date(edge.clock.now.getTime() + (8 * 3600 + 61) * 1000);
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

    it('takes grain cut by time, and no basis that a diverter does not know', async () => {
      const declare = async (basis: string) =>
        request(edge.app)
          .post('/api/v1/consignments')
          .set(...(await edge.as('officer')))
          .send({ ...demonstrationShips.grain, basis });
      expect((await declare('time')).status).toBe(201);
      expect(asked('declare')).toMatchObject([{ what: { kind: 'grain', basis: 'time' } }]);
      expect((await declare('volume')).body).toMatchObject({ status: 422, errors: [{ field: 'basis' }] });
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
      expect(list.body).toEqual({ items: [fixture.consignment], next: 'next' });
    });

    it('asks for the page of the list that is wanted', async () => {
      const list = async (query: string) =>
        request(edge.app)
          .get(`/api/v1/consignments?${query}`)
          .set(...(await edge.as('officer')));
      await list('text=star&kind=coal&outstanding=any&underWay=true&after=k&limit=7').then(({ status }) => expect(status).toBe(200));
      expect(edge.services.asked.at(-1)).toMatchObject({
        method: 'consignments',
        what: { text: 'star', kind: 'coal', outstanding: 'any', underWay: true, after: 'k', limit: 7 },
      });
      for (const wrong of ['limit=201', 'kind=gold', 'underWay=false']) expect((await list(wrong)).status).toBe(422);
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

    it('passes on what document is asked for, and says nothing that was left out', async () => {
      const path = `/api/v1/consignments/${encoded(fixture.consignmentId)}/documents`;
      const post = async (what: object) =>
        request(edge.app)
          .post(path)
          .set(...(await edge.as('preparer-of-certificates')))
          .send(what);
      expect((await post({ kind: '12', remark: 'after discharge' })).status).toBe(201);
      expect((await post({ kind: 'weight' })).body).toMatchObject({ status: 422, field: 'kind' });
      const left = { measurement: null, notice: null, treatment: null, replaces: null };
      const what = { id: fixture.consignmentId, kind: '12', remark: 'after discharge', ...left };
      expect(edge.services.asked).toEqual([
        { method: 'prepareDocument', by: 'preparer-of-certificates', what },
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
      expect(await seen('sampler')).toEqual([plant.samplingRun]);
      expect(await seen('preparer')).toEqual([plant.preparationRun]);
      expect(await seen('custodian')).toHaveLength(2);
    });

    it('hands the filter of a list of runs on', async () => {
      const asked = async (query: string) => {
        const answer = await request(edge.app)
          .get(`/api/v1/runs?${query}`)
          .set(...(await edge.as('custodian')));
        return [answer.status, edge.services.asked.filter(({ method }) => method === 'runs').at(-1)?.what];
      };
      expect(await asked('unit=CS-01&open=true&limit=5&after=x')).toEqual([200, { unit: 'CS-01', open: true, limit: 5, after: 'x' }]);
      expect(await asked('open=false')).toEqual([200, { open: false, limit: 100 }]);
      expect((await asked('open=perhaps'))[0]).toBe(422);
      expect((await asked('limit=501'))[0]).toBe(422);
    });

    it('counts samples under way: all for who knows the cargo, those of the own stage for who works blind', async () => {
      const stages = async (role: 'sampler' | 'preparer' | 'officer') =>
        (
          await request(edge.app)
            .get('/api/v1/sample-pipeline')
            .set(...(await edge.as(role)))
        ).body.stages.map(({ stage, count }: { stage: string; count: number }) => [stage, count]);
      expect(await stages('officer')).toEqual([['testing', 3]]);
      expect(await stages('sampler')).toEqual([['waiting', 1], ['sampling', 1]]);
      expect(await stages('preparer')).toEqual([['sampled', 1], ['preparing', 1]]);
      await request(edge.app)
        .get('/api/v1/sample-pipeline')
        .set(...(await edge.as('analyst')))
        .expect(403);
    });

    it('tells turnaround of a time of at most a quarter', async () => {
      const turnaround = async (query: string) =>
        (
          await request(edge.app)
            .get(`/api/v1/turnaround?${query}`)
            .set(...(await edge.as('officer')))
        ).body;
      expect(await turnaround('from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z&kind=coal')).toMatchObject({
        from: '2026-01-01T00:00:00.000Z',
        to: '2026-02-01T00:00:00.000Z',
        items: [{ stage: 'sampling' }],
      });
      expect(await turnaround('from=2026-01-01T00:00:00Z&to=2026-06-01T00:00:00Z')).toMatchObject({
        code: 'RANGE_TOO_LONG',
        field: 'from',
      });
    });

    it('commands a run only with a reason, and only of the own stage', async () => {
      const command = async (id: string, body: object) =>
        request(edge.app)
          .post(`/api/v1/runs/${encoded(id)}/commands`)
          .set(...(await edge.as('sampler')))
          .send(body);
      expect((await command(plant.samplingRunId, { command: 'hold' })).body).toMatchObject({
        field: 'reason',
      });
      expect((await command(plant.samplingRunId, { command: 'hold', reason: '  ' })).status).toBe(422);
      expect((await command(plant.preparationRunId, { command: 'hold', reason: 'Blocked.' })).status).toBe(
        404,
      );
      expect(asked('commandRun')).toEqual([]);
      expect((await command(plant.samplingRunId, { command: 'hold', reason: 'Blocked.' })).status).toBe(
        200,
      );
      expect(asked('commandRun')).toHaveLength(1);
    });

    it('lets people of the stage intervene, and whoever sees the run confirm', async () => {
      const post = async (
        role: 'sampler' | 'preparer' | 'officer',
        path: string,
        body: object,
        id = plant.samplingRunId,
      ) =>
        request(edge.app)
          .post(`/api/v1/runs/${encoded(id)}/interventions${path}`)
          .set(...(await edge.as(role)))
          .send(body);
      const deed = { kind: 'manual-increment', amount: '12.5', takenAt: '2026-05-04T11:21:00+08:00' };
      const reason = 'The cutter is jammed.';
      expect((await post('sampler', '', { deed, reason })).status).toBe(200);
      expect((await post('preparer', '', { deed, reason })).status).toBe(404);
      expect((await post('officer', '', { deed, reason })).status).toBe(403);
      expect((await post('officer', '/settlements', { decision: 'CONFIRM', numbers: [1] })).status).toBe(200);
      expect((await post('preparer', '/settlements', { decision: 'CONFIRM', numbers: [1] })).status).toBe(
        404,
      );
      expect([...asked('intervene'), ...asked('settleInterventions')].map(({ what }) => what)).toEqual([
        { id: plant.samplingRunId, deed: { ...deed, takenAt: '2026-05-04T03:21:00.000Z' }, reason },
        { id: plant.samplingRunId, decision: 'CONFIRM', numbers: [1] },
      ]);
    });

    it.each([
      [{ deed: { kind: 'begin-manual' } }, 'reason'],
      [{ deed: { kind: 'void-increment', increment: 0 }, reason: 'dirty' }, 'deed.increment'],
      [
        { deed: { kind: 'manual-increment', amount: '-1', takenAt: '2026-05-04T11:21:00Z' }, reason: 'jam' },
        'deed.amount',
      ],
      [
        { deed: { kind: 'manual-increment', amount: '1', takenAt: 'yesterday' }, reason: 'jam' },
        'deed.takenAt',
      ],
      [
        {
          deed: { kind: 'replace-container', contents: 'kept', position: 1, mass: '4.9', seal: ' ' },
          reason: 'full',
        },
        'deed.seal',
      ],
    ])('names the field of an intervention that cannot be: %j', async (body, field) => {
      const answer = await request(edge.app)
        .post(`/api/v1/runs/${encoded(plant.samplingRunId)}/interventions`)
        .set(...(await edge.as('sampler')))
        .send(body);
      expect([answer.status, answer.body.field]).toEqual([422, field]);
      expect(asked('intervene')).toEqual([]);
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
      expect(readings).not.toHaveProperty(['Job.LastTaskId']);
      edge.services.operator.units = async () => [{ ...plant.unit, live: false, reason: 'link-lost' }];
      const silent = await request(edge.app)
        .get('/api/v1/units')
        .set(...header);
      expect(silent.body.items[0].readings['Act.BeltFlow']).toMatchObject({
        value: null,
        lastKnown: 812.5,
        stale: true,
      });
    });

    it.each([
      ['sampler', plant.samplingRunId, null],
      ['preparer', null, plant.preparationRunId],
      ['officer', plant.samplingRunId, plant.preparationRunId],
    ] as const)('tells a %s who holds a unit and who waits, by the names he may know', async (role, holder, waiting) => {
      const answer = await request(edge.app)
        .get('/api/v1/units')
        .set(...(await edge.as(role)));
      expect(answer.body.items[0]).toMatchObject({
        holders: [{ definition: 'coal-sampling', run: holder }],
        waiting: [{ definition: 'coal-preparation', run: waiting }],
      });
    });

    it('shows the subscription as asked for and as the server revised it, and that there is none', async () => {
      const shown = async () =>
        (
          await request(edge.app)
            .get('/api/v1/units')
            .set(...(await edge.as('sampler')))
        ).body.items[0].subscription;
      expect(await shown()).toEqual(plant.unit.subscription);
      edge.services.operator.units = async () => [{ ...plant.unit, subscription: null }];
      expect(await shown()).toBeNull();
    });
  });

  it('answers 500 rather than something its document does not promise', async () => {
    edge.services.alarms.open = async () => [{ ...plant.alarm, message: JSON.parse('null') }];
    const answer = await request(edge.app)
      .get('/api/v1/alarms')
      .set(...(await edge.as('preparer')));
    expect(answer.body).toMatchObject({ status: 500, code: 'INTERNAL_ERROR' });
  });
});
