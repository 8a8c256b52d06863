import { actsFor } from './bottle-acts.ts';
import type { Bottle } from './bottle-acts.ts';

const bottle: Bottle = {
  id: 'storage/X', code: 'X', kind: 'retained', status: 'stored', slot: null, claim: null, slotRefusal: null, inMachine: false, keepUntil: null,
  disposableFrom: '2026-06-01', decidedBy: 'rule', retentionOverAt: null, onHold: false, holds: [], quarantined: false, findings: [],
  wantedForTest: false, disposal: null, record: [], startedAt: '', endedAt: null,
}; // prettier-ignore
const disposal = { by: 'Li', notBy: 'li', at: '', reason: null, method: '' };

describe('what may be done with a bottle', () => {
  it('offers disposal when retention is over, and never on hold', () => {
    expect(actsFor(bottle, 'li', '2026-06-01')).toContain('PROPOSE');
    expect(actsFor(bottle, 'li', '2026-05-31')).not.toContain('PROPOSE');
    expect(actsFor({ ...bottle, onHold: true }, 'li', '2026-06-01')).not.toContain('PROPOSE');
    expect(actsFor({ ...bottle, disposableFrom: null }, 'li', '2026-06-01')).not.toContain('PROPOSE');
  });

  it('lets nobody confirm what he proposed', () => {
    const proposed: Bottle = { ...bottle, status: 'disposing', disposal };
    expect(actsFor(proposed, 'li', '2026-06-01')).toEqual(['DECLINE', 'HOLD']);
    expect(actsFor(proposed, 'wang', '2026-06-01')).toContain('CONFIRM');
  });

  it('does not offer to move what only a machine gives out', () => {
    expect(actsFor(bottle, 'li', '2026-06-01')).toContain('MOVE');
    expect(actsFor({ ...bottle, inMachine: true }, 'li', '2026-06-01')).not.toContain('MOVE');
  });

  it('offers nothing while a cabinet is asked, and at the end', () => {
    expect(actsFor({ ...bottle, status: 'claiming' }, 'li', '2026-06-01')).toEqual([]);
    expect(actsFor({ ...bottle, status: 'fetching' }, 'li', '2026-06-01')).toEqual([]);
    expect(actsFor({ ...bottle, status: 'disposed' }, 'li', '2026-06-01')).toEqual([]);
  });
});
