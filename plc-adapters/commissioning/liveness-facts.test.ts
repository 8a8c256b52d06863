import { clockFindings, heartbeatFindings, judgeHeartbeat } from './liveness-facts.ts';
import type { StatedReading } from './tag-facts.ts';

const read = (value: StatedReading['value']): StatedReading => ({ value, quality: 'good', status: 'Good', sourceTime: null });
const timing = { plcHeartbeatMs: 500, plcHeartbeatLostAfter: 3 };
const codes = (first: number, second: number, elapsedMs: number, notifications = 5) =>
  heartbeatFindings(judgeHeartbeat(read(first), read(second), elapsedMs), notifications, timing).map(
    ({ severity, code }) => `${severity} ${code}`,
  );

describe('the heartbeat', () => {
  it('beats in its period', () => {
    expect(judgeHeartbeat(read(10), read(14), 2000)).toEqual({ first: 10, second: 14, elapsedMs: 2000, periodMs: 500 });
    expect(codes(10, 14, 2000)).toEqual([]);
  });

  it('stands', () => {
    expect(codes(10, 10, 2000)).toEqual(['fault HEARTBEAT_STANDS']);
  });

  it('is too slow when the driver would take the unit for dead', () => {
    expect(codes(10, 11, 1500)).toEqual([]);
    expect(codes(10, 11, 1501)).toEqual(['fault HEARTBEAT_SLOW']);
  });

  it('beats when the counter began anew', () => {
    expect(codes(4_294_967_295, 1, 1000)).toEqual([]);
  });

  it('beats, but the subscription says nothing', () => {
    expect(codes(10, 14, 2000, 0)).toEqual(['warning NOTHING_NOTIFIED']);
  });

  it('is unknown when it cannot be read', () => {
    expect(judgeHeartbeat(undefined, read(4), 2000)).toBeNull();
    expect(heartbeatFindings(null, 0, timing)).toEqual([]);
  });
});

describe('the PLC’s clock', () => {
  const now = '2026-11-22T08:00:00.000Z';
  it.each([
    ['2026-11-22T08:00:05.000Z', []],
    ['2026-11-22T08:00:05.001Z', ['The PLC’s clock is 5 s ahead of ours; its records carry its time.']],
    ['2026-11-22T07:00:00.000Z', ['The PLC’s clock is 3600 s behind ours; its records carry its time.']],
  ])('at %s against 08:00', (time, messages) => {
    expect(clockFindings(read(time), now).map(({ message }) => message)).toEqual(messages);
  });

  it('is not judged where it is not shown', () => {
    expect(clockFindings(undefined, now)).toEqual([]);
  });
});
