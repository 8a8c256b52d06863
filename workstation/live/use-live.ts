import { createContext, use, useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { LiveStore } from './live-store.ts';
import type { Link, Reading, UnitValues } from './live-store.ts';

export const LiveContext = createContext(new LiveStore());

export function useLink(): Link {
  const store = use(LiveContext);
  return useSyncExternalStore(
    useCallback((tell) => store.onLink(tell), [store]),
    () => store.link,
  );
}

/** All values of a unit: for what draws the whole unit. */
export function useUnitValues(unit: string): UnitValues | undefined {
  const store = use(LiveContext);
  return useSyncExternalStore(
    useCallback((tell) => store.onUnit(unit, tell), [store, unit]),
    () => store.unit(unit),
  );
}

/** One reading: repaints only when it changes. */
export function useReading(unit: string, tag: string): Reading | undefined {
  const store = use(LiveContext);
  return useSyncExternalStore(
    useCallback((tell) => store.onUnit(unit, tell), [store, unit]),
    () => store.unit(unit)?.readings[tag],
  );
}

/** A reading as it may be shown: with the link lost, or its unit not live, nothing is current. */
export function isCurrent(link: Link, unit: Pick<UnitValues, 'live'> | undefined, reading: Reading | undefined): boolean {
  return link.state === 'live' && unit?.live === true && reading !== undefined && !reading.stale && reading.quality === 'good';
}

/** The server's time, ms since 1970, told anew each second: ages are counted by its clock, not by the browser's. */
export function useServerTime(): number {
  const store = use(LiveContext);
  const read = useCallback(() => Math.floor((Date.now() + store.skew) / 1000) * 1000, [store]);
  const [now, setNow] = useState(read);
  useEffect(() => {
    const timer = setInterval(() => setNow(read()), 1000);
    return () => clearInterval(timer);
  }, [read]);
  return now;
}
