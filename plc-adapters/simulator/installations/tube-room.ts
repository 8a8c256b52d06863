import { PneumaticTube, TUBE_DISTURBANCES, type TubeDisturbance, type TubeMemory } from '../plc/pneumatic-tube.ts';
import { TUBE_TAGS } from '../plc/pneumatic-tube-tags.ts';
import { TUBE_UNIT } from '../unit-names.ts';
import { Disturbances } from '../world/disturbances.ts';
import type { Installation } from './installation.ts';

export interface TubeRoomMemory {
  readonly tube: TubeMemory;
  readonly tubeDisturbances: readonly string[];
}

/** A pneumatic tube with a PLC of its own, between the preparation room and the laboratory. */
export function tubeRoom(memory: Partial<TubeRoomMemory>): Installation<TubeRoomMemory> {
  const disturbances = new Disturbances<TubeDisturbance>(TUBE_DISTURBANCES, memory.tubeDisturbances);
  const program = new PneumaticTube(disturbances, memory.tube ?? null);
  return {
    stations: [
      {
        unit: TUBE_UNIT,
        program,
        tags: TUBE_TAGS,
        onTheSpot: {
          disturbances: TUBE_DISTURBANCES,
          disturb: (what, stands) => disturbances.set(what, stands),
          replaceContainer: () => false,
          putContainer: () => false,
        },
      },
    ],
    retain: () => ({ tube: program.retain(), tubeDisturbances: disturbances.retain() }),
  };
}
