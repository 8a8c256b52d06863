import request from 'supertest';
import { consignmentId } from './testing/consignment.fixture.ts';
import { createTestEdge } from './testing/test-edge.ts';
import type { TestEdge } from './testing/test-edge.ts';

describe('errors', () => {
  let edge: TestEdge;
  beforeEach(async () => {
    edge = await createTestEdge();
  });

  const problemTypes = /^application\/problem\+json/;

  it('are RFC 9457 problems with code, remedy and the id of the request', async () => {
    const answer = await request(edge.app).get('/nowhere');
    expect(answer.headers['content-type']).toMatch(problemTypes);
    expect(answer.body).toEqual({
      type: 'urn:quaylab:problem:NOT_FOUND',
      title: 'Not Found',
      status: 404,
      detail: 'Nothing is at /nowhere.',
      code: 'NOT_FOUND',
      field: null,
      remedy: expect.any(String),
      instance: `urn:uuid:${answer.headers['x-request-id']}`,
      errors: [],
    });
  });

  it('are 405 with Allow for another method on a path of ours', async () => {
    const answer = await request(edge.app).delete('/api/v1/consignments');
    expect(answer.body).toMatchObject({ status: 405, code: 'METHOD_NOT_ALLOWED' });
    expect(answer.headers['allow']).toBe('POST, GET, HEAD, OPTIONS');
    const options = await request(edge.app).options('/customs/v1/changes').expect(204);
    expect(options.headers['allow']).toBe('GET, HEAD, OPTIONS');
  });

  it('are 400 for a body that is not JSON, and do not repeat it', async () => {
    const answer = await request(edge.app)
      .post('/api/v1/session')
      .type('json')
      .send('{"user":"x","password":"hunter2"');
    expect(answer.body).toMatchObject({ status: 400, code: 'BODY_MALFORMED' });
    expect(answer.text + edge.log.join('')).not.toContain('hunter2');
  });

  it('are 413 above 256 kB', async () => {
    const answer = await request(edge.app)
      .post('/api/v1/session')
      .send({ user: 'x', password: 'y'.repeat(256 * 1024) });
    expect(answer.body).toMatchObject({ status: 413, code: 'BODY_TOO_LARGE' });
  });

  it('are 415 for a body of another type, 422 for none', async () => {
    const xml = await request(edge.app).post('/api/v1/session').type('application/xml').send('<user/>');
    expect(xml.body).toMatchObject({ status: 415, code: 'MEDIA_TYPE_UNSUPPORTED' });
    const none = await request(edge.app).post('/api/v1/session');
    expect(none.body).toMatchObject({ status: 422, field: 'body', errors: [{ code: 'REQUIRED' }] });
  });

  it('are 400 for a broken percent-encoding', async () => {
    const answer = await request(edge.app).get('/verify/%E0%A4%A');
    expect(answer.body).toMatchObject({ status: 400, code: 'URL_MALFORMED' });
  });

  it('name every field at fault, also unknown ones', async () => {
    const answer = await request(edge.app)
      .post(`/api/v1/consignments/${encodeURIComponent(consignmentId)}/validity-decisions`)
      .set(...(await edge.as('officer')))
      .send({ unitNo: 0, decision: 'MAYBE', reasn: 'typo' });
    expect(answer.body).toMatchObject({ status: 422, code: 'VALIDATION_FAILED', field: 'unitNo' });
    expect(
      answer.body.errors.map(({ field, code }: { field: string; code: string }) => `${field} ${code}`),
    ).toEqual(['unitNo TOO_SMALL', 'decision INVALID_VALUE', 'reason REQUIRED', 'reasn UNKNOWN_FIELD']);
  });

  it('of the house become 422 with its field, or 409 without', async () => {
    const { declarationExample } = await import('./schemas/declaration.ts');
    const answer = await request(edge.app)
      .post('/api/v1/consignments')
      .set(...(await edge.as('officer')))
      .send({ ...declarationExample, declaredMass: '-1' });
    expect(answer.body).toMatchObject({ status: 422, code: 'MASS_NOT_POSITIVE', field: 'declaredMass' });
  });

  it('of ours become a 500 that tells an id, under which the log has the cause', async () => {
    const broken = await createTestEdge({
      publicStatus: () => Promise.reject(new Error('the disk is on fire')),
    });
    const answer = await request(broken.app).get('/verify/X');
    expect(answer.body).toMatchObject({ status: 500, code: 'INTERNAL_ERROR' });
    expect(answer.text).not.toMatch(/disk|at .*\.ts/);
    const line = broken.log.map((text) => JSON.parse(text)).find(({ msg }) => msg === 'request failed');
    expect(line.requestId).toBe(answer.headers['x-request-id']);
    expect(line.err.message).toBe('the disk is on fire');
    expect(answer.body.instance).toContain(line.requestId);
  });
});

describe('the log', () => {
  it('has neither tokens nor passwords nor secrets', async () => {
    const edge = await createTestEdge();
    const header = await edge.as('officer');
    await request(edge.app)
      .get('/api/v1/me')
      .set(...header)
      .expect(200);
    const [, secret] = await edge.asCustoms();
    const text = edge.log.join('');
    expect(text).toContain('/api/v1/me');
    expect(text).not.toMatch(/authorization/i);
    expect(text).not.toContain(header[1].slice(7));
    expect(text).not.toContain(secret.slice(7));
    expect(text).not.toContain('a password of tests');
    expect(text).not.toContain('a secret of tests');
  });
});

describe('headers', () => {
  it('are strict, and demand HTTPS only where it is used', async () => {
    const plain = await request((await createTestEdge()).app).get('/');
    expect(plain.headers['x-powered-by']).toBeUndefined();
    expect(plain.headers['x-content-type-options']).toBe('nosniff');
    expect(plain.headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(plain.headers['content-security-policy']).not.toContain('upgrade-insecure-requests');
    expect(plain.headers['strict-transport-security']).toBeUndefined();
    const secure = await request((await createTestEdge({ baseUrl: 'https://lab.example' })).app).get('/');
    expect(secure.headers['strict-transport-security']).toContain('max-age=');
  });
});
