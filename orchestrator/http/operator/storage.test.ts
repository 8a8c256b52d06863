import request from 'supertest';
import type { Role } from '../../services/contract.ts';
import { bottle, bottleId, cabinet, carriage, carriageId, pneumaticTube } from '../testing/storage.fixture.ts';
import { createTestEdge } from '../testing/test-edge.ts';
import type { TestEdge } from '../testing/test-edge.ts';

const bottles = '/api/v1/storage/bottles';
const path = `${bottles}/${encodeURIComponent(bottleId)}`;
const carriages = '/api/v1/carriages';
const acts = `${carriages}/${encodeURIComponent(carriageId)}/acts`;
const weighed = { gross_kg: '0.85', tare_kg: '0.1' };
const putAway = { act: 'PUT_AWAY', cabinet: 'RES-A', slot: 7, seal: 'R-1', weighed };

describe('the workstation interface', () => {
  let edge: TestEdge;
  beforeAll(async () => {
    edge = await createTestEdge();
  });
  beforeEach(() => {
    edge.services.asked.length = 0;
  });
  const get = async (role: Role, where: string) =>
    request(edge.app)
      .get(where)
      .set(...(await edge.as(role)));
  const post = async (role: Role, where: string, body: object) =>
    request(edge.app)
      .post(where)
      .set(...(await edge.as(role)))
      .send(body);
  const asked = () => edge.services.asked;

  describe('of storage', () => {
    it('shows an officer a bottle whole', async () => {
      expect((await get('officer', path)).body).toEqual(bottle);
      expect((await get('custodian', bottles)).body).toEqual({ items: [bottle], next: null });
      expect((await get('preparer', '/api/v1/storage/cabinets')).body).toEqual({ items: [cabinet] });
    });

    it('shows a preparer no words of those who know the cargo, and his own', async () => {
      const answers = [
        await get('preparer', path),
        await get('preparer', bottles),
        await post('preparer', `${path}/place`, putAway),
      ];
      for (const { status, text } of answers) {
        expect(status).toBe(200);
        expect(text).not.toContain('Example Star');
        expect(text).toContain('in order');
      }
    });

    it.each<[object, object]>([
      [{ act: 'SCAN' }, { id: 'RES-A', type: 'cabinet.scan' }],
      [
        { act: 'SETTLE', no: 4, carriedOut: false, reason: 'looked' },
        { id: 'RES-A', type: 'order.settled', no: 4, carriedOut: false, reason: 'looked' },
      ],
      [
        { act: 'CONFIRM', no: 4 },
        { id: 'RES-A', type: 'order.confirmed', no: 4 },
      ],
      [
        { act: 'DECLINE', no: 4, reason: 'looked' },
        { id: 'RES-A', type: 'order.declined', no: 4, reason: 'looked' },
      ],
    ])('a preparer has the machine of a cabinet do %j', async (body, what) => {
      const { status, body: answer } = await post('preparer', '/api/v1/storage/cabinets/RES-A/acts', body);
      expect([status, answer]).toEqual([200, cabinet]);
      expect(asked()).toEqual([expect.objectContaining({ method: 'actOnCabinet', by: 'preparer', what })]);
      expect((await post('officer', '/api/v1/storage/cabinets/RES-A/acts', body)).status).toBe(403);
    });

    it('finds by where, what and when', async () => {
      await get('officer', `${bottles}?cabinet=RES-A&status=stored&due=true&onHold=false&quarantined=true`);
      await get('officer', bottles);
      expect(asked().map(({ what }) => what)).toEqual([
        { cabinet: 'RES-A', status: 'stored', due: true, onHold: false, quarantined: true, limit: 200 },
        { limit: 200 },
      ]);
      expect((await get('officer', `${bottles}?due=soon`)).body).toMatchObject({ status: 422, field: 'due' });
      expect((await get('officer', `${bottles}?status=gone`)).body).toMatchObject({
        status: 422,
        field: 'status',
      });
    });

    it.each<[Role, string, object, object]>([
      [
        'preparer',
        'place',
        putAway,
        { type: 'bottle.put-away', cabinet: 'RES-A', slot: 7, seal: 'R-1', sealOff: null, weighed },
      ],
      [
        'custodian',
        'place',
        { act: 'MOVE', cabinet: 'B', slot: 1, reason: 'full' },
        { type: 'bottle.move', cabinet: 'B', slot: 1, reason: 'full' },
      ],
      ['custodian', 'fetch', { act: 'FETCH', reason: 'look' }, { type: 'bottle.fetch', reason: 'look' }],
      [
        'officer',
        'fetch',
        { act: 'USED_UP', reason: 'tested' },
        { type: 'bottle.used-up', reason: 'tested' },
      ],
      [
        'officer',
        'keeping',
        { act: 'RETAIN', until: '2026-08-01', reason: 'contract' },
        { type: 'storage.retain-until', until: '2026-08-01', reason: 'contract' },
      ],
      [
        'officer',
        'keeping',
        { act: 'RETAIN', countedFrom: '2026-08-01T08:00:00+08:00', reason: 'told' },
        { type: 'storage.retain-until', countedFrom: '2026-08-01T00:00:00.000Z', reason: 'told' },
      ],
      ['officer', 'keeping', { act: 'HOLD', reason: 'claim' }, { type: 'hold.set', reason: 'claim' }],
      [
        'officer',
        'keeping',
        { act: 'LIFT_HOLD', no: 1, reason: 'over' },
        { type: 'hold.lifted', no: 1, reason: 'over' },
      ],
      [
        'officer',
        'keeping',
        { act: 'LIFT_QUARANTINE', reason: 'seen' },
        { type: 'quarantine.lifted', reason: 'seen' },
      ],
      [
        'custodian',
        'disposal',
        { act: 'PROPOSE', method: 'burnt', reason: 'over' },
        { type: 'disposal.proposed', method: 'burnt', reason: 'over' },
      ],
      ['officer', 'disposal', { act: 'CONFIRM' }, { type: 'disposal.confirmed' }],
      [
        'officer',
        'disposal',
        { act: 'DECLINE', reason: 'not yet' },
        { type: 'disposal.declined', reason: 'not yet' },
      ],
    ])('hands on what a %s tells at %s: %j', async (role, where, body, event) => {
      expect((await post(role, `${path}/${where}`, body)).status).toBe(200);
      expect(asked()).toEqual([{ method: 'actOnBottle', by: role, what: { id: bottleId, ...event } }]);
    });

    it.each<[string, Role, string, object, string]>([
      ['no slot', 'preparer', 'place', { ...putAway, slot: 0 }, 'slot'],
      [
        'a float',
        'preparer',
        'place',
        { ...putAway, weighed: { ...weighed, gross_kg: 0.85 } },
        'weighed.gross_kg',
      ],
      [
        'no word of its seal',
        'preparer',
        'place',
        { act: 'PUT_AWAY', cabinet: 'A', slot: 1, weighed },
        'seal',
      ],
      ['no reason', 'custodian', 'fetch', { act: 'FETCH' }, 'reason'],
      ['no day', 'officer', 'keeping', { act: 'RETAIN', reason: 'because' }, 'until'],
      [
        'no day of the calendar',
        'officer',
        'keeping',
        { act: 'RETAIN', until: '2026-02-30', reason: 'because' },
        'until',
      ],
      ['no act', 'officer', 'disposal', { act: 'BURN' }, 'act'],
    ])('refuses %s, by its name', async (_what, role, where, body, field) => {
      expect((await post(role, `${path}/${where}`, body)).body).toMatchObject({ status: 422, field });
      expect(asked()).toEqual([]);
    });

    it('does not know other bottles', async () => {
      expect((await get('officer', `${bottles}/none`)).body).toMatchObject({
        status: 404,
        code: 'STORED_BOTTLE_NOT_FOUND',
      });
    });
  });

  describe('of transport', () => {
    const { parties: _, ...shown } = carriage;

    it('shows a carriage to who takes part, to overseers, and to who holds a container of it', async () => {
      for (const role of ['preparer', 'analyst', 'custodian'] as const)
        expect((await get(role, carriages)).body).toEqual({ items: [shown], next: null });
      expect((await get('sampler', carriages)).body).toEqual({ items: [], next: null });
      expect((await get('sampler', `${carriages}?code=C-1`)).body).toEqual({ items: [shown], next: null });
      expect((await get('sampler', `${carriages}?code=C-2`)).body).toEqual({ items: [], next: null });
      const one = `${carriages}/${encodeURIComponent(carriageId)}`;
      expect((await get('analyst', one)).body).toEqual(shown);
      expect((await get('sampler', one)).body).toMatchObject({ status: 404, code: 'CARRIAGE_NOT_FOUND' });
    });

    it('lets nothing of the cargo out, whatever the house hands it', async () => {
      const house = edge.services.transport;
      const { open } = house;
      house.open = async () => [
        { ...carriage, ...{ vessel: 'MV Example Star', parent: 'consignment/5316.1' } },
      ];
      expect((await get('preparer', carriages)).text).not.toMatch(/Example|consignment/);
      house.open = open;
    });

    it('takes a wish, with what is usual where nothing is said', async () => {
      const wish = { codes: ['C-1'], from: 'line', to: 'laboratory', means: { kind: 'tube', tube: 'T-1' } };
      expect((await post('preparer', carriages, wish)).status).toBe(201);
      const means = { ...wish.means, urgency: 'normal' };
      expect(asked()).toEqual([
        { method: 'requestCarriage', by: 'preparer', what: { ...wish, means, receiver: null } },
      ]);
    });

    it.each<[object, object]>([
      [
        { act: 'RELEASE', containers: [{ code: 'C-1', seal: null, ...weighed }] },
        { type: 'carriage.released', containers: [{ code: 'C-1', seal: null, ...weighed }] },
      ],
      [
        { act: 'TAKE', carrier: 'van 1' },
        { type: 'carriage.taken', carrier: 'van 1', trayInPlace: false },
      ],
      [
        { act: 'RECEIVE', containers: [{ code: 'C-1', seal: 'S-1', gross_kg: '0.85' }], condition: 'dry' },
        {
          type: 'carriage.received',
          containers: [{ code: 'C-1', seal: 'S-1', gross_kg: '0.85' }],
          missing: [],
          condition: 'dry',
        },
      ],
      [
        { act: 'REFUSE', reason: 'wet' },
        { type: 'carriage.refused', reason: 'wet' },
      ],
      [
        { act: 'MISS', reason: 'stuck' },
        { type: 'carriage.missed', reason: 'stuck' },
      ],
      [
        { act: 'WITHDRAW', reason: 'not needed' },
        { type: 'carriage.withdrawn', reason: 'not needed' },
      ],
    ])('hands on %j', async (body, event) => {
      expect((await post('analyst', acts, body)).status).toBe(200);
      expect(asked()).toEqual([
        { method: 'actOnCarriage', by: 'analyst', what: { id: carriageId, ...event } },
      ]);
    });

    it('shows tubes, and takes from who works at a station where a carrier is', async () => {
      expect((await get('analyst', '/api/v1/tubes')).body).toEqual({ items: [pneumaticTube] });
      const settle = { act: 'SETTLE', no: 4, found: 'departure', reason: 'looked' };
      const { status, body } = await post('analyst', '/api/v1/tubes/T-1/acts', settle);
      expect([status, body]).toEqual([200, pneumaticTube]);
      const what = { tube: 'T-1', type: 'transfer.settled', no: 4, found: 'departure', reason: 'looked' };
      expect(asked()).toEqual([{ method: 'actOnTube', by: 'analyst', what }]);
      expect((await post('officer', '/api/v1/tubes/T-1/acts', settle)).status).toBe(403);
      const elsewhere = { ...settle, found: 'elsewhere' };
      expect((await post('analyst', '/api/v1/tubes/T-1/acts', elsewhere)).body).toMatchObject({ status: 422, field: 'found' });
    });

    it('takes a loss from an officer alone', async () => {
      const loss = acts.replace('/acts', '/loss');
      expect((await post('officer', loss, { reason: 'searched' })).status).toBe(200);
      expect((await post('custodian', loss, { reason: 'searched' })).body).toMatchObject({
        code: 'ROLE_MISSING',
      });
      expect(asked()).toEqual([
        {
          method: 'actOnCarriage',
          by: 'officer',
          what: { id: carriageId, type: 'carriage.given-up', reason: 'searched' },
        },
      ]);
    });

    it.each<[string, string, object, string]>([
      ['nothing to carry', carriages, { codes: [], from: 'a', to: 'b', means: { kind: 'person' } }, 'codes'],
      [
        'a tube without its name',
        carriages,
        { codes: ['C-1'], from: 'a', to: 'b', means: { kind: 'tube' } },
        'means.tube',
      ],
      [
        'a container without its seal',
        acts,
        { act: 'RELEASE', containers: [{ code: 'C-1', ...weighed }] },
        'containers.0.seal',
      ],
      ['no condition', acts, { act: 'RECEIVE', containers: [] }, 'condition'],
    ])('refuses %s, by its name', async (_what, where, body, field) => {
      expect((await post('preparer', where, body)).body).toMatchObject({ status: 422, field });
      expect(asked()).toEqual([]);
    });
  });
});
