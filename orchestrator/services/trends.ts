import type { Instant, UnitId } from '../../workflows/kernel/brand.ts';
import { ok, refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';
import type { Telemetry, TelemetryBucket, TelemetryRead } from '../storage/ports.ts';
import type { DescribedUnit } from './unit-description.ts';

export interface TrendQuery {
  readonly unit: UnitId;
  readonly tags: readonly string[];
  readonly from: Instant;
  readonly to: Instant;
  /** Most points of each curve. */
  readonly points: number;
}

export interface Trends extends Omit<TelemetryRead, 'buckets'> {
  readonly unit: UnitId;
  readonly from: Instant;
  readonly to: Instant;
  readonly series: readonly { readonly tag: string; readonly buckets: readonly TelemetryBucket[] }[];
}

/** What tags of a unit were like. Refuses `UNIT_NOT_FOUND`, `TAG_NOT_RECORDED` (`tag`) and `RANGE_NOT_VALID` (`to`). */
export async function readTrends(
  described: ReadonlyMap<UnitId, DescribedUnit>,
  telemetry: Pick<Telemetry, 'read'>,
  { unit, tags, from, to: wanted, points }: TrendQuery,
  now: Instant,
): Promise<Outcome<Trends>> {
  const display = described.get(unit)?.display;
  if (!display)
    return refuse({
      code: 'UNIT_NOT_FOUND',
      message: `This site has no unit ${unit}.`,
      remedy: 'List the units.',
    });
  const recorded = recordedTags(display);
  const unknown = tags.find((tag) => !recorded.includes(tag));
  if (unknown !== undefined) {
    const message = `${unknown} of ${unit} has no recorded past.`;
    return refuse({
      code: 'TAG_NOT_RECORDED',
      field: 'tag',
      message,
      remedy: 'Name tags of the unit whose "trend" is true.',
    });
  }
  // A value stands until the next: it must not be drawn into the future.
  const to = wanted < now ? wanted : now;
  if (Date.parse(to) <= Date.parse(from)) {
    const message = `The end, ${wanted}, is not after the beginning, ${from}, or the beginning is still to come.`;
    return refuse({
      code: 'RANGE_NOT_VALID',
      field: 'to',
      message,
      remedy: 'Give a "from" in the past and a "to" that is later.',
    });
  }
  const reads = await Promise.all(tags.map((tag) => telemetry.read({ unit, tag, from, to, points })));
  const { width = 0, source = 'raw' } = reads[0] ?? {};
  return ok({
    unit,
    from,
    to,
    width,
    source,
    series: tags.map((tag, index) => ({ tag, buckets: reads[index]?.buckets ?? [] })),
  });
}

/** Tags whose past is kept. */
export const recordedTags = ({ stages }: DescribedUnit['display']): readonly string[] =>
  stages.flatMap(({ tags }) => tags.filter(({ trend }) => trend).map(({ name }) => name));
