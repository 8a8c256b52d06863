import fc from 'fast-check';
import { instant } from '../kernel/brand.ts';
import { turnaround } from './turnaround.ts';

const at = (minute: number) => instant(new Date(Date.UTC(2026, 2, 5) + minute * 60_000).toISOString());
const unit = (...minutes: readonly number[]) => ({
  reached: minutes.map((minute, index) => ({ stage: `stage ${index + 1}`, at: at(minute) })),
});

it('is the time between a stage and the next, of all units that went on', () => {
  expect(turnaround([unit(0, 10, 40), unit(5, 25), unit(7)])).toEqual([
    { stage: 'stage 1', units: 2, median_min: 10, p90_min: 20, longest_min: 20 },
    { stage: 'stage 2', units: 1, median_min: 30, p90_min: 30, longest_min: 30 },
  ]);
});

it('counts a stage that was reached twice twice', () => {
  const again = {
    reached: [0, 4, 6, 12].map((minute, index) => ({ stage: index % 2 ? 'b' : 'a', at: at(minute) })),
  };
  expect(turnaround([again])).toMatchObject([
    { stage: 'a', units: 2, median_min: 4, longest_min: 6 },
    { stage: 'b', units: 1, median_min: 2 },
  ]);
});

it('without a unit that went on is empty', () => {
  expect(turnaround([unit(3)])).toEqual([]);
});

it('has its quantiles in order, each of them a time that was taken', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(10_000), { minLength: 1, maxLength: 40 }), (minutes) => {
      const [stage] = turnaround(minutes.map((minute) => unit(0, minute)));
      expect(stage?.units).toBe(minutes.length);
      const { median_min = 0, p90_min = 0, longest_min = 0 } = stage ?? {};
      expect(median_min).toBeLessThanOrEqual(p90_min);
      expect(p90_min).toBeLessThanOrEqual(longest_min);
      expect(longest_min).toBe(Math.max(...minutes));
      expect(minutes).toEqual(expect.arrayContaining([median_min, p90_min]));
    }),
    { numRuns: 1000 },
  );
});
