import type { Container } from '../world/containers.ts';
import type { CutSettings } from '../world/cut-schedule.ts';
import type { PlantMicros } from '../world/plant-time.ts';
import type { RecordType } from './event-ring.ts';
import type { Fault } from './faults.ts';
import type { StateName } from './packml.ts';
import type { ProcessImage } from './process-image.ts';

/** Counters of the present sample; a new SampleId zeroes them. */
export interface SampleCounters {
  readonly sampleId: string;
  /** Increments, or confirmed grabs. */
  readonly cutCount: number;
  readonly cutMissed: number;
  /** The last increment, kg; the last grab, mL. */
  readonly incrementMass: number;
  /** Divided mass in the containers, kg. */
  readonly sampleMass: number;
}

/** The instant of a planned cut with material in the stream. */
export interface CutMoment {
  readonly sampleId: string;
  /** The planned cut's number within the sample, from 0. */
  readonly index: number;
  readonly at: PlantMicros;
  /** t/h or m³/h */
  readonly flow: number;
}

/** What a cut brought. */
export interface Cut {
  /** Increment, kg; grab, mL. */
  readonly mass: number;
  /** What of it reached the container, kg. */
  readonly kept: number;
}

/** What a sampler sees of itself in a scan. */
export interface SamplerView {
  readonly at: PlantMicros;
  readonly state: StateName;
  /** t/h or m³/h */
  readonly flow: number;
  /** t or m³, as the unit shows it. */
  readonly total: number;
  /** From Start to Complete, Stop or Abort, held or not. */
  readonly isOpen: boolean;
  /** µs since the last cut that brought something; Infinity since boot. */
  readonly sinceCut: number;
  readonly counters: SampleCounters;
  /** Place being filled, 0 for none. */
  readonly position: number;
  readonly container: Container | undefined;
}

/** A fault that stands as long as its cause. */
export interface Condition {
  readonly fault: Fault;
  readonly stands: boolean;
}

/** What is particular to one kind of sampler; the common run of a sampler calls it. */
export interface SamplerHead<Own extends object> {
  /** Checksum of the PLC program. */
  readonly recipeCrc: number;
  readonly records: { readonly taken: RecordType; readonly missed: RecordType };
  /** Shortest time between two cuts, s. */
  readonly cycle: number;
  /** Interlock bit for “no container to fill”. */
  readonly containerBit: number;
  /** The pacing the settings ask for; null when any setting is out of its range. */
  runSettings(image: ProcessImage): CutSettings | null;
  /** Place the settings ask for, 0 = next free. */
  wishedContainer(image: ProcessImage): number;
  /** An accepted Start. @param streamTotal t or m³ on the stream's meter. */
  latch(image: ProcessImage, isNewSample: boolean, streamTotal: number): void;
  /** Tries a cut; null when nothing came of it. */
  cut(moment: CutMoment): Cut | null;
  /** Whether the container is to be changed before the next cut. @param lastKept kg */
  isFull(position: number, lastKept: number): boolean;
  /** The unit's own total from the meter's, t or m³. */
  total(streamTotal: number): number;
  /** Bits 0 to 7 of the interlock word, but for “no container to fill”. @param position place being filled, 0 for none. */
  interlocks(position: number): number;
  conditions(view: SamplerView): readonly Condition[];
  /** True while the flow's signal is lost and reads 0; the totaliser's pulses still come. */
  meterFails?(): boolean;
  publish(image: ProcessImage, view: SamplerView): void;
  retain(): Own;
}
