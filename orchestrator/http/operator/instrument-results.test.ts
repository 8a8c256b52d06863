import request from 'supertest';
import type { ImportReport } from '../../instruments/import.ts';
import type { Role } from '../../services/contract.ts';
import { fakeInstruments, instrumentId } from '../testing/instrument.fixture.ts';
import { createTestEdge } from '../testing/test-edge.ts';
import type { TestEdge } from '../testing/test-edge.ts';

const file = 'Sample,Result\r\nX,"10,6"\r\n';

describe('the workstation interface: results of instruments', () => {
  const send = async (
    edge: TestEdge,
    { role = 'analyst', id = instrumentId, type = 'text/csv', body = file as string | Buffer } = {},
  ) =>
    request(edge.app)
      .post(`/api/v1/instruments/${id}/results`)
      .set(...(await edge.as(role as Role)))
      .set('Content-Type', type)
      .send(body);
  const edgeWith = async (report: Partial<ImportReport>) =>
    createTestEdge({ instruments: fakeInstruments(() => undefined, report) });

  it.each(['text/csv', 'text/plain', 'text/csv; charset=utf-8'])(
    'takes a file sent as %s, byte by byte, for who sends it',
    async (type) => {
      const edge = await createTestEdge();
      const answer = await send(edge, { type });
      expect([answer.status, answer.body]).toEqual([
        201,
        {
          instrument: instrumentId,
          sha256: expect.any(String),
          analyst: 'analyst',
          status: 'taken',
          determinations: 2,
          entered: 2,
          before: 0,
        },
      ]);
      expect(edge.services.asked).toEqual([
        { method: 'takeResults', by: 'analyst', what: { instrument: instrumentId, bytes: file } },
      ]);
    },
  );

  it('says when a file changed nothing', async () => {
    const edge = await edgeWith({ status: 'repeated', entered: 0, before: 2 });
    expect((await send(edge)).body).toMatchObject({ status: 'repeated', entered: 0, before: 2 });
  });

  it('tells every fault of a refused file with its line', async () => {
    const fault = { code: 'NOT_A_NUMBER', message: 'No number.', remedy: 'Look.' };
    const faults = [
      { line: 2, field: 'Result', ...fault },
      { line: 3, field: null, ...fault },
      { line: null, field: null, ...fault },
    ];
    const answer = await send(await edgeWith({ status: 'refused', entered: 0, faults }));
    expect(answer.body).toMatchObject({
      status: 422,
      code: 'RESULTS_REFUSED',
      errors: [
        { field: '2:Result', ...fault },
        { field: '3', ...fault },
        { field: 'file', ...fault },
      ],
    });
  });

  it('says when a file was taken in part', async () => {
    const answer = await send(await edgeWith({ status: 'partly-taken', entered: 1 }));
    expect(answer.body).toMatchObject({ status: 409, code: 'RESULTS_PARTLY_TAKEN' });
  });

  it.each([
    ['an unknown instrument', { id: 'none' }, 404, 'INSTRUMENT_NOT_FOUND'],
    ['another type', { type: 'application/json', body: '{}' }, 415, 'MEDIA_TYPE_UNSUPPORTED'],
    ['nothing', { body: '' }, 422, 'FILE_MISSING'],
    ['too much', { body: Buffer.alloc(2 * 1024 * 1024 + 1, 'a') }, 413, 'BODY_TOO_LARGE'],
    ['a reviewer', { role: 'reviewer' }, 403, 'ROLE_MISSING'],
  ])('refuses %s', async (_what, what, status, code) => {
    const edge = await createTestEdge();
    expect((await send(edge, what)).body).toMatchObject({ status, code });
    expect(edge.services.asked).toEqual([]);
  });
});
