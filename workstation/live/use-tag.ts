import { use, useCallback, useSyncExternalStore } from 'react';
import type { PlantValue } from '../kit/plant-tag.ts';
import type { Link, Reading, UnitValues } from './live-store.ts';
import { LiveContext, isCurrent, useLink, useReading, useUnitValues } from './use-live.ts';

/** A tag's value with what tells whether it may be believed. */
export interface TagReading {
  /** What is shown: the value when it is current, otherwise the last one known; null when there never was one. */
  readonly value: PlantValue;
  readonly current: boolean;
  readonly quality: Reading['quality'] | null;
  readonly sourceTime: string | null;
}

function useLiveFlag(unit: string): boolean {
  const store = use(LiveContext);
  return useSyncExternalStore(
    useCallback((tell) => store.onUnit(unit, tell), [store, unit]),
    () => store.unit(unit)?.live === true,
  );
}

/** Whether the unit's values are current at all: its link lives and so does the one to the server. */
export function useUnitLive(unit: string): boolean {
  const link = useLink();
  return useLiveFlag(unit) && link.state === 'live';
}

/** One tag: repaints when its reading, its unit's link or the server's changes. */
export function useTag(unit: string, tag: string): TagReading {
  return tagReading(useLink(), { live: useLiveFlag(unit) }, useReading(unit, tag));
}

/** All tags of a unit, for what draws it whole. */
export function useTags(unit: string): (tag: string) => TagReading {
  const values = useUnitValues(unit);
  const link = useLink();
  return (tag) => tagReading(link, values, values?.readings[tag]);
}

const tagReading = (
  link: Link,
  unit: Pick<UnitValues, 'live'> | undefined,
  reading: Reading | undefined,
): TagReading => ({
  value: reading?.value ?? reading?.lastKnown ?? null,
  current: isCurrent(link, unit, reading),
  quality: reading?.quality ?? null,
  sourceTime: reading?.sourceTime ?? null,
});
