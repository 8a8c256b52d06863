import request from 'supertest';
import { catalogue } from '../../calculations/catalogue.ts';
import { packShelf } from '../../calculations/pack-shelf.ts';
import { runCalculation } from '../../calculations/run.ts';
import { createTestEdge } from '../testing/test-edge.ts';
import type { TestEdge } from '../testing/test-edge.ts';

const path = '/api/v1/calculations';
const calculations = catalogue.groups.flatMap((group) => group.calculations);
const [first] = calculations;

describe('the calculations over HTTP', () => {
  let edge: TestEdge;
  beforeAll(async () => {
    edge = await createTestEdge();
  });
  const get = async (to: string) =>
    request(edge.app)
      .get(to)
      .set(...(await edge.as('analyst')));
  const post = async (to: string, body?: object) => {
    const sent = request(edge.app)
      .post(to)
      .set(...(await edge.as('sampler')));
    return body === undefined ? sent : sent.send(body);
  };
  const name = first?.name ?? '';
  const example = first?.example as Record<string, unknown>;

  it('are listed with title, summary and group', async () => {
    const { status, body } = await get(path);
    expect(status).toBe(200);
    expect(body.items.map((one: { name: string }) => one.name)).toEqual(calculations.map((one) => one.name));
    expect(body.items[0]).toEqual({
      name,
      title: first?.title,
      summary: first?.summary,
      group: { id: catalogue.groups[0]?.id, title: catalogue.groups[0]?.title },
    });
  });

  it('are each explained: formulas with their sources, JSON Schemas, an example that runs', async () => {
    for (const calculation of calculations) {
      const { status, body } = await get(`${path}/${calculation.name}`);
      expect({ name: calculation.name, status }).toEqual({ name: calculation.name, status: 200 });
      expect(body.formulas[0].source).toMatchObject({
        standard: expect.any(String) as string,
        edition: expect.any(String) as string,
        clause: expect.any(String) as string,
      });
      expect(body.input.type ?? 'union').toMatch(/^(object|union)$/);
      const answer = await post(`${path}/${calculation.name}`, body.example as object);
      expect({ name: calculation.name, status: answer.status }).toEqual({ name: calculation.name, status: 200 });
    }
  });

  it('answer as the command line does', async () => {
    const outcome = runCalculation(catalogue, name, example, packShelf());
    expect((await post(`${path}/${name}`, example)).body).toEqual(outcome.ok ? JSON.parse(JSON.stringify(outcome.value)) : {});
  });

  it('tell a name nobody knows as 404, with those that may have been meant', async () => {
    for (const { body } of [await get(`${path}/${name}s`), await post(`${path}/${name}s`, example)]) {
      expect(body).toMatchObject({ status: 404, code: 'CALCULATION_UNKNOWN', remedy: expect.stringContaining(name) as string });
    }
  });

  it('tell all faults of an input as 422, each with field, code and remedy', async () => {
    const [field = ''] = Object.keys(example);
    const { body } = await post(`${path}/${name}`, { ...example, [field]: undefined, moonPhase: '1' });
    expect(body).toMatchObject({ status: 422, code: 'FIELD_MISSING', field });
    expect(body.errors).toEqual([
      expect.objectContaining({ field, code: 'FIELD_MISSING', remedy: expect.any(String) as string }),
      expect.objectContaining({ field: 'moonPhase', code: 'FIELD_UNKNOWN' }),
    ]);
  });

  it('tell an input that is no object, and a day that is none, as 422', async () => {
    expect((await post(`${path}/${name}`, [example])).body).toMatchObject({ status: 422, code: 'INPUT_NOT_AN_OBJECT' });
    expect((await post(`${path}/${name}`)).body).toMatchObject({ status: 422, code: 'INPUT_NOT_AN_OBJECT' });
    expect((await post(`${path}/${name}?on=2026-02-30`, example)).body).toMatchObject({ status: 422, code: 'DATE_NOT_VALID', field: 'on' });
    expect((await get(`${path}/${name}?on=soon`)).body).toMatchObject({ status: 422, code: 'DATE_NOT_VALID' });
  });

  it('are named in the OpenAPI document', async () => {
    const { body } = await request(edge.app).get('/openapi.json').expect(200);
    const [parameter] = body.paths[`${path}/{name}`].post.parameters;
    expect(parameter.schema.enum).toEqual(calculations.map((one) => one.name));
    expect(body.paths[`${path}/{name}`].post.requestBody.content['application/json'].schema.type).toBe('object');
  });
});
