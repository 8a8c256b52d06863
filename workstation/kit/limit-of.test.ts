import { isOnValue } from './limit-of.ts';

const lead = { item: 'Pb', basis: 'ar' } as const;
const ash = [
  { item: 'A', basis: 'ad' },
  { item: 'A', basis: 'd' },
] as const;

describe('a verdict', () => {
  it('on a limit of a basis is on the value of that basis alone', () => {
    const dry = { limit: { item: 'A', basis: 'd' } } as const;
    expect(ash.map((value) => isOnValue(dry, value, ash))).toEqual([false, true]);
  });

  it('on a limit without a basis is on the only value of its item, and on none where there are several', () => {
    expect(isOnValue({ limit: { item: 'Pb', basis: null } }, lead, [lead])).toBe(true);
    expect(ash.map((value) => isOnValue({ limit: { item: 'A', basis: null } }, value, ash))).toEqual([
      false,
      false,
    ]);
  });

  it('is of its lot', () => {
    const first = { ...lead, lot: 1 };
    const second = { ...lead, lot: 2 };
    const judged = { limit: { item: 'Pb', basis: null }, lot: 2 } as const;
    expect([first, second].map((value) => isOnValue(judged, value, [first, second]))).toEqual([false, true]);
  });
});
