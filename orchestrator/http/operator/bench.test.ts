import request from 'supertest';
import { blindCode } from '../../../workflows/kernel/brand.ts';
import { refuse } from '../../../workflows/kernel/refusal.ts';
import type { AssayTaskView } from '../../views/model.ts';
import * as bench from '../testing/assay.fixture.ts';
import * as fixture from '../testing/consignment.fixture.ts';
import { laboratoryComparison } from '../testing/laboratory-comparison.fixture.ts';
import { createTestEdge } from '../testing/test-edge.ts';
import type { TestEdge } from '../testing/test-edge.ts';

describe('the workstation interface: bench', () => {
  let edge: TestEdge;
  beforeEach(async () => {
    edge = await createTestEdge();
  });
  const asked = (method: string) => edge.services.asked.filter((one) => one.method === method);

  const path = `/api/v1/bench/tasks/${bench.assayCode}`;

  it('shows a task whole', async () => {
    const answer = await request(edge.app)
      .get(path)
      .set(...(await edge.as('analyst')))
      .expect(200);
    expect(answer.body).toEqual(bench.assayTask);
  });

  it('lets nothing of the cargo out, whatever the house hands it', async () => {
    const cargo = {
      vessel: 'MV Example Star',
      importer: 'Example Energy',
      declarationNo: fixture.declarationNo,
    };
    const [item] = bench.assayTask.items;
    if (item === undefined) throw new Error('the fixture has no item');
    const leaking: AssayTaskView & typeof cargo = {
      ...bench.assayTask,
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
    edge.services.operator.assayTasks = async () => ({ items: [leaking], next: null });
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
    const what = { code: bench.assayCode, id: 'analyst:b5a1d0ee-6f0c', item: 'A', value: '14.20' };
    expect(asked('enterDetermination').map((one) => one.what)).toEqual([what, what]);
  });

  it('takes a number in plain notation or the code of an answer', async () => {
    const status = async (value: string) =>
      (
        await request(edge.app)
          .post(`${path}/determinations`)
          .set(...(await edge.as('analyst')))
          .set('Idempotency-Key', 'b5a1d0ee-6f0c')
          .send({ item: 'live-insects', value })
      ).status;
    for (const value of ['14.20', '-30', 'found', 'not-found']) expect(await status(value)).toBe(201);
    for (const value of ['', '1,5', '1e3', 'Not found', 'not_found', '-'])
      expect(await status(value)).toBe(422);
  });

  it('passes on which items are accepted by word', async () => {
    const review = async (withoutPrecision: readonly string[]) =>
      request(edge.app)
        .post(`${path}/reviews`)
        .set(...(await edge.as('reviewer')))
        .send({ decision: 'ACCEPT', withoutPrecision });
    expect((await review(['brokenCornForeignMaterial_pct'])).status).toBe(200);
    expect(asked('reviewAssay').map(({ what }) => what)).toEqual([
      { decision: 'ACCEPT', withoutPrecision: ['brokenCornForeignMaterial_pct'] },
    ]);
    expect((await review([])).body).toMatchObject({ status: 422, field: 'withoutPrecision' });
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

describe('the workstation interface: results of another laboratory', () => {
  const path = `/api/v1/laboratory-comparisons/${bench.assayCode}`;
  const report = {
    laboratory: 'Laboratory 2',
    reportNo: 'R-1',
    reportedOn: '2026-05-04',
    values: [{ item: 'A', basis: 'd', results: ['11.60'] }],
  };
  let edge: TestEdge;
  beforeAll(async () => {
    edge = await createTestEdge();
  });
  const enter = async (body: object) =>
    request(edge.app)
      .post(`${path}/reports`)
      .set(...(await edge.as('reviewer')))
      .send(body);

  it('shows a reviewer a comparison whole, and all of one verdict', async () => {
    const get = async (where: string) =>
      request(edge.app)
        .get(where)
        .set(...(await edge.as('reviewer')));
    expect((await get(path)).body).toEqual(laboratoryComparison);
    const list = await get('/api/v1/laboratory-comparisons?verdict=DISAGREE');
    expect(list.body).toEqual({ items: [laboratoryComparison], next: null });
    expect(edge.services.asked.at(-1)).toMatchObject({ method: 'comparisons', what: 'DISAGREE' });
    expect((await get('/api/v1/laboratory-comparisons/NONE')).status).toBe(404);
  });

  it('hands a report on as it was typed', async () => {
    expect((await enter(report)).status).toBe(201);
    expect(edge.services.asked.at(-1)).toMatchObject({
      by: 'reviewer',
      what: { code: bench.assayCode, ...report },
    });
  });

  it.each<[string, object, string]>([
    ['no results', { ...report, values: [{ item: 'A', basis: 'd', results: [] }] }, 'values.0.results'],
    [
      'a number that is none',
      { ...report, values: [{ item: 'A', basis: 'd', results: [11.6] }] },
      'values.0.results.0',
    ],
    ['no such day', { ...report, reportedOn: '2026-02-30' }, 'reportedOn'],
    ['no laboratory', { ...report, laboratory: ' ' }, 'laboratory'],
  ])('refuses %s, by its name', async (_case, body, field) => {
    expect((await enter(body)).body).toMatchObject({ status: 422, code: 'VALIDATION_FAILED', field });
  });
});
