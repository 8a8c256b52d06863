/**
 * Plant time: whole microseconds since the plant program booted. Integers, because sums of fractions would depend
 * on the tick size; 2^53 µs are 285 years, enough also at a time factor of 1500.
 */
export type PlantMicros = number;

export const MICROS_PER_SECOND = 1_000_000;

/** Plant seconds to whole microseconds. */
export const micros = (seconds: number): PlantMicros => Math.round(seconds * MICROS_PER_SECOND);
