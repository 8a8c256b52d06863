import type { SiteConfig } from '../../config/site/load.ts';
import { defaultTelemetry } from '../../config/site/telemetry-schema.ts';
import type { TelemetryLimits } from '../storage/ports.ts';

const hour = 3_600_000;

/** For how long a site keeps the past of its process values, ms. */
export function telemetryLimits({ telemetry = {} }: SiteConfig): TelemetryLimits {
  const { raw_hours, minutes_days } = { ...defaultTelemetry, ...telemetry };
  return { raw: raw_hours * hour, minutes: minutes_days * 24 * hour };
}
