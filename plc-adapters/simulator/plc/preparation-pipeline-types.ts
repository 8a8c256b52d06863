import type { PlantMicros } from '../world/plant-time.ts';
import type { ProcessUnit, Stage } from '../world/preparation-recipe.ts';

/** A gross sample in the infeed hopper, where its containers join before crushing. */
export interface Hopper {
  /** The preparation code its containers were loaded under. */
  readonly sampleId: string;
  /** What its labels say. */
  readonly barcode: string;
  /** kg of all its containers so far. */
  readonly mass: number;
  readonly containers: number;
  /** Its last container is in. */
  readonly whole: boolean;
  /** Units whose stage it is to pass unprocessed. */
  readonly skipped: readonly ProcessUnit[];
}

/** A sample on its way through the line. */
export interface LineSample extends Hopper {
  /** Index of the step it is at. */
  readonly step: number;
  /** Time spent in that step. */
  readonly elapsed: PlantMicros;
  /** The step is finished; the sample waits for the next unit to be free and clean. */
  readonly finished: boolean;
}

/** The last finished work of a unit, shown until the next one is finished. */
export interface LatchedWork {
  readonly balance: Stage['balance'];
  readonly duration: PlantMicros;
}

export interface PipelineMemory {
  readonly hopper: Hopper | null;
  /** The one that is farthest first. */
  readonly samples: readonly LineSample[];
  /** How long each unit that a sample left is still being cleaned. */
  readonly purges: Readonly<Partial<Record<ProcessUnit, PlantMicros>>>;
  readonly latched: Readonly<Partial<Record<ProcessUnit, LatchedWork>>>;
}

/** What is at a unit now. */
export interface UnitView {
  /** Whose coal is in it, or whose bottle is being packed; empty for nobody's. */
  readonly sampleId: string;
  readonly underWay: StageUnderWay | null;
  readonly latched: LatchedWork | null;
  readonly purging: boolean;
}

export interface StageUnderWay {
  readonly stage: Stage;
  readonly elapsed: PlantMicros;
}

/** `finishes`: steps under way are brought to their end, nothing moves on. */
export type Pace = 'stands' | 'finishes' | 'runs';

/** What the pipeline tells of its own accord. */
export interface PipelineEvents {
  finished(sample: LineSample, stage: Stage): void;
  /** Its last step is finished and it is out of the line. */
  through(sample: LineSample): void;
}
