import type { CoalBerthMemory } from './installations/coal-berth.ts';
import type { FallingStreamMemory } from './installations/falling-stream.ts';
import type { GrainBerthMemory } from './installations/grain-berth.ts';
import type { JettyMemory } from './installations/jetty.ts';
import type { SecondBeltMemory } from './installations/second-belt.ts';
import type { TubeRoomMemory } from './installations/tube-room.ts';
import type { LogLine } from './log.ts';
import type { CommonBlockMemory } from './plc/common-block.ts';

/** Each installation's own part; one that has never run has none. */
type InstallationMemories = CoalBerthMemory & FallingStreamMemory & GrainBerthMemory & JettyMemory & SecondBeltMemory & TubeRoomMemory;

/** Everything that outlives the process, plants and programs alike. */
export interface PlantMemory extends Partial<InstallationMemories> {
  readonly version: 1;
  readonly units: Readonly<Record<string, CommonBlockMemory>>;
  /** Log lines of the last scan: after a kill between saving and logging they are logged at the next boot. */
  readonly unlogged: readonly LogLine[];
}
