import type { UnitSnapshot } from '../../../plc-adapters/unit-driver.ts';
import { processId } from '../../../workflows/kernel/brand.ts';
import type { ViewPut } from '../../storage/ports.ts';
import type { ProjectedEntry } from '../../views/projector.ts';
import { LiveStreams } from '../live/live-streams.ts';
import type { LiveSources } from '../live/live-streams.ts';
import { unit } from './plant.fixture.ts';
import { fixtureTime } from './shared.fixture.ts';

/** Streams over a plant and a journal that a test makes. Time passes when it says so. */
export function liveRig(clock: () => Date, snapshots: readonly UnitSnapshot[] = [unit], position = 7) {
  const plant = new Map(snapshots.map((snapshot) => [snapshot.unit, snapshot]));
  const listeners: ((entries: readonly ProjectedEntry[]) => void)[] = [];
  const journal = { position };
  let beat: (() => void) | null = null;
  let now = 0;
  const live = new LiveStreams({
    snapshots: () => [...plant.values()],
    projector: { ...journal, follow: (listener) => void listeners.push(listener) },
    clock,
    monotonic: () => now,
    build,
    repeat: (act) => {
      beat = act;
      return () => {
        beat = null;
      };
    },
  });
  return {
    live,
    /** Whether anything is done while time passes. */
    awake: () => beat !== null,
    /** Lets time pass, ms. */
    pass: (ms: number) => {
      for (const until = now + ms; now < until;) {
        now += 200;
        beat?.();
      }
    },
    /** A unit shows something else from now on. */
    show: (snapshot: UnitSnapshot) => plant.set(snapshot.unit, snapshot),
    /** An entry of a process is projected. */
    project: (process: string, ...puts: readonly Pick<ViewPut, 'collection' | 'doc'>[]) => {
      journal.position += 1;
      const entry = {
        process: processId(process),
        definition: process.slice(0, process.indexOf('/')),
        seq: 1,
        position: journal.position,
        input: {
          id: 'input',
          at: fixtureTime,
          actor: { kind: 'system' as const, id: 'test' },
          event: { type: 'test' },
        },
        snapshot: null,
        hold: null,
        effects: [],
      };
      for (const tell of listeners) tell([{ entry, puts: puts.map((put) => ({ key: 'key', ...put })) }]);
    },
  };
}

const build = '0.0.0-test';

/** Streams that tell what there is and end: for those who ask for everything and read each answer to its end. */
export function endingStreams(
  sources: Pick<LiveSources, 'snapshots' | 'projector'> = {
    snapshots: () => [unit],
    projector: { position: 7, follow: () => {} },
  },
): LiveStreams {
  const live = new LiveStreams({
    ...sources,
    clock: () => new Date(fixtureTime),
    monotonic: () => 0,
    build,
    repeat: () => () => {},
  });
  live.stop();
  return live;
}
