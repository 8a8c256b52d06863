import { countsAmount, type CutSettings } from '../world/cut-schedule.ts';
import type { ProcessImage, TagDefinition, TagType } from './process-image.ts';

export interface Range {
  readonly low: number;
  readonly high: number;
}

/** Intervals between planned cuts a sampler takes: s on bases 1 and 3, t or m³ on bases 2 and 4. */
export interface IntervalRanges {
  readonly time: Range;
  readonly amount: Range;
}

/** A setting of a sampler with its published range. */
export const setting = (type: TagType, path: string, low: number, high: number): TagDefinition => ({
  path,
  type,
  access: 'W',
  range: { low, high },
});

/** The intervals a sampler can keep: never shorter than its cycle, at the greatest flow there is. */
export const keepableIntervals = (
  cycle: number,
  maximumFlow: number,
  longest: { readonly time: number; readonly amount: number },
): IntervalRanges => ({
  time: { low: cycle, high: longest.time },
  amount: { low: (maximumFlow * cycle) / 3600, high: longest.amount },
});

/** The range to publish for an interval whose unit depends on the basis: the wider of the two. */
export const publishedInterval = ({ time, amount }: IntervalRanges): Range => ({
  low: Math.min(time.low, amount.low),
  high: Math.max(time.high, amount.high),
});

/** True when the interval lies in the range of its basis. Float tags carry 7 digits, so the bounds allow for their rounding. */
export function intervalInRange({ basis, interval }: CutSettings, ranges: IntervalRanges): boolean {
  const { low, high } = countsAmount(basis) ? ranges.amount : ranges.time;
  return interval >= Math.fround(low) && interval <= Math.fround(high);
}

/** True when every setting that has a published range lies in it, and whole-number settings are whole. */
export function settingsInRange(definitions: readonly TagDefinition[], image: ProcessImage): boolean {
  return definitions.every(({ path, range }) => {
    if (!range) return true;
    const value = image.number(path);
    return value >= Math.fround(range.low) && value <= Math.fround(range.high);
  });
}
