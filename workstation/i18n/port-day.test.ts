import { dayAfter, isDay, portDay, portInstant, portMinute, utcDaysOf } from './port-day.ts';

const shanghai = 'Asia/Shanghai';
const berlin = 'Europe/Berlin';

describe('days of the port', () => {
  it('begin at its midnight, not at that of UTC', () => {
    expect(portDay(Date.parse('2026-05-03T16:00:00Z'), shanghai)).toBe('2026-05-04');
    expect(portDay(Date.parse('2026-05-03T15:59:59Z'), shanghai)).toBe('2026-05-03');
    expect(portMinute(Date.parse('2026-05-03T16:07:59Z'), shanghai)).toBe('2026-05-04T00:07');
    expect(portInstant('2026-05-04', '00:00', shanghai)).toBe('2026-05-03T16:00:00.000Z');
    expect(portInstant('2026-05-04', '08:30:15', 'UTC')).toBe('2026-05-04T08:30:15.000Z');
    expect(utcDaysOf('2026-05-04', shanghai)).toEqual(['2026-05-03', '2026-05-04']);
    expect(utcDaysOf('2026-05-04', 'America/Sao_Paulo')).toEqual(['2026-05-04', '2026-05-05']);
    expect(utcDaysOf('2026-05-04', 'UTC')).toEqual(['2026-05-04']);
  });

  it('are 23 and 25 hours long where clocks are changed', () => {
    const length_h = (day: string) =>
      (Date.parse(portInstant(dayAfter(day), '00:00', berlin)) - Date.parse(portInstant(day, '00:00', berlin))) / 3_600_000;
    expect([length_h('2026-03-29'), length_h('2026-10-25'), length_h('2026-05-04')]).toEqual([23, 25, 24]);
  });

  it('are told from other text', () => {
    expect([isDay('2026-05-04'), isDay('2026-02-30'), isDay('today'), isDay(null)]).toEqual([true, false, false, false]);
    expect([dayAfter('2026-12-31'), dayAfter('2026-03-01', -1)]).toEqual(['2027-01-01', '2026-02-28']);
  });
});
