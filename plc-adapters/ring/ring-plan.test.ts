import { atRisk, judgeRecord, planRing, slotOf } from './ring-plan.ts';

const size = 64;
const plan = (consumed: number | null, marked: number, writeIdx: number) =>
  planRing({ consumed, marked, writeIdx, size });

describe('planning what to read of the event ring', () => {
  it.each([
    ['an empty ring', null, 0, 0, null, null],
    ['nothing new', 5, 5, 5, null, null],
    ['the first record', null, 0, 1, { from: 1, to: 1 }, null],
    ['after a restart, the PLC remembers how far we were', null, 10, 12, { from: 11, to: 12 }, null],
    ['our last ReadIdx did not arrive', 12, 10, 14, { from: 13, to: 14 }, null],
    ['exactly a ring full', 0, 0, 64, { from: 1, to: 64 }, null],
    ['one more than a ring full', 0, 0, 65, { from: 2, to: 65 }, { from: 1, to: 1 }],
    ['long away', 100, 100, 1000, { from: 937, to: 1000 }, { from: 101, to: 936 }],
  ])('given %s', (_what, consumed, marked, writeIdx, fetch, gap) => {
    expect(plan(consumed, marked, writeIdx)).toEqual({ fetch, gap, restarted: false });
  });

  it('given a ring begun anew, reads it from its beginning', () => {
    expect(plan(500, 500, 3)).toEqual({ fetch: { from: 1, to: 3 }, gap: null, restarted: true });
    expect(plan(500, 0, 0)).toEqual({ fetch: null, gap: null, restarted: true });
    expect(plan(null, 500, 70)).toEqual({ fetch: { from: 7, to: 70 }, gap: null, restarted: true });
  });

  it('puts record n in slot (n − 1) mod size', () => {
    expect([1, 64, 65, 128, 129].map((idx) => slotOf(idx, size))).toEqual([0, 63, 0, 63, 0]);
  });
});

describe('judging a record that was read', () => {
  it('is at risk when its slot is the next to be written, or the one being written', () => {
    expect([1, 2, 3].map((idx) => atRisk(idx, 64, size))).toEqual([true, false, false]);
    expect([1, 2, 3].map((idx) => atRisk(idx, 65, size))).toEqual([true, true, false]);
  });

  it.each([
    ['read once, its own number', [7, 'S', 1.5], null, 'whole'],
    ['read twice alike', [7, 'S', 1.5], [7, 'S', 1.5], 'whole'],
    ['a later record in its slot', [71, 'S', 1.5], null, 'overwritten'],
    ['overwritten between the reads', [7, 'S', 1.5], [71, 'T', 2.5], 'overwritten'],
    ['new fields under the old number', [7, 'S', 1.5], [7, 'S', 2.5], 'overwritten'],
    ['WriteIdx ahead of the record', [0, '', 0], null, 'not-yet'],
    ['a number that is none', [null, '', 0], null, 'not-yet'],
  ] as const)('given %s', (_what, first, second, verdict) => {
    expect(judgeRecord(7, first, second)).toBe(verdict);
  });
});
