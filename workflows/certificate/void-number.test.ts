import { processId } from '../kernel/brand.ts';
import type { Actor } from '../kernel/process.ts';
import { Rehearsal } from '../kernel/testing/rehearsal.ts';
import { voidNumberDefinition } from './void-number.ts';
import type { VoidNumberContext } from './void-number.ts';

const register = processId('certificate-register/DG-2026-11');
const begin = { office: 'DG', kind: '11', year: 2026, pattern: '{office}{year}-{kind}-{serial:6}' };
const by: Actor = { kind: 'process', id: register };

describe('a number that is lost', () => {
  const asking = () =>
    Rehearsal.begin<VoidNumberContext>(voidNumberDefinition, 'void-number/DG-2026-11-1', {
      register,
      begin,
      reason: 'issued after the backup',
    });

  it('is taken from the register, and given back to it as void with the reason', () => {
    expect(asking().messages(register)).toEqual([{ type: 'number.requested' }]);
    const taken = asking().give({ type: 'number.allocated', number: 'DG2026-11-000001', serial: 1 }, by);
    expect(taken.messages(register)).toEqual([
      { type: 'number.voided', number: 'DG2026-11-000001', reason: 'issued after the backup' },
    ]);
    expect(taken.context.number).toBe('DG2026-11-000001');
  });
});
