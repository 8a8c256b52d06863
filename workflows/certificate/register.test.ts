import type { Actor } from '../kernel/process.ts';
import { Rehearsal } from '../kernel/testing/rehearsal.ts';
import { certificateRegisterDefinition } from './register.ts';
import type { RegisterContext } from './register.ts';

const open = () =>
  Rehearsal.begin<RegisterContext>(certificateRegisterDefinition, 'certificate-register/DG-2026-11', {
    office: 'DG',
    kind: '11',
    year: 2026,
    pattern: '{office}{year}-{kind}-{serial:6}',
  });
const by = (id: string): Actor => ({ kind: 'process', id });
const request = { type: 'number.requested' };
const numbersOf = ({ context }: ReturnType<typeof open>) =>
  context.numbers.map(({ number, status }) => `${number} ${status}`);

describe('the register of certificate numbers', () => {
  it('gives numbers in order, each to who asked', () => {
    const first = open().give(request, by('certificate/a'));
    expect(first.messages('certificate/a')).toEqual([
      { type: 'number.allocated', number: 'DG2026-11-000001', serial: 1 },
    ]);
    const second = first.give(request, by('certificate/b'));
    expect(second.messages('certificate/b')).toEqual([
      { type: 'number.allocated', number: 'DG2026-11-000002', serial: 2 },
    ]);
  });

  it('gives who asks again the same number', () => {
    const again = open().give(request, by('certificate/a')).give(request, by('certificate/a'));
    expect(again.messages('certificate/a')).toEqual([
      { type: 'number.allocated', number: 'DG2026-11-000001', serial: 1 },
    ]);
    const used = again
      .give({ type: 'number.used', number: 'DG2026-11-000001' })
      .give(request, by('certificate/a'));
    expect(used.messages()).toMatchObject([{ number: 'DG2026-11-000001' }]);
    expect(numbersOf(used)).toEqual(['DG2026-11-000001 used']);
  });

  it('keeps a void number on record, with its reason, and goes on behind it', () => {
    const after = open()
      .give(request, by('certificate/a'))
      .give({ type: 'number.voided', number: 'DG2026-11-000001', reason: 'not printable' })
      .give(request, by('certificate/b'))
      .give({ type: 'number.used', number: 'DG2026-11-000002' });
    expect(numbersOf(after)).toEqual(['DG2026-11-000001 void', 'DG2026-11-000002 used']);
    expect(after.context.numbers[0]?.reason).toBe('not printable');
  });

  it('gives who asks after its number was voided a new one', () => {
    const anew = open()
      .give(request, by('certificate/a'))
      .give({ type: 'number.voided', number: 'DG2026-11-000001', reason: 'r' })
      .give(request, by('certificate/a'));
    expect(anew.messages()).toMatchObject([{ number: 'DG2026-11-000002', serial: 2 }]);
  });

  it('has no gap whatever was used or voided', () => {
    const many = Array.from({ length: 12 }, (_, index) => index).reduce((register, index) => {
      const asked = register.give(request, by(`certificate/${index}`));
      const number = String(asked.messages()[0]?.['number']);
      return asked.give(
        index % 3 === 0 ? { type: 'number.voided', number, reason: 'r' } : { type: 'number.used', number },
      );
    }, open());
    expect(many.context.numbers.map(({ serial }) => serial)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });
});
