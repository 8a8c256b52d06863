import { chartData, scaleOf } from './trend-data.ts';

const bucket = (minute: number, value: number) => ({
  from: `2026-05-04T03:0${minute}:00.000Z`,
  min: value - 1,
  max: value + 1,
  mean: value,
  last: value,
  quality: 'good',
});
const period = { from: '2026-05-04T03:00:00.000Z', to: '2026-05-04T03:04:00.000Z', width_s: 60 };

describe('a trend', () => {
  it('keeps what was not seen as a gap', () => {
    const [times, low, mean, high] = chartData(period, [bucket(0, 10), bucket(3, 12)]);
    expect(times.map((time) => time - (times[0] ?? 0))).toEqual([0, 60, 120, 180]);
    expect(mean).toEqual([10, null, null, 12]);
    expect([low[0], high[3]]).toEqual([9, 13]);
  });

  it('leaves out what lies outside its period', () => {
    expect(chartData(period, [bucket(5, 10)])[2]).toEqual([null, null, null, null]);
  });

  it('spans the range of its tag and all that was seen', () => {
    expect(scaleOf({ low: 0, high: 20 }, [bucket(0, 25)])).toEqual([0, 26]);
    expect(scaleOf(null, [bucket(0, 25)])).toEqual([24, 26]);
    expect(scaleOf(null, [])).toEqual([0, 1]);
    expect(scaleOf({ low: 3, high: 3 }, [])).toEqual([2, 4]);
  });
});
