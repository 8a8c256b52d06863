import request from 'supertest';
import { largestNomination } from '../../nominations/read-nomination.ts';
import { lineDeclarationExample, nominationExample } from '../schemas/nomination.ts';
import { orderExample } from '../schemas/inspection-order.ts';
import { declarationExample } from '../schemas/declaration.ts';
import { inspectionOrder, nomination } from '../testing/nomination.fixture.ts';
import { createTestEdge } from '../testing/test-edge.ts';
import type { TestEdge } from '../testing/test-edge.ts';

let edge: TestEdge;
beforeEach(async () => {
  edge = await createTestEdge();
});
const post = async (path: string, body: object | string, type = 'application/json') =>
  request(edge.app)
    .post(path)
    .set(...(await edge.as('officer')))
    .type(type)
    .send(body);
const get = async (path: string) =>
  request(edge.app)
    .get(path)
    .set(...(await edge.as('officer')));
const asked = (method: string) => edge.services.asked.filter((one) => one.method === method);
const json = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;

describe('nominations at the edge', () => {
  const csv = [
    'imo,nomination,revision,ship,voyage,eta,line,kind,product,mass_t,billsOfLading,originPort,consignor,consignee',
    '9074729,NOM-2,1,MV Example Star,026E,2026-05-03T22:10:00+08:00,1,coal,Steam coal,52480,NEWC-1,Newcastle,A,B',
  ].join('\r\n');

  it('come as JSON or as CSV, and are told with every member', async () => {
    const answer = await post('/api/v1/nominations', nominationExample);
    expect([answer.status, answer.headers['location']]).toEqual([201, '/api/v1/nominations/NOM-1']);
    expect(answer.body).toEqual(json(nomination));
    expect((await post('/api/v1/nominations', csv, 'text/csv; charset=utf-8')).status).toBe(201);
    expect(asked('nominate').map(({ what }) => what)).toMatchObject([
      { number: 'NOM-2026-0117', lines: [{ mass: '52480' }] },
      { number: 'NOM-2', ship: { imo: '9074729' }, lines: [{ line: 1, holds: [] }] },
    ]);
  });

  it('with faults are refused whole, each fault in its place', async () => {
    const answer = await post(
      '/api/v1/nominations',
      csv.replace('9074729', '9074728').replace(',52480,', ',,'),
      'text/csv',
    );
    expect(answer.body).toMatchObject({
      status: 422,
      code: 'NOMINATION_REFUSED',
      errors: [
        { field: '2:imo', code: 'IMO_NUMBER_INVALID', remedy: expect.any(String) },
        { field: '2:mass_t', code: 'QUANTITY_MISSING' },
      ],
    });
    expect((await post('/api/v1/nominations', '{', 'application/json')).body).toMatchObject({
      status: 422,
      errors: [{ code: 'NOT_JSON' }],
    });
    expect(asked('nominate')).toEqual([]);
  });

  it('of another type, empty or too large are not read', async () => {
    expect((await post('/api/v1/nominations', '<ship/>', 'application/xml')).status).toBe(415);
    expect((await post('/api/v1/nominations', '', 'text/csv')).body).toMatchObject({ code: 'FILE_MISSING' });
    expect((await post('/api/v1/nominations', 'x'.repeat(largestNomination + 1), 'text/csv')).status).toBe(
      413,
    );
  });

  it('are listed, shown, cancelled, and declared line by line', async () => {
    expect((await get('/api/v1/nominations')).body).toEqual({ items: [json(nomination)], next: null });
    expect((await get('/api/v1/nominations/NOM-1')).body).toEqual(json(nomination));
    expect((await get('/api/v1/nominations/NOM-9')).body).toMatchObject({ code: 'NOMINATION_NOT_FOUND' });
    await post('/api/v1/nominations/NOM-1/cancellation', { reason: 'It goes elsewhere.' });
    expect(asked('cancelNomination')).toMatchObject([
      { by: 'officer', what: { number: 'NOM-1', reason: 'It goes elsewhere.' } },
    ]);
    const path = '/api/v1/nominations/NOM-1/lines/2/declaration';
    const declared = await post(path, lineDeclarationExample);
    expect([declared.status, declared.headers['location']]).toEqual([
      201,
      '/api/v1/consignments/consignment%2F7Q2M4K',
    ]);
    expect(asked('declareLine')).toMatchObject([
      { what: { number: 'NOM-1', line: 2, added: { kind: 'coal' } } },
    ]);
    const told = await post(path, { ...lineDeclarationExample, consignor: { name: 'Somebody' } });
    expect(told.body).toMatchObject({ status: 422, errors: [{ field: 'consignor', code: 'UNKNOWN_FIELD' }] });
    expect((await post('/api/v1/nominations/NOM-1/lines/0/declaration', lineDeclarationExample)).status).toBe(
      422,
    );
  });
});

