import type { PkiFolder } from '../opcua/pki.ts';
import type { UnitConfig } from '../unit-config.ts';
import type { CommandOutcome, UnitCommand, UnitListener, UnitSnapshot } from '../unit-driver.ts';
import type { DriverDeps } from './deps.ts';
import type { UnitMonitor } from './unit-monitor.ts';

/** A unit that is watched, and what becomes of commands to it. */
export interface RunningUnit {
  readonly monitor: UnitMonitor;
  readonly commands: { run(command: UnitCommand, accepted: () => void): Promise<CommandOutcome> };
  /** What the unit's readings say to those who drive it. */
  shown(snapshot: UnitSnapshot): UnitSnapshot;
}

/** A unit about to be watched. */
export interface Opening {
  readonly config: UnitConfig;
  /** The same with the tags its server has. */
  readonly watched: UnitConfig;
  readonly pki: PkiFolder;
  readonly listener: UnitListener;
}

/** Says how a unit is watched, and how it is commanded; begins nothing. */
export type OpenUnit = (opening: Opening, deps: DriverDeps) => RunningUnit;
