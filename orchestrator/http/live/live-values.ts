import type { Reading, UnitSnapshot } from '../../../plc-adapters/unit-driver.ts';
import { identifying, unitReadings } from '../operator/unit-readings.ts';
import type { LiveEvents } from '../schemas/live.ts';

type Units = LiveEvents['values']['units'];
type ShownReading = Units[string]['readings'][string];

/** Units with the names of those tags whose reading, or standing, is another one. */
export type ChangedTags = ReadonlyMap<string, ReadonlySet<string>>;

/** What the units showed when they were last looked at, and what changed since then. */
export class LiveValues {
  readonly #snapshots: () => readonly UnitSnapshot[];
  #last: ReadonlyMap<string, UnitSnapshot> = new Map();

  constructor(snapshots: () => readonly UnitSnapshot[]) {
    this.#snapshots = snapshots;
  }

  /** Looks at the units anew. A unit that ceases to be live, or is live again, changes with all its tags. */
  look(): ChangedTags {
    const before = this.#last;
    this.#last = new Map(this.#snapshots().map((snapshot) => [snapshot.unit, snapshot]));
    const changed = new Map<string, ReadonlySet<string>>();
    for (const [unit, snapshot] of this.#last) {
      const tags = changedTags(before.get(unit), snapshot);
      if (tags !== null) changed.set(unit, tags);
    }
    return changed;
  }

  /** What all units show. */
  all(): Units {
    return this.#shown([...this.#last.values()]);
  }

  /** What these units show of these tags. */
  of(tags: ChangedTags): Units {
    const changed = [...tags].flatMap(([unit, names]) => {
      const snapshot = this.#last.get(unit);
      if (!snapshot) return [];
      const readings = Object.entries(snapshot.readings).filter(([tag]) => names.has(tag));
      return [{ ...snapshot, readings: Object.fromEntries(readings) }];
    });
    return this.#shown(changed);
  }

  #shown(snapshots: readonly UnitSnapshot[]): Units {
    return Object.fromEntries(snapshots.map((snapshot) => [snapshot.unit, shownUnit(snapshot)]));
  }
}

/** Names of tags that differ; null when the unit shows the same as before. */
function changedTags(before: UnitSnapshot | undefined, now: UnitSnapshot): ReadonlySet<string> | null {
  const tags = Object.entries(now.readings);
  if (before?.live !== now.live || before.reason !== now.reason) return new Set(tags.map(([tag]) => tag));
  const changed = tags.filter(
    ([tag, reading]) => !identifying.test(tag) && !isSame(before.readings[tag], reading),
  );
  return changed.length === 0 ? null : new Set(changed.map(([tag]) => tag));
}

const isSame = (before: Reading | undefined, now: Reading): boolean =>
  before === now ||
  (before !== undefined &&
    Object.is(before.value, now.value) &&
    before.quality === now.quality &&
    before.sourceTime === now.sourceTime);

/** As the list of units shows it, without what can be reckoned from it; what identifies a sample is taken out there. */
function shownUnit(snapshot: UnitSnapshot): Units[string] {
  const { live, reason, readings } = unitReadings(
    { ...snapshot, holders: [], waiting: [] },
    new Date(0),
    () => false,
  );
  return {
    live,
    reason,
    readings: Object.fromEntries(
      Object.entries(readings).map(([tag, { value, lastKnown, quality, stale, sourceTime }]) => {
        const known = value === null && lastKnown !== null && { lastKnown };
        return [tag, { value, ...known, quality, stale, sourceTime } satisfies ShownReading];
      }),
    ),
  };
}

/** Both, each tag once: however long it goes on it is no more than all tags. */
export function joined(some: ChangedTags, more: ChangedTags): ChangedTags {
  const all = new Map(some);
  for (const [unit, tags] of more) all.set(unit, new Set([...(all.get(unit) ?? []), ...tags]));
  return all;
}
