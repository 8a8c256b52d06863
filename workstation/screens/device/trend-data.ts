/** A stretch of time with what was seen in it; one that is not there was not seen, or was stale or bad. */
export interface Bucket {
  readonly from: string;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly last: number;
  readonly quality: string;
}

/** Columns of a chart: times in s since 1970, and for each the lowest, mean and highest value; null where nothing is known. */
export type ChartData = readonly [
  times: number[],
  low: (number | null)[],
  mean: (number | null)[],
  high: (number | null)[],
];

/** Lays buckets on an even grid from beginning to end, so that what was not seen stays a gap and is never bridged by a line. */
export function chartData(
  { from, to, width_s: width }: { readonly from: string; readonly to: string; readonly width_s: number },
  buckets: readonly Bucket[],
): ChartData {
  const start = Date.parse(from) / 1000;
  const count = Math.max(1, Math.ceil((Date.parse(to) / 1000 - start) / width));
  const times = Array.from({ length: count }, (_, index) => start + index * width);
  const empty = (): (number | null)[] => Array.from({ length: count }, () => null);
  const [low, mean, high] = [empty(), empty(), empty()];
  for (const bucket of buckets) {
    const index = Math.floor((Date.parse(bucket.from) / 1000 - start) / width);
    if (index < 0 || index >= count) continue;
    low[index] = bucket.min;
    mean[index] = bucket.mean;
    high[index] = bucket.max;
  }
  return [times, low, mean, high];
}

/** What the scale of a chart spans: the tag's range where it has one, and all that was seen. */
export function scaleOf(
  range: { readonly low: number; readonly high: number } | null,
  buckets: readonly Bucket[],
): readonly [low: number, high: number] {
  const low = Math.min(...buckets.map(({ min }) => min), ...(range ? [range.low] : []));
  const high = Math.max(...buckets.map(({ max }) => max), ...(range ? [range.high] : []));
  if (!Number.isFinite(low) || !Number.isFinite(high)) return [0, 1];
  return low === high ? [low - 1, high + 1] : [low, high];
}
