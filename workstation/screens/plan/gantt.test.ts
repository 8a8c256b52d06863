import { hoursOf, lanesOf } from './gantt.ts';
import type { Turn } from './gantt.ts';

const now = '2026-05-04T03:00:00.000Z';
const until = '2026-05-04T13:00:00.000Z';
const at = (hour: number) => `2026-05-04T${String(hour).padStart(2, '0')}:00:00.000Z`;
const turn = (from: string | null, to: string | null, other: Partial<Turn> = {}): Turn => ({
  unit: 'CP-01',
  definition: 'coal-preparation',
  run: null,
  kind: 'planned',
  from,
  to,
  reason: null,
  late: false,
  ...other,
});

describe('the plan as bars', () => {
  it('are shares of the period, open where they go beyond it or nobody knows their end', () => {
    const [lane] = lanesOf([turn(at(1), at(5), { kind: 'running' }), turn(at(8), null)], now, until);
    expect(
      lane?.tracks.flat().map(({ start, width, openLeft, openRight }) => [start, width, openLeft, openRight]),
    ).toEqual([
      [0, 0.2, true, false],
      [0.5, 0.5, false, true],
    ]);
  });

  it('stand in tracks of their own where they overlap, and share one where they follow each other', () => {
    const [lane] = lanesOf([turn(at(3), at(5)), turn(at(4), at(6)), turn(at(5), at(7))], now, until);
    expect(lane?.tracks.map((bars) => bars.map(({ start }) => start))).toEqual([[0, 0.2], [0.1]]);
  });

  it('are told apart from what nobody knows the time of, and from other units', () => {
    const lanes = lanesOf(
      [turn(null, null), turn(null, null, { kind: 'cleaning' }), turn(at(4), at(5), { unit: 'CS-01' })],
      now,
      until,
    );
    expect(lanes.map(({ unit, tracks, unknown }) => [unit, tracks.length, unknown.length])).toEqual([
      ['CP-01', 0, 1],
      ['CS-01', 1, 0],
    ]);
  });

  it('leave out what lies outside the period', () => {
    expect(lanesOf([turn(at(1), at(2)), turn(at(14), at(15))], now, until)[0]?.tracks).toEqual([]);
  });

  it('have whole hours marked, not more than a dozen', () => {
    expect(hoursOf('2026-05-04T03:30:00.000Z', '2026-05-04T05:30:00.000Z')).toEqual([
      { at: at(4), share: 0.25 },
      { at: at(5), share: 0.75 },
    ]);
    expect(hoursOf(now, '2026-05-07T03:00:00.000Z').length).toBeLessThanOrEqual(12);
  });
});
