import { actsOf } from './carriage-acts.ts';

const at = '2026-05-04T03:21:00.000Z';
const giver = { id: 'preparer1', name: '孙制' };
const other = { id: 'custodian1', name: '何管' };
const deed = { by: giver.name, at };
const byHand = { kind: 'person' } as const;
const released = { status: 'released', means: byHand, receiver: null, requested: deed, released: deed, taken: null };

it('who released a carriage withdraws it and does not receive it', () => {
  expect(actsOf(released, giver)).toEqual(['TAKE', 'WITHDRAW']);
  expect(actsOf(released, other)).toEqual(['TAKE', 'RECEIVE', 'REFUSE']);
});

it('a carriage to somebody by name is received by nobody else', () => {
  expect(actsOf({ ...released, receiver: other.id }, other)).toContain('RECEIVE');
  expect(actsOf({ ...released, receiver: 'analyst1' }, other)).toEqual(['TAKE']);
});

it('what goes by vehicle is received once its carrier is told', () => {
  const byVehicle = { ...released, means: { kind: 'vehicle' } as const };
  expect(actsOf(byVehicle, other)).toEqual(['TAKE', 'REFUSE']);
  expect(actsOf({ ...byVehicle, status: 'carried', taken: { by: other.name, at, carrier: '王运' } }, other)).toContain('RECEIVE');
});

it('what nobody knows the state of has nothing to be told', () => {
  expect(actsOf({ ...released, status: 'unheard-of' }, other)).toEqual([]);
});
