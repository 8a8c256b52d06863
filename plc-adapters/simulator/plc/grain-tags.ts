import { tag, type TagDefinition } from './process-image.ts';
import { keepableIntervals, publishedInterval, setting, type IntervalRanges } from './settings-check.ts';

/** From home to home at the slowest and settled again, s. */
export const DIVERTER_CYCLE = 8;

const LONGEST_INTERVAL = { time: 3600, amount: 5000 } as const;

/** @param maximumFlow t/h */
export const grainIntervals = (maximumFlow: number): IntervalRanges =>
  keepableIntervals(DIVERTER_CYCLE, maximumFlow, LONGEST_INTERVAL);

/**
 * The grain diverter's own tags. Basis and container may stay unwritten: 0 is by mass, and the next free bag. Traverse
 * speeds up to 0.6 m/s, the most at which a slot of three kernels does not sort by size (Gy).
 */
export function grainTags(intervals: IntervalRanges, bags: number): readonly TagDefinition[] {
  const interval = publishedInterval(intervals);
  return [
    setting('Int16', 'Set.Basis', 0, 3),
    setting('Float', 'Set.CutInterval', interval.low, interval.high),
    setting('Float', 'Set.TraverseSpeed', 0.2, 0.6),
    setting('Float', 'Set.DivideRatio', 0.002, 500),
    setting('Int16', 'Set.Container', 0, bags),
    ...tag('R', 'Bool', 'Act.StreamPresent', 'Act.DiverterHomeA', 'Act.DiverterHomeB'),
    ...tag('R', 'Bool', 'Act.ConveyLineClear', 'Act.ProbeBlocked'),
    ...tag('R', 'Float', 'Act.Flow', 'Act.TraverseTime', 'Act.AirPressure', 'Act.Moisture', 'Act.Temp'),
    ...tag('R', 'Double', 'Act.Total', 'Act.SampleMass'),
    ...tag('R', 'UInt32', 'Act.CutCount', 'Act.CutMissed'),
    ...tag('R', 'String', 'Act.BagCode', ...Array.from({ length: bags }, (_, i) => bagCodeAt(i + 1))),
  ];
}

/** Code of the bag at a place, from 1: read when it is hung there and kept, sealed or not, until the next one is. */
export const bagCodeAt = (place: number): string => `Act.BagCodeAt[${place}]`;
