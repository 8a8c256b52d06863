import { actsOf } from './carriage-acts.ts';

const at = '2026-05-04T03:21:00.000Z';
const giver = { id: 'preparer1', name: '孙制' };
const other = { id: 'custodian1', name: '何管' };
const released = { status: 'released', receiver: null, requested: { by: giver.name, at }, released: { by: giver.name, at } };

it('who released a carriage withdraws it and does not receive it', () => {
  expect(actsOf(released, giver)).toEqual(['TAKE', 'WITHDRAW']);
  expect(actsOf(released, other)).toEqual(['TAKE', 'RECEIVE', 'REFUSE']);
});

it('a carriage to somebody by name is received by nobody else', () => {
  expect(actsOf({ ...released, receiver: other.id }, other)).toContain('RECEIVE');
  expect(actsOf({ ...released, receiver: 'analyst1' }, other)).toEqual(['TAKE']);
});

it('what nobody knows the state of has nothing to be told', () => {
  expect(actsOf({ ...released, status: 'unheard-of' }, other)).toEqual([]);
});
