import { outstandingSince, turnaround } from './since.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 4, 4, 3, minute)).toISOString();
const hold = (no: number, settled: boolean) => ({
  no,
  by: 'o',
  at: at(no),
  finding: 'LISTED_PEST',
  unitNo: null,
  whileUnloading: true,
  treatment: 'none' as const,
  remark: '',
  evidence: [],
  stopsDischarge: true,
  allowed: [],
  settled: settled ? { by: 'o', at: at(50), outcome: 'HOLD' as const, reason: 'r' } : null,
});
const nothing = { declaredAt: at(0), units: [], holds: [], certifiedAt: null };

describe('since when something is outstanding', () => {
  it('a finding since it was found, as long as it is not settled', () => {
    const holds = [hold(3, false), hold(7, true)];
    expect(outstandingSince('SETTLE_FINDING', { ...nothing, holds })).toBe(at(3));
  });

  it('customs since the certificate was issued; what nobody tells is not made up', () => {
    const certified = { ...nothing, certifiedAt: at(9) };
    expect(outstandingSince('CUSTOMS_DECIDES', certified)).toBe(at(9));
    expect(outstandingSince('PREPARE_CERTIFICATE', certified)).toBeNull();
  });
});

describe('turnaround', () => {
  const open = { declaredAt: at(0), status: 'working', decisions: [], ended: null };

  it('runs until customs has decided, or the inspection was ended', () => {
    expect(turnaround(open, Date.parse(at(10)))).toEqual({ seconds: 600, over: false });
    const ended = { by: 'o', at: at(5), kind: 'withdrawn' as const, reason: 'r' };
    expect(turnaround({ ...open, ended }, Date.parse(at(10)))).toEqual({ seconds: 300, over: true });
  });
});
