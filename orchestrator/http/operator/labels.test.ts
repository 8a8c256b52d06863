import request from 'supertest';
import { assayCode } from '../testing/assay.fixture.ts';
import { consignmentId } from '../testing/consignment.fixture.ts';
import { labelBytes } from '../testing/journey.fixture.ts';
import { createTestEdge } from '../testing/test-edge.ts';
import type { TestEdge } from '../testing/test-edge.ts';

describe('labels and journeys over HTTP', () => {
  let edge: TestEdge;
  beforeAll(async () => {
    edge = await createTestEdge();
  });
  const path = `/api/v1/labels/${assayCode}`;
  const asked = () => edge.services.asked.at(-1)?.what;

  it.each([
    ['*/*', 'application/pdf', 'pdf'],
    ['application/zpl', 'application/zpl', 'zpl'],
    ['application/zpl;q=0.5, application/pdf', 'application/pdf', 'pdf'],
  ])('Accept: %s gives %s', async (accept, type, format) => {
    const answer = await request(edge.app)
      .get(path)
      .set(...(await edge.as('analyst')))
      .set('Accept', accept)
      .buffer(true);
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': type,
      'content-disposition': expect.stringContaining(`label-${assayCode}.${format}`),
      'cache-control': 'private, no-store',
    });
    expect(Number(answer.headers['content-length'])).toBe(labelBytes.length);
    expect(asked()).toMatchObject({
      format,
      within: ['assay'],
      container: 0,
      size: '60x40',
      resolution: 203,
    });
  });

  it.each([
    ['sampler', ['sampling']],
    ['preparer', ['preparation']],
    ['reviewer', ['assay']],
    ['custodian', ['sampling', 'preparation', 'assay', 'storage']],
  ] as const)('%s is given labels of %j', async (role, within) => {
    await request(edge.app)
      .get(`${path}?size=100x50&dpi=300&container=3`)
      .set(...(await edge.as(role)))
      .expect(200);
    expect(asked()).toMatchObject({ within, container: 3, size: '100x50', resolution: 300 });
  });

  it('refuses other kinds, sizes and numbers with their field, and prints nothing', async () => {
    const before = edge.services.asked.length;
    const get = async (query: string, accept = '*/*') =>
      (
        await request(edge.app)
          .get(`${path}${query}`)
          .set(...(await edge.as('analyst')))
          .set('Accept', accept)
      ).body;
    expect(await get('', 'image/png')).toMatchObject({
      status: 406,
      code: 'NOT_ACCEPTABLE',
      field: 'Accept',
    });
    expect(await get('?size=50x50')).toMatchObject({ status: 422, field: 'size' });
    expect(await get('?dpi=600')).toMatchObject({ status: 422, field: 'dpi' });
    expect(await get('?container=-1')).toMatchObject({ status: 422, field: 'container' });
    expect(edge.services.asked).toHaveLength(before);
  });

  it('gives the journey of a consignment to those who may decode, and of a code to its stage', async () => {
    const whole = `/api/v1/consignments/${encodeURIComponent(consignmentId)}/journey`;
    expect(
      (
        await request(edge.app)
          .get(whole)
          .set(...(await edge.as('custodian')))
      ).body,
    ).toEqual({
      consignment: consignmentId,
      nodes: [],
      edges: [],
      events: [],
    });
    expect(
      (
        await request(edge.app)
          .get(whole)
          .set(...(await edge.as('officer')))
      ).body,
    ).toMatchObject({ status: 403 });
    const own = await request(edge.app)
      .get(`/api/v1/samples/${assayCode}/journey`)
      .set(...(await edge.as('preparer')));
    expect(own.body).toEqual({ code: assayCode, stage: 'preparation', events: [] });
    const none = await request(edge.app)
      .get('/api/v1/samples/none/journey')
      .set(...(await edge.as('preparer')));
    expect(none.body).toMatchObject({ status: 404, code: 'SAMPLE_NOT_FOUND' });
  });
});
