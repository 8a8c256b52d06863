import { z } from 'zod';

/** How long the past of process values is kept. Both optional: what is absent is as `defaultTelemetry` says. */
export const telemetrySchema = z.strictObject({
  /** Second by second, hours. */
  raw_hours: z.int().min(1).max(168).exactOptional(),
  /** Minute by minute, days. */
  minutes_days: z.int().min(1).max(4000).exactOptional(),
});

/** A day, so that a shift can be looked at closely after it; and more than a year, so that a season can be compared with the one before. */
export const defaultTelemetry = { raw_hours: 24, minutes_days: 400 } as const satisfies Required<
  z.infer<typeof telemetrySchema>
>;
