import { loadAlarmCatalogue } from '../../config/alarms/load.ts';
import { instant } from '../../workflows/kernel/brand.ts';
import type { Instant } from '../../workflows/kernel/brand.ts';
import { alarmStatistics } from './alarm-statistics.ts';
import type { StoredAlarm } from './alarm-view.ts';

const { rates } = loadAlarmCatalogue();
const words = { zh: 'z', en: 'e' };
const now = instant('2026-03-05T12:00:00.000Z');
const ago = (minutes: number): Instant => instant(new Date(Date.parse(now) - minutes * 60_000).toISOString());
const alarm = (code: StoredAlarm['code'], raisings: readonly Instant[], more: Partial<StoredAlarm> = {}): StoredAlarm => ({
  id: `${code}-${raisings.length}`, condition: code, code, priority: 2, message: words, response: words, consequence: words, unit: null, process: null,
  firstOut: false, occurrences: raisings.length, counted: 0, cause: null, raisings, raisedAt: raisings[0] ?? now, clearedAt: null, acknowledged: null, shelved: null, ...more,
}); // prettier-ignore
const every = (minutes: number, times: number, from = 0) => Array.from({ length: times }, (_, index) => ago(from + index * minutes));

describe('the figures of the alarms', () => {
  it('of a quiet day are nothing', () => {
    expect(alarmStatistics([], now, 24, rates)).toMatchObject({ raised: 0, perHour: 0, peak: null, floods: [], mostFrequent: [] });
  });

  it('count calls in the time asked for, not before it', () => {
    const seen = alarmStatistics([alarm('UNIT_FAULT', [ago(30), ago(59), ago(61)])], now, 1, rates);
    expect([seen.raised, seen.perHour]).toEqual([2, 2]);
  });

  it('call ten in ten minutes a flood, which lasts until a span has fewer than five', () => {
    // Given: spans of ten minutes with 4, 6 and 12 calls, the newest first.
    const calls = [...every(2, 4, 1), ...every(1, 6, 11), ...every(0.5, 12, 21)];
    const { floods, peak } = alarmStatistics([alarm('UNIT_FAULT', calls)], now, 1, rates);
    expect(floods).toEqual([{ from: ago(30), to: ago(10), raised: 18 }]);
    expect(peak).toEqual({ from: ago(30), raised: 12 });
  });

  it('tell nine calls from a flood', () => {
    expect(alarmStatistics([alarm('UNIT_FAULT', every(0.5, 9, 1))], now, 1, rates).floods).toEqual([]);
  });

  it('tell what is open, and what has been for more than a day', () => {
    const by = { id: 'li', at: now };
    const { open } = alarmStatistics(
      [
        alarm('UNIT_FAULT', [ago(60 * 25)]),
        alarm('UNIT_NOT_LIVE', [ago(5)], { acknowledged: by }),
        alarm('RECORDS_LOST', [ago(5)], { clearedAt: ago(5) }),
        alarm('SAMPLE_SUSPECT', [ago(5)], { shelved: { ...by, until: now, reason: 'r' } }),
        alarm('PROCESS_ON_HOLD', [ago(5)], { clearedAt: ago(4), acknowledged: by }),
      ],
      now,
      24,
      rates,
    );
    expect(open).toEqual({ unacknowledged: 2, acknowledged: 1, shelved: 1, stale: 1 });
  });

  it('name what calls most', () => {
    const { mostFrequent } = alarmStatistics([alarm('RECORDS_LOST', [ago(1)]), alarm('UNIT_FAULT', every(1, 3)), alarm('UNIT_FAULT', [ago(2)])], now, 24, rates);
    expect(mostFrequent).toEqual([
      { code: 'UNIT_FAULT', unit: null, raised: 4 },
      { code: 'RECORDS_LOST', unit: null, raised: 1 },
    ]);
  });
});