describe('orders of customs at the edge', () => {
  const place = async (key: string | null, body: object, ...scopes: ['certificates.read'] | []) => {
    const sent = request(edge.app)
      .post('/customs/v1/inspection-orders')
      .set(...(await edge.asCustoms(...scopes)));
    if (key !== null) void sent.set('Idempotency-Key', key);
    return sent.send(body);
  };

  it('are placed under a key and a scope, and told without who at the port decided', async () => {
    const answer = await place('first-order', orderExample);
    expect(answer.status).toBe(201);
    const { id: _, client: __, consignment: ___, rejection, ...rest } = inspectionOrder;
    expect(answer.body).toEqual(
      json({ ...rest, rejection: { at: rejection?.at, reason: rejection?.reason } }),
    );
    expect(asked('placeOrder')).toMatchObject([
      {
        by: 'gacc',
        what: {
          id: 'gacc:first-order',
          declaration: null,
          order: { required: ['Pb', 'Cd'], urgency: 'urgent', dueAt: '2026-05-08T10:00:00.000Z' },
        },
      },
    ]);
    expect((await place('first-order', orderExample, 'certificates.read')).body.code).toBe('SCOPE_MISSING');
    expect((await place(null, orderExample)).body.code).toBe('IDEMPOTENCY_KEY_MISSING');
  });

  it('may be a whole declaration, which then has an order number', async () => {
    await place('whole-order', declarationExample);
    expect(asked('placeOrder')).toMatchObject([
      {
        what: { order: { inspectionOrderNo: 'ZX2026-0417', required: null }, declaration: { kind: 'coal' } },
      },
    ]);
    expect(
      (await place('whole-order', { ...declarationExample, inspectionOrderNo: null })).body,
    ).toMatchObject({
      status: 422,
      code: 'ORDER_NUMBER_MISSING',
      field: 'inspectionOrderNo',
    });
  });

  it.each([
    ['kind', { ...orderExample, kind: 'whatever' }],
    ['goodsItem', { ...orderExample, goodsItem: 0 }],
    ['sampler', { ...declarationExample, sampler: undefined }],
  ])('with a faulty %s are refused by that field', async (field, body) => {
    expect((await place('faulty-order', body)).body).toMatchObject({ status: 422, field });
  });

  it('are listed for officers, who complete or reject them', async () => {
    expect((await get('/api/v1/inspection-orders')).body).toEqual({ items: [json(inspectionOrder)], next: null });
    const path = `/api/v1/inspection-orders/${encodeURIComponent(inspectionOrder.id)}`;
    expect((await post(`${path}/completion`, declarationExample)).body).toEqual(json(inspectionOrder));
    expect((await post(`${path}/rejection`, { reason: 'Ordered twice.' })).body).toEqual(
      json(inspectionOrder),
    );
    expect(asked('completeOrder')).toMatchObject([
      { by: 'officer', what: { id: inspectionOrder.id, declaration: { kind: 'coal' } } },
    ]);
    expect(asked('rejectOrder')).toMatchObject([{ what: { reason: 'Ordered twice.' } }]);
  });
});
