import request from 'supertest';
import { jsonBytes, jsonDigest, pdfBytes, pdfDigest } from '../testing/fake-services.ts';
import * as fixture from '../testing/consignment.fixture.ts';
import { createTestEdge, password } from '../testing/test-edge.ts';
import type { TestEdge } from '../testing/test-edge.ts';

describe('the workstation interface: certificates', () => {
  let edge: TestEdge;
  beforeEach(async () => {
    edge = await createTestEdge();
  });
  const asked = (method: string) => edge.services.asked.filter((one) => one.method === method);

  const path = `/api/v1/certificates/${encodeURIComponent(fixture.certificateId)}`;
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
    expect(pdf.headers['content-disposition']).toBe('inline; filename=QL-2026-000001.pdf');
    expect(pdf.headers['content-security-policy']).toContain("frame-ancestors 'self'");
    expect(pdf.headers['x-frame-options']).toBe('SAMEORIGIN');
    expect(Buffer.compare(pdf.body, pdfBytes)).toBe(0);
    // A browser that has it takes the headers of the answer that says so for the frame.
    const unchanged = await request(edge.app)
      .get(`${path}/pdf`)
      .set(...header)
      .set('If-None-Match', `"${pdfDigest}"`)
      .expect(304);
    expect(unchanged.headers['x-frame-options']).toBe('SAMEORIGIN');
    const json = await request(edge.app)
      .get(`${path}/json`)
      .set(...header)
      .expect(200);
    expect(json.text).toBe(jsonBytes.toString('utf8'));
    expect(json.headers['etag']).toBe(`"${jsonDigest}"`);
  });
});
