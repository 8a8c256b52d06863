import { unitId } from '../../workflows/kernel/brand.ts';
import { plantUnitProcess } from '../../workflows/plant-unit/messages.ts';
import { caller, eventually, openHouse } from './testing/house.ts';
import type { House } from './testing/house.ts';

const li = caller('li');
const unit = unitId('CS-01');

describe('the alarms of a house', () => {
  let house: House;
  beforeEach(async () => {
    house = await openHouse();
    await link(false, 'never-connected');
  });
  afterEach(() => house.stop());
  /** What the driver of the sampler tells of its link. */
  const link = (live: boolean, reason: string | null) =>
    house.engine.submit(plantUnitProcess(unit), {
      id: `live/${house.clock()}`,
      at: house.clock(),
      actor: { kind: 'plant', id: unit },
      event: { type: 'plant.link', live, reason },
    });
  /** The sampler was not reached in time. */
  const standing = () =>
    eventually(async () =>
      (await house.alarms.open()).find((alarm) => alarm.code === 'UNIT_NOT_LIVE' && alarm.unit === unit),
    );
  const reached = () => link(true, null);

  it('call until they are acknowledged and over; then they are found under the day they ended', async () => {
    const { id } = await standing();
    expect(await house.alarms.acknowledge(li, id)).toMatchObject({
      ok: true,
      value: { id, state: 'acknowledged', acknowledged: { id: 'li' } },
    });
    await reached();
    expect((await house.alarms.open()).map((alarm) => alarm.id)).not.toContain(id);
    expect(await house.alarms.closedOn('2026-03-05')).toMatchObject([{ id, state: 'normal' }]);
    expect(await house.alarms.closedOn('2026-03-04')).toEqual([]);
  });

  it('are acknowledged once, by a name that stays', async () => {
    const { id } = await standing();
    await house.alarms.acknowledge(li, id);
    expect(await house.alarms.acknowledge(caller('wang'), id)).toMatchObject({
      ok: false,
      refusal: { code: 'ALARM_ALREADY_ACKNOWLEDGED', field: 'id' },
    });
    expect((await house.alarms.alarm(id))?.acknowledged?.id).toBe('li');
  });

  it('are shelved for a while with a reason, and taken down again', async () => {
    const { id } = await standing();
    expect(await house.alarms.shelve(li, id, { minutes: 30, reason: 'cable work' })).toMatchObject({
      ok: true,
      value: { state: 'shelved', shelved: { id: 'li', reason: 'cable work' } },
    });
    expect(await house.alarms.unshelve(li, id, 'done')).toMatchObject({
      ok: true,
      value: { state: 'unacknowledged', shelved: null },
    });
    expect(await house.alarms.unshelve(li, id, 'done')).toMatchObject({
      ok: false,
      refusal: { code: 'ALARM_NOT_SHELVED' },
    });
  });

  it('cannot be shelved for longer than a shift, or when they are over', async () => {
    const { id } = await standing();
    expect(await house.alarms.shelve(li, id, { minutes: 481, reason: 'r' })).toMatchObject({
      ok: false,
      refusal: { code: 'SHELVED_TOO_LONG', field: 'minutes' },
    });
    await house.alarms.acknowledge(li, id);
    await reached();
    expect(await house.alarms.shelve(li, id, { minutes: 1, reason: 'r' })).toMatchObject({
      ok: false,
      refusal: { code: 'ALARM_NOT_STANDING' },
    });
  });

  it('that there are not are refused', async () => {
    const refused = { ok: false, refusal: { code: 'NOT_FOUND', field: 'id' } };
    expect(await house.alarms.acknowledge(li, 'UNIT_FAULT-9')).toMatchObject(refused);
    expect(await house.alarms.shelve(li, 'UNIT_FAULT-9', { minutes: 1, reason: 'r' })).toMatchObject(refused);
    expect(await house.alarms.unshelve(li, 'UNIT_FAULT-9', 'r')).toMatchObject(refused);
  });

  it('are counted', async () => {
    await standing();
    const { raised, open } = await house.alarms.statistics(24);
    expect([raised, open.unacknowledged]).toEqual([1, 1]);
  });
});
