import { toRoundTrip } from './round-trip.ts';

describe('round-trip times', () => {
  it('give percentiles that occurred, whatever their order', () => {
    const times = Array.from({ length: 200 }, (_, index) => 200 - index);
    expect(toRoundTrip(times)).toEqual({ reads: 200, p50Ms: 100, p99Ms: 198, longestMs: 200 });
  });

  it('of a single read are that read', () => {
    expect(toRoundTrip([3.14])).toEqual({ reads: 1, p50Ms: 3.1, p99Ms: 3.1, longestMs: 3.1 });
  });
});
