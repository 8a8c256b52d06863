import type { PlantMicros } from '../world/plant-time.ts';
import type { RingEntry } from './event-ring.ts';
import type { Fault } from './faults.ts';
import type { StateName } from './packml.ts';
import type { ProcessImage } from './process-image.ts';

/** A command as the client left it in Cmd.*. */
export interface UnitCommand {
  readonly seq: number;
  readonly token: number;
  readonly code: number;
  readonly unitMode: number;
  readonly jobId: string;
  readonly lotId: string;
  readonly sampleId: string;
  readonly recipeId: string;
  readonly params: readonly number[];
}

/** Why the unit changes its state. */
export type Cause = 'command' | 'watchdog' | 'mode' | 'fault' | 'safety' | 'program' | 'boot';

/** What the common block offers to the program of a unit. */
export interface PlcServices {
  readonly state: StateName;
  /** Writes a ring record and logs it. */
  record(entry: RingEntry): void;
  raise(fault: Fault, at: PlantMicros): void;
  clearFault(code: number): void;
  /** A Completing whose end could not be told beforehand has ended. */
  completed(at: PlantMicros): void;
}

/** A unit-specific command, code ≥ 100. */
export interface OwnCommand {
  readonly name: string;
  readonly states: readonly StateName[];
  /** A standing fault does not block it. */
  readonly despiteFault?: true;
}

/** What is particular to a kind of unit; the common block calls it. All instants are exact, not those of the tick. */
export interface UnitProgram {
  /** Checksum of the PLC program, not of the settings. */
  readonly recipeCrc: number;
  readonly ownCommands: ReadonlyMap<number, OwnCommand>;
  /** May the command run with these settings? Called only in a state that allows it. */
  settingsAllow(command: UnitCommand, image: ProcessImage): boolean;
  /** Bits 0 to 7 of the interlock word; the sample is the one a Start would be for. */
  interlocks(sampleId: string, image: ProcessImage, state: StateName): number;
  /** Bits 0 to 7 of the interlock word that block a unit-specific command; shown when they refuse it, until the next command. */
  ownCommandInterlocks(command: UnitCommand): number;
  /** An accepted Start: latch the settings. */
  started(command: UnitCommand, image: ProcessImage, at: PlantMicros, plc: PlcServices): void;
  /** An accepted unit-specific command: latch its settings; it is done at the instant returned. */
  ownCommandAccepted(command: UnitCommand, at: PlantMicros, image: ProcessImage): PlantMicros;
  ownCommandDone(command: UnitCommand, plc: PlcServices): void;
  /** A state was entered, coming from another. */
  entered(state: StateName, from: StateName, cause: Cause, at: PlantMicros, plc: PlcServices): void;
  /** How long a transitional state lasts; Infinity for a Completing that the program ends by `completed`. */
  transitionTime(state: StateName, cause: Cause, at: PlantMicros): PlantMicros;
  /** The next instant at which something happens by itself, null for none. */
  nextEvent(): PlantMicros | null;
  happen(at: PlantMicros, plc: PlcServices): void;
  /** Once a scan: faults that come and go with the world. */
  watch(at: PlantMicros, plc: PlcServices): void;
  publish(image: ProcessImage, at: PlantMicros, state: StateName): void;
}
