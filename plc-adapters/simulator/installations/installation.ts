import type { TagDefinition } from '../plc/process-image.ts';
import type { UnitProgram } from '../plc/unit-program.ts';
import type { FlowLimits } from '../world/parcel.ts';
import type { PlantMicros } from '../world/plant-time.ts';
import type { UnitName } from '../unit-names.ts';

/** What people on the spot can do to a unit besides its mode key and its emergency stop. */
export interface OnTheSpot {
  /** Names of what can be put out of order. */
  readonly disturbances: readonly string[];
  /** False when the unit has no such disturbance. */
  disturb(what: string, stands: boolean, at: PlantMicros): boolean;
  /** Puts an empty container at a place; false when there is no such place. */
  replaceContainer(position: number): boolean;
  /** Puts a sealed container, filled by hand, at an empty place; false when there is none. */
  putContainer(position: number, sampleId: string, kg: number): boolean;
}

/** A unit with its program, and what surrounds it. */
export interface Station {
  readonly unit: UnitName;
  readonly program: UnitProgram;
  readonly tags: readonly TagDefinition[];
  readonly onTheSpot: OnTheSpot;
}

/** What passes a sampler: how fast, and how much for each new sample; t/h and t, of oil m³/h and m³. */
export interface CargoPlan {
  readonly parcel: number;
  readonly flow: FlowLimits;
}

/** A part of the port that shares nothing with the others: some stations and the world they work in. */
export interface Installation<Memory extends object> {
  readonly stations: readonly Station[];
  /** Its part of what outlives the process. */
  retain(at: PlantMicros): Memory;
}
