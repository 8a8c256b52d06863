import { closeSync, openSync, writeSync } from 'node:fs';
import type { PlantState } from '../../workflows/plant-unit/messages.ts';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import type { DriverDeps } from '../driver/deps.ts';
import { MonitoringLink } from '../driver/monitoring-link.ts';
import { UnitMonitor } from '../driver/unit-monitor.ts';
import { withTagsOfServer } from '../methods/method-map.ts';
import { openPki } from '../opcua/pki.ts';
import type { PkiFolder } from '../opcua/pki.ts';
import { monitoringSession } from '../opcua/session.ts';
import type { WatchedSession } from '../opcua/session.ts';
import type { UnitConfig } from '../unit-config.ts';
import type { Reading, RingRecord, UnitListener, UnitObservation } from '../unit-driver.ts';
import { headerText, lineText } from './format.ts';
import type { RecordedLine } from './format.ts';

/** Why a recording ended. */
export type RecordingEnd = Extract<RecordedLine, { end: unknown }>['end'];

/** How far a recording is. */
export interface RecordingProgress {
  /** s since it began. */
  readonly seconds: number;
  readonly live: boolean;
  readonly state: PlantState | null;
  readonly values: number;
  readonly records: number;
}

/**
 * Writes what a unit shows to a file, and nothing to the unit. A line is written whole and at once, so that the file can be used whenever
 * the recorder is killed. The ring is read as it stands: also records from before the recording, whoever consumed them.
 *
 * @throws RefusedError `RECORDING_EXISTS` for a file that is there already, `RECORDING_NOT_WRITABLE`.
 */
export class Recorder {
  private readonly deps: DriverDeps;
  private readonly pki: PkiFolder;
  private readonly monitor: UnitMonitor;
  private readonly file: number;
  private readonly begun: number;
  private readonly told: (progress: RecordingProgress) => void;
  private readonly newest = new Map<string, Reading>();
  private consumed: number | null = null;
  private live = false;
  private state: PlantState | null = null;
  private values = 0;
  private records = 0;

  /** @param told of every change of link and state. */
  constructor(config: UnitConfig, file: string, deps: DriverDeps, told: (progress: RecordingProgress) => void) {
    this.deps = deps;
    this.told = told;
    this.file = open(file);
    this.begun = deps.clock.monotonicMs();
    writeSync(this.file, headerText({ ...config, started: deps.clock.now() }));
    this.pki = openPki(deps.pkiFolder, config);
    const watched = { ...config, tagMap: withTagsOfServer(config.tagMap) };
    const session: WatchedSession = monitoringSession(watched, this.pki, deps.log, `Quaylab ${config.unit} recorder`);
    this.monitor = new UnitMonitor(
      watched,
      {
        link: (handlers) => new MonitoringLink(watched, session, handlers, deps),
        upkeep: () => this.upkeep,
        taken: (readings) => this.taken(readings),
      },
      this.listener,
      deps,
    );
  }

  start(): void {
    this.monitor.start();
  }

  progress(): RecordingProgress {
    const { live, state, values, records } = this;
    return { seconds: Math.floor(this.ms() / 1000), live, state, values, records };
  }

  async stop(end: RecordingEnd): Promise<RecordingProgress> {
    await this.monitor.stop();
    await this.pki.close();
    this.write({ ms: this.ms(), end });
    closeSync(this.file);
    return this.progress();
  }

  private ms(): number {
    return Math.round(this.deps.clock.monotonicMs() - this.begun);
  }

  private write(line: RecordedLine): void {
    writeSync(this.file, lineText(line));
  }

  /** Everything read comes by here; what changed is written, value and quality. */
  private taken(readings: ReadonlyMap<string, Reading>): void {
    for (const [tag, reading] of readings) {
      const before = this.newest.get(tag);
      if (before?.value === reading.value && before.quality === reading.quality) continue;
      this.newest.set(tag, reading);
      this.values++;
      this.write({ ms: this.ms(), tag, ...reading });
    }
  }

  /** No sign of life to the PLC, and the whole ring at the beginning. */
  private readonly upkeep = {
    beat: () => Promise.resolve(),
    consumed: ({ writeIdx, size }: { readonly writeIdx: number; readonly size: number }) => this.consumed ?? Math.max(0, writeIdx - size),
    move: async (idx: number) => {
      this.consumed = idx;
    },
  };

  private readonly listener: UnitListener = {
    observed: (observation) => this.observed(observation),
    records: async (records: readonly RingRecord[]) => {
      this.records += records.length;
      this.write({ ms: this.ms(), records: [...records] });
    },
  };

  private observed(observation: UnitObservation): void {
    if (observation.kind === 'gap') this.write({ ms: this.ms(), gap: { from: observation.from, to: observation.to } });
    if (observation.kind === 'link') {
      this.live = observation.live;
      this.write({ ms: this.ms(), link: { live: observation.live, reason: observation.reason } });
    }
    if (observation.kind === 'state') this.state = observation.state;
    if (observation.kind === 'link' || observation.kind === 'state') this.told(this.progress());
  }
}

function open(file: string): number {
  try {
    return openSync(file, 'wx');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw code === 'EEXIST'
      ? new RefusedError({
          code: 'RECORDING_EXISTS',
          field: 'out',
          message: `${file} is there already.`,
          remedy: 'Name another file, or remove this one.',
        })
      : new RefusedError({
          code: 'RECORDING_NOT_WRITABLE',
          field: 'out',
          message,
          remedy: 'Name a file in a folder that exists and may be written to.',
        });
  }
}
