import { KeyedRandom } from '../random.ts';
import { CutSchedule, SAMPLER_CYCLE } from './cut-schedule.ts';
import { Parcel } from './parcel.ts';
import { micros } from './plant-time.ts';

const random = new KeyedRandom(11);

describe('parcel', () => {
  const parcel = new Parcel(random, 'S-1', 800, { nominal: 1500, maximum: 2000 });

  it('brings exactly its mass, then nothing', () => {
    expect(parcel.amountAt(parcel.duration)).toBe(800);
    expect(parcel.amountAt(parcel.duration - 1)).toBeLessThan(800);
    expect(parcel.amountAt(parcel.duration - 1)).toBeGreaterThan(799.999);
    expect(parcel.flowAt(parcel.duration)).toBe(0);
  });

  it('has a flow whose sum over time is the mass that passed', () => {
    let tonnes = 0;
    for (let s = 0; s < 900; s += 0.5) tonnes += (parcel.flowAt(micros(s + 0.25)) / 3600) * 0.5;
    expect(tonnes).toBeCloseTo(parcel.amountAt(micros(900)), 3);
  });

  it.each([
    [1500, 1200, 1800],
    [1900, 1800, 2000],
    [2500, 1999, 2000],
  ])('stays with a mean of %i t/h between %i and %i', (nominal, low, high) => {
    const tested = new Parcel(random, 'S-2', 3000, { nominal, maximum: 2000 });
    for (let at = 0; at < tested.duration; at += micros(7)) {
      expect(tested.flowAt(at)).toBeGreaterThanOrEqual(low);
      expect(tested.flowAt(at)).toBeLessThanOrEqual(high);
    }
  });

  it('knows when so many tonnes have passed', () => {
    for (const tonnes of [0.001, 17, 399.5, 800]) {
      const at = parcel.instantOf(tonnes);
      expect(parcel.amountAt(at)).toBeGreaterThanOrEqual(tonnes);
      expect(parcel.amountAt(at - 1)).toBeLessThan(tonnes);
    }
  });
});

describe('cut schedule', () => {
  function positions(basis: 1 | 2 | 3, interval: number, count: number): number[] {
    const schedule = CutSchedule.begin(random, 'S-1', { basis, interval }, 0);
    return Array.from({ length: count }, () => {
      const { nextPosition } = schedule;
      schedule.advance();
      return nextPosition;
    });
  }

  it('starts at a random point of the first interval and keeps equal intervals', () => {
    const times = positions(1, 60, 50);
    expect(times[0]).toBeGreaterThanOrEqual(0);
    expect(times[0]).toBeLessThan(micros(60));
    for (const [k, time] of times.entries()) expect(time).toBe((times[0] ?? 0) + k * micros(60));
  });

  it('draws the start anew for each sample', () => {
    const starts = new Set(
      ['S-1', 'S-2', 'S-3'].map(
        (id) => CutSchedule.begin(random, id, { basis: 1, interval: 60 }, 0).nextPosition,
      ),
    );
    expect(starts.size).toBe(3);
  });

  it('cuts stratified random once in each stratum, never closer than the sampler’s cycle', () => {
    const times = positions(3, 12, 400);
    for (const [k, time] of times.entries()) {
      expect(time).toBeGreaterThanOrEqual(k * micros(12));
      expect(time).toBeLessThan((k + 1) * micros(12) + micros(SAMPLER_CYCLE));
      if (k > 0) expect(time - (times[k - 1] ?? 0)).toBeGreaterThanOrEqual(micros(SAMPLER_CYCLE));
    }
  });
});
